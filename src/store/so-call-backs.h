/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Tasks to call somebody back. What they were made from (SoTask.finding_id) is "call:" and the id of the call's message. */
#define SO_CALL_BACK_FINDING "call:"

/* There is one already for the person of @thread_id. */
gboolean so_call_back_is_open (SoDb *db, const char *thread_id);

/* Ids of those that are done: since the call began somebody of the studio has spoken with that person, or written to them, or the call itself was taken after all, by the assistant, too. Free with
 * g_strfreev(); NULL on error. */
GStrv so_call_back_done (SoDb *db, GError **error);

G_END_DECLS
