/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"
#include "so-threads.h"

G_BEGIN_DECLS

/* Sums of a thread over its messages and drafts: for the store's own files. */

/* All of them, from scratch: after an undo, an erasure, a change of the read mark. */
gboolean so_thread_refresh (SoDb *db, const char *id, GError **error);
/* Only what depends on drafts. */
gboolean so_thread_refresh_drafts (SoDb *db, const char *id, GError **error);

/* Only the sums of whom it is with (so_people_sum()). */
gboolean so_thread_sum_person (SoDb *db, const char *id, GError **error);

/* A customer wrote at @at: she waits since then, or longer. Before the state of the thread is set. */
gboolean so_thread_waits (SoDb *db, const char *id, gint64 at, GError **error);
/* The studio wrote at @at: nobody waits, but for what came after it. */
gboolean so_thread_answered (SoDb *db, const char *id, gint64 at, GError **error);

/* Words of the search index for a message: channel, direction, kinds of parts. Free with g_free(). */
char *so_message_meta (const char *channel, gboolean outbound, const GPtrArray *parts, const char *text);

G_END_DECLS
