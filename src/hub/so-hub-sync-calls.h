/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-call.h"

G_BEGIN_DECLS

#define SO_HUB_SYNC_CALLS "/sync/v1/"
/* A page of changes is a megabyte and one value more (so-share-out.c). */
#define SO_HUB_SYNC_MOST_BYTES (2 * 1024 * 1024)

/* Handler of SoupServer for what the computers of a studio share: /sync/v1/…; @data is the hub. */
void so_hub_on_sync (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data);

G_END_DECLS
