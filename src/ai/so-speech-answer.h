/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-speech.h"

G_BEGIN_DECLS

/* What an answer of whoever writes down speech says, into @transcript: segments with times, or one text without. FALSE, and nothing is added, where it is no transcript. Pure. */
gboolean so_speech_answer_read (JsonObject *answer, const SoSpeechPiece *piece, SoTranscript *transcript);

/* "de" of "german" or "de"; NULL of what is neither. Static. */
const char *so_speech_language (const char *name);

G_END_DECLS
