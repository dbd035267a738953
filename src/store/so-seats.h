/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-session.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Where a studio is shared two computers may give the last place of a session away at once. So each booking is asked for at the hub, and holds until that has decided; who was later waits. */

/* Somebody has booked. Nothing where the studio is not shared. */
gboolean so_seat_ask (SoDb *db, const char *booking_id, const SoSession *session, GError **error);
/* What the hub has decided since: who has no place waits for one, and the owner is told by a task. *@n: how many these were. */
gboolean so_seat_hear (SoDb *db, guint *n, GError **error);

G_END_DECLS
