/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-config.h"

G_BEGIN_DECLS

/**
 * SoHub: the server, put together: the door (SoDoor), what providers call (so-hub-hooks.c), what desktops call (so-hub-desk.c), what a
 * watchman calls (so-hub-health.c), and the store behind them. Lives on the thread whose main context is the default one.
 */
typedef struct _SoHub SoHub;

/* Borrows @config. Opens @folder/hub.db and keeps every other hub away from it. */
SoHub *so_hub_new (const char *folder, SoHubConfig *config, GError **error);
/* Answers what is waiting first, for at most ten seconds. */
void so_hub_free (SoHub *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHub, so_hub_free)

gboolean so_hub_listen (SoHub *self, const char *address, GError **error);
/* As it may be connected to. Borrowed. */
const char *so_hub_get_address (SoHub *self);

/* Descriptor that keeps others away from the hub in @folder as long as it is open; -1 with SO_ERROR_CHANGE where one is running. */
int so_hub_lock (const char *folder, GError **error);

G_END_DECLS
