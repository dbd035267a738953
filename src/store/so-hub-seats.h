/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-sync-private.h"

G_BEGIN_DECLS

/**
 * so_hub_seat_decide: whether a booking has a place in its session, decided once for all computers of a studio ("seat", so-seats.h). @ask->body: {"root", "original", "most"}. Who came here
 * earlier has a place before who came later, whichever computer they booked at and whatever its clock says. The answer is {"ok": 1}, or {"ok": 0, "why": "full"}.
 */
gboolean so_hub_seat_decide (SoHubStore *store, const SoHubAsk *ask, char **answer, GError **error);

G_END_DECLS
