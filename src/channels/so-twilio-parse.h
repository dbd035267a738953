/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-call-news.h"

G_BEGIN_DECLS

/* What Twilio's JSON tells of calls. Pure. */
#define SO_TWILIO_PROVIDER "twilio"      /* SoCall.provider */

/* One element of "calls". What was put through to somebody is a call of its own for Twilio: of that, it tells of the one that it belongs to.
 * @answers: who takes the studio's calls where no leg to anybody tells of it. NULL where it tells nothing. *@at: ms of when it began, 0: not known. */
typedef enum { SO_TWILIO_ANSWERS_PERSON, SO_TWILIO_ANSWERS_DIAL, SO_TWILIO_ANSWERS_ASSISTANT } SoTwilioAnswers;
SoCallNews *so_twilio_parse_call (JsonObject *call, SoTwilioAnswers answers, gint64 *at);
/* One element of "recordings"; NULL where there is no sound, or not yet. */
SoCallNews *so_twilio_parse_recording (JsonObject *recording, gint64 *at);
/* One element of "transcriptions", of a recording of the call @call_sid; NULL where there are no words, or not yet. */
SoCallNews *so_twilio_parse_transcription (JsonObject *transcription, const char *call_sid, gint64 *at);

/* TRUE of two letters that are @prefix and 32 hexadecimal digits: it may be part of a path. */
gboolean so_twilio_is_sid (const char *text, const char *prefix);

G_END_DECLS
