/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-store.h"

G_BEGIN_DECLS

/**
 * SoHubEar: hears when another hub has stored something on the same PostgreSQL server, and for which studios, on a connection and a thread of its
 * own. It is told by NOTIFY, and looks at the studios' numbers every two seconds besides, for servers behind a pool that passes no word on.
 */
typedef struct _SoHubEar SoHubEar;

/* Called in the thread that made it, at least once after something was stored, and now and then for nothing. @studios (up to a NULL) have new
 * events; there may be none, where only a visitor was answered. */
typedef void (*SoHubHeard) (const char *const *studios, gpointer data);
SoHubEar *so_hub_ear_new (const SoHubPlace *place, SoHubHeard heard, gpointer data, GError **error);
void so_hub_ear_free (SoHubEar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubEar, so_hub_ear_free)

G_END_DECLS
