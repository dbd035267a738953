/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SoTransfers: how far files are that come and go at this moment. A file that comes is called as its part calls it (SoPart.remote), what
 * goes by the id of its draft. What comes from another computer of the studio is called by its hash (SoPart.sha256). Any thread may tell.
 *
 * SoTransfers::moved: the name of what has another percentage now, or has ended. Main thread; a file that is quick is never told.
 * SoTransfers::wished: somebody looks at what is on another computer. On the thread of so_transfers_wish().
 */
#define SO_TYPE_TRANSFERS (so_transfers_get_type ())
G_DECLARE_FINAL_TYPE (SoTransfers, so_transfers, SO, TRANSFERS, GObject)

SoTransfers *so_transfers_new (void);

/* @all 0: not known, which is told as 0 %. */
void so_transfers_tell (SoTransfers *transfers, const char *name, guint64 now, guint64 all);
void so_transfers_end (SoTransfers *transfers, const char *name);

/* Somebody looks at the file of this hash, which is not here: it comes before others. FALSE where nobody fetches any. */
gboolean so_transfers_wish (SoTransfers *transfers, const char *sha256);
/* What was wished and has not ended, the newest first. Free with g_strfreev(). */
GStrv so_transfers_dup_wishes (SoTransfers *transfers);
/* Whether there is somebody who fetches. Who wished for something hears of it as of what has moved. */
void so_transfers_serve (SoTransfers *transfers, gboolean served);
gboolean so_transfers_is_served (SoTransfers *transfers);

/* 0…100; -1 where it is not on its way. */
int so_transfers_percent (SoTransfers *transfers, const char *name);

G_END_DECLS
