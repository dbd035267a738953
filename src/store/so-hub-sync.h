/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-hub-store.h"

G_BEGIN_DECLS

/**
 * What the desktops of a studio share, as the hub keeps it (docs/sync.md): every row they ever made as JSON of its groups, and a log of what was
 * accepted when. It knows no table by name: what a newer desktop says is kept for those that understand it.
 *
 * Each change is decided once, in the order of one count per studio that has no gaps, and the same change said again changes nothing.
 */

/* Something that is decided once for all desktops ("approve"), in the transaction in which it is logged. @answer: what who asked is told, free with
 * g_free(). FALSE only where nothing could be decided: then nothing of the request was done. */
typedef struct {
  gboolean (*decide) (gpointer data, SoHubStore *store, const char *studio, const char *command, const char *id, JsonObject *body, gint64 now, char **answer, GError **error);
  gpointer data;
} SoHubSyncCommands;

/* Makes the tables where there are none. */
gboolean so_hub_sync_prepare (SoHubStore *store, GError **error);

/* Answers a request of a desktop: {"what": "push" | "pull" | "merge" | "snapshot", …}. @device: who it is by its key. @now: ms. @commands: NULL for
 * none. JSON, free with g_free(); NULL: SO_ERROR_CHANGE for a request that is none, else the store could not do it, and nothing was done. */
char *so_hub_sync_answer (SoHubStore *store, const char *studio, const char *device, const char *request, gint64 now, const SoHubSyncCommands *commands, GError **error);

/* The hub itself says something, such as what became of an order. In the caller's transaction; after everything that was said before. @val: JSON. */
gboolean so_hub_sync_say (SoHubStore *store, const char *studio, const char *tbl, const char *pk, const char *grp, const char *val, gint64 now, GError **error);
/* What holds of one group; NULL where there is none. Free with g_free(). */
gboolean so_hub_sync_get (SoHubStore *store, const char *studio, const char *tbl, const char *pk, const char *grp, char **val, GError **error);

/* As so_share_digest() of a desktop that has read everything. */
char *so_hub_sync_digest (SoHubStore *store, const char *studio, GError **error);
/* Forgets the log up to where every desktop is that asked since @since (ms); who is behind reads a snapshot. */
gboolean so_hub_sync_compact (SoHubStore *store, const char *studio, gint64 since, GError **error);
/* All of it into another hub's database, for so-hub-copy.c. */
gboolean so_hub_sync_copy (SoHubStore *from, SoHubStore *to, GError **error);

G_END_DECLS
