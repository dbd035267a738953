/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* The past of a demonstration: what its making wrote just now is dated when it is told to have happened. For demonstrations
 * alone; all times in ms. */

/* The person is known since @at, where that is earlier. */
gboolean so_backdate_contact (SoDb *db, const char *id, gint64 at, GError **error);
/* The newest move of the person on the board happened at @at. */
gboolean so_backdate_move (SoDb *db, const char *contact_id, gint64 at, GError **error);
gboolean so_backdate_booking (SoDb *db, const char *id, gint64 at, GError **error);
/* @done_at holds where it is done. */
gboolean so_backdate_task (SoDb *db, const char *id, gint64 at, gint64 done_at, GError **error);
/* @converted_at holds where it made a customer. */
gboolean so_backdate_trial (SoDb *db, const char *id, gint64 at, gint64 converted_at, GError **error);

G_END_DECLS
