/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-clients.h"
#include "so-figures.h"

G_BEGIN_DECLS

/* Members "categories", "channels", "stages", "bookings", "hours" and "call_hours": the parts of the numbers (so-ctl-metric-parts.c). */
void so_ctl_metrics_set_parts (JsonObject *object, const SoFigures *figures);

/* Member "clients": null where @clients is NULL. */
void so_ctl_metrics_set_clients (JsonObject *object, const SoClients *clients);

G_END_DECLS
