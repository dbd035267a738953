/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Stamps of changes: ms << 16 | count, of a clock that follows the hub's, goes on where it stands still or is set back, and never gives a change
 * an older stamp than what it changes. A wrong clock costs an argument between two people who changed the same thing at the same time, nothing else.
 */
typedef struct {
  gboolean off;            /* what is done now came from others: it is not captured */
  gint64 offset;           /* ms that the hub's clock is ahead */
  gint64 last;
  guint page;              /* tests: rows of a page; 0: as many as are good */
} SoShareClock;

/* A stamp for changing what has the stamp @known (0: nothing). */
gint64 so_share_clock_stamp (SoShareClock *clock, gint64 known);

#define SO_SHARE_STAMP(ms) ((gint64) (ms) << 16)
#define SO_SHARE_MS(stamp) ((gint64) (stamp) >> 16)

/* Gives a connection the functions so_share_on() and so_share_stamp(KNOWN). @handle: an sqlite3 *. */
int so_share_clock_register (gpointer handle, SoShareClock *clock);

G_END_DECLS
