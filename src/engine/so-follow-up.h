/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Follow-ups at work: what is due becomes a proposal that the owner approves, like any other. */

/* SO_ERROR_CHANGE in words where they would end before the first message: spam, a customer, lost. */
gboolean so_follow_up_check (SoDb *db, const char *thread_id, GError **error);

/* Proposes what is due at @now (ms). A run ends where the person is a customer now or lost, where the conversation is spam or gone, and
 * with its last message; while something else waits to be decided on in the conversation, it waits, too. *@n: in how many
 * conversations something is other than before. */
gboolean so_follow_up_pass (SoDb *db, gint64 now, guint *n, GError **error);

G_END_DECLS
