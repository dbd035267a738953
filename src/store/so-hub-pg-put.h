/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-pg.h"
#include "so-hub-store.h"

G_BEGIN_DECLS

/* Where who reads is told after each batch, with NOTIFY: the name of a studio that has new events, or nothing where a visitor was answered. */
#define SO_HUB_PG_CHANNEL "studio_os_hub"

/* so_hub_store_put() in one transaction and one exchange with the server; @self is ready. TRUE only where the server said that it is committed. */
gboolean so_hub_pg_put (SoHubPg *self, gboolean notify, GPtrArray *events, GError **error);

G_END_DECLS
