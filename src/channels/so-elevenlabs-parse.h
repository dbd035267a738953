/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-call-news.h"
#include "so-error.h"

G_BEGIN_DECLS

/* What ElevenLabs tells of the conversations of an assistant (https://elevenlabs.io/docs/api-reference/conversations). Pure. */
#define SO_ELEVENLABS_PROVIDER "elevenlabs"      /* SoCall.provider of what no telephone service counts */

/* How far a conversation is. Only what is done is told whole. */
typedef enum { SO_ELEVENLABS_GOING, SO_ELEVENLABS_DONE, SO_ELEVENLABS_FAILED } SoElevenlabsStatus;
SoElevenlabsStatus so_elevenlabs_status (JsonObject *conversation);

/* One conversation, as it is asked for by its id. A call that came through Twilio is told as Twilio's: both tell of one. NULL of what is no call: it was written, or came from another
 * assistant. Only the end of a call that is over is told; until then it is live. */
SoCallNews *so_elevenlabs_parse (JsonObject *conversation);

/* TRUE of what may be part of a path. */
gboolean so_elevenlabs_is_id (const char *text);

/* The error of an answer that is not 2xx, in words, sorted by what the owner can do. @answer may be NULL. FALSE always. */
gboolean so_elevenlabs_fail (guint status, JsonObject *answer, GError **error);

G_END_DECLS
