/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-sql.h"
#include "so-hub-sync.h"
#include "so-share-tables.h"
#include "so-share-text.h"

G_BEGIN_DECLS

/* A change that is to be decided. */
typedef struct {
  const char *dev, *nonce, *tbl, *pk, *grp;
  gint64 n;
  gint64 h, base_h;
  const char *base_dev;    /* the stamp of what was changed */
  const char *val;         /* JSON, as it was said */
  gsize size;
  gboolean whole;          /* it is an object, and nobody reads anything else in it than others do */
} SoHubChange;

/* What a desktop asks. */
typedef struct {
  SoJsonText *text;
  const char *what, *dev, *epoch;
} SoHubRequest;

/* One request that writes: the studio's count is held until it ends. */
typedef struct {
  SoHubStore *store;
  const char *studio;
  const char *epoch;       /* the count that who asks knows of; NULL: any */
  const char *device;      /* whose key was shown; NULL: the hub itself, or what is merged */
  SoRole role;             /* what who asks may say */
  gint64 head;
  gint64 now;
  SoHubSyncCounts counts;
  GString *refused;        /* of a merge: what would hold here, and may not be said by them; or NULL */
} SoHubTurn;

/* A command that is to be decided. */
typedef struct {
  const char *studio, *dev, *device, *id;
  JsonObject *body;
  gint64 now;
} SoHubAsk;

/* Holds everybody else's turn off. In a transaction. */
gboolean so_hub_turn_begin (SoHubTurn *turn, GError **error);
gboolean so_hub_turn_end (SoHubTurn *turn, GError **error);

/* Decides and logs it. @refused: why it is not done, or NULL. What a merge says in vain is no news: it is told to who said it alone. */
gboolean so_hub_turn_take (SoHubTurn *turn, const SoHubChange *change, const char *refused, GError **error);
gboolean so_hub_turn_log (SoHubTurn *turn, const SoHubChange *change, int won, const char *answer, GError **error);

char *so_hub_sync_push (SoHubStore *store, const char *studio, const char *device, const SoHubRequest *request, gint64 now, const SoHubSyncCommands *commands, SoHubSyncCounts *counts,
                        GError **error);
char *so_hub_sync_merge (SoHubStore *store, const char *studio, const char *device, const SoHubRequest *request, gint64 now, SoHubSyncCounts *counts, GError **error);
char *so_hub_sync_pull (SoHubStore *store, const char *studio, const char *device, const SoHubRequest *request, gint64 now, GError **error);
char *so_hub_sync_snapshot (SoHubStore *store, const char *studio, const SoHubRequest *request, gint64 now, GError **error);

/* "{"what", "epoch": as it was asked, "now"", to be filled and closed. */
GString *so_hub_sync_begin_answer (const char *what, const SoHubRequest *request, gint64 now);
char *so_hub_sync_end_answer (GString *answer);

G_END_DECLS
