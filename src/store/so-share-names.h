/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* What the other computers are called: this computer's copy of what the hub says of them (table computer). */

/* Of the device @device in SQL, where it is another computer than this one: its name, '' where that is not known; else NULL. */
#define SO_COMPUTER_NAME(device) "CASE WHEN " device " IS NOT NULL AND " device " IS NOT (SELECT device FROM hub_link)" \
  " THEN coalesce ((SELECT max (name) FROM computer WHERE computer.device = " device "), '') END"

/* FALSE where somebody's change stands in place of ours, or something leaves by another computer, and it is not known whose that is: the hub is to be
 * asked. Cheap. */
gboolean so_share_knows_names (SoDb *db);
/* @computers: SoComputer. Who is not among them is not asked for again. */
gboolean so_share_keep_names (SoDb *db, const GPtrArray *computers, GError **error);

G_END_DECLS
