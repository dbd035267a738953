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

/* What became of the changes of a request. */
typedef struct {
  guint taken;             /* logged: also those that something later holds instead of */
  guint refused;           /* logged as refused by name */
} SoHubSyncCounts;

/* Answers a request of a desktop: {"what": "push" | "pull" | "merge" | "snapshot", …}. @device: who it is by its key. @now: ms. @commands: NULL for
 * none. JSON, free with g_free(); NULL: SO_ERROR_GIVE_UP for a request that is none, else the store could not do it, and nothing was done. */
char *so_hub_sync_answer (SoHubStore *store, const char *studio, const char *device, const char *request, gint64 now, const SoHubSyncCommands *commands, GError **error);
/* The same of @length bytes (-1: to the NUL) that were said as @what: anything else is no request. *@counts: of what it said. */
char *so_hub_sync_answer_as (SoHubStore *store, const char *studio, const char *device, const char *what, const char *request, gssize length, gint64 now,
                             const SoHubSyncCommands *commands, SoHubSyncCounts *counts, GError **error);
/* The last number of a studio's log; 0 where there is none yet. */
gboolean so_hub_sync_head (SoHubStore *store, const char *studio, gint64 *head, GError **error);
/* Of all studios in sum. */
gboolean so_hub_sync_count (SoHubStore *store, gint64 *heads, GError **error);

/* The hub itself says something, such as what became of an order. In the caller's transaction; after everything that was said before. @val: JSON. */
gboolean so_hub_sync_say (SoHubStore *store, const char *studio, const char *tbl, const char *pk, const char *grp, const char *val, gint64 now, GError **error);
/* What holds of one group; NULL where there is none. Free with g_free(). */
gboolean so_hub_sync_get (SoHubStore *store, const char *studio, const char *tbl, const char *pk, const char *grp, char **val, GError **error);

/* As so_share_digest() of a desktop that has read everything. */
char *so_hub_sync_digest (SoHubStore *store, const char *studio, GError **error);
/* Forgets the log up to where every desktop is that asked since @since (ms); who is behind reads a snapshot. */
gboolean so_hub_sync_compact (SoHubStore *store, const char *studio, gint64 since, GError **error);
/* The same for all studios, a part of each at a time: *@more where something is left. */
gboolean so_hub_sync_sweep (SoHubStore *store, gint64 since, gboolean *more, GError **error);

/* As what @device writes, or has written, and when it asked last. */
gboolean so_hub_sync_add_devs (SoHubStore *store, SoHubDevice *device, GError **error);
/* All of it into another hub's database, for so-hub-copy.c. */
gboolean so_hub_sync_copy (SoHubStore *from, SoHubStore *to, GError **error);

G_END_DECLS
