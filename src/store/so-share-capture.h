/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"

G_BEGIN_DECLS

/* Triggers that note what is changed in shared tables (sync_pend), made from so-share-tables.c. */

/* Makes those that are wanted, and remembers which; nothing where they are there already. For a studio that is shared (sync_link). */
gboolean so_share_capture_refresh (SoDb *db, GError **error);
/* Takes them all away: while a migration changes tables, or for good. */
gboolean so_share_capture_drop (SoDb *db, GError **error);

G_END_DECLS
