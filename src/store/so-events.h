/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* The append-only log of who did what, and the steps by which it is undone. */

/* @data: JSON object or NULL. */
gboolean so_event_log (SoDb *db, const char *actor, const char *kind, const char *target_kind,
                       const char *target_id, const char *data, GError **error);

/* The latest time among the newest entries, ms, 0 where there are none: the clock cannot stand before it. What was written
 * before the last "clock.changed" does not count. */
gint64 so_event_newest_at (SoDb *db);

/* From here until so_undo_end() every change of an undoable field in this transaction belongs to
 * one step named @label ("Done: Priya S."). */
gboolean so_undo_begin (SoDb *db, const char *label, GError **error);
gboolean so_undo_end (SoDb *db, GError **error);
/* Takes back the newest step (at most 50 are kept): its label in *@label (free), NULL where there is none. A field that
 * somebody changed since then is left alone. */
gboolean so_undo_last (SoDb *db, char **label, GError **error);

/* When the newest step was made, 0 where there is none. */
gint64 so_undo_newest (SoDb *db);

G_END_DECLS
