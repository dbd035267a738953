/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* So long before a session begins, too few people are a matter for the owner. */
#define SO_TOO_FEW_HOURS 24

/* A session that begins soon and has fewer bookings than its class needs becomes a task, once, with what could be done: cancel it, or where else there is room for all of them. The
 * task is done when enough have booked, or it does not take place. *@n: how many tasks that changes. */
gboolean so_too_few_pass (SoDb *db, gint64 now, guint *n, GError **error);

G_END_DECLS
