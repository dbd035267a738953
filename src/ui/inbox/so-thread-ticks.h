/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A choice of several conversations: @ticked has the ids of those of @threads (SoItem of SoThread) that are in it. */

/* All, or where all are in it already, none. */
void so_thread_ticks_all (GListModel *threads, GHashTable *ticked);
void so_thread_ticks_toggle (GListModel *threads, guint position, GHashTable *ticked);
/* Takes @position and the one beside it in; back over one that is in it lets @position go. The position to go to. */
guint so_thread_ticks_extend (GListModel *threads, guint position, int step, GHashTable *ticked);

G_END_DECLS
