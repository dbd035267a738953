/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Where a studio lives. A folder that was copied, or brought back from a backup, has a sister that may have sent, or
 * still sends, what waits here: nothing leaves from it until the owner says that this one is the active copy. */

/* TRUE where the studio is where it was when it last sent, or never sent. A folder that was moved on the same computer
 * stays confirmed. */
gboolean so_place_is_confirmed (SoStore *store, SoDb *db);
/* From now on this is its place. In a transaction. */
gboolean so_place_confirm (SoStore *store, SoDb *db, GError **error);
/* FALSE where it never sent. */
gboolean so_place_is_kept (SoDb *db);

/* Of a database that was just unpacked from a backup: it is nowhere yet. */
gboolean so_place_forget (SoDb *db, GError **error);

G_END_DECLS
