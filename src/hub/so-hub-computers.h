/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-call.h"

G_BEGIN_DECLS

/* The studio's computers among themselves: who they are, and who lets whom in as what (/v1/codes, /v1/devices). */

/* TRUE: it is such a request, and answered. */
gboolean so_hub_route_computers (SoHubCall *call, const char *method, const char *path, JsonObject *body);

/* A computer was heard of just now: for those who list it. */
void so_hub_saw (SoHub *self, const char *device);
gint64 so_hub_seen_at (SoHub *self, const SoHubDevice *device);

G_END_DECLS
