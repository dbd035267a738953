/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * What one call was about, how it ended and how content the caller seems, from what was said in it: by the rules and the model that read conversations (so-analyst.h), from that call
 * alone. What is not said is not rated, and what the telephone system or the assistant tells goes before it. What is to be done, and what the caller said of themselves, is found by the
 * look at the whole conversation, of which the call is a part.
 *
 * The halves of the job "call" (so-jobs.h); its target is the message of a call.
 */
gboolean so_call_reading_work (SoStudio *studio, const char *message_id, GCancellable *cancellable, char **result, GError **error);
gboolean so_call_reading_keep (SoStudio *studio, SoDb *db, const char *message_id, const char *result, GError **error);

G_END_DECLS
