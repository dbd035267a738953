/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-door.h"
#include "so-hub.h"
#include "so-hub-ear.h"
#include "so-hub-fetching.h"
#include "so-hub-keys.h"
#include "so-hub-sending.h"
#include "so-hub-vault.h"
#include "so-hub-worker.h"
#include "so-limits.h"

G_BEGIN_DECLS

/* What became of the requests to an endpoint. */
typedef struct {
  guint64 stored, duplicates, nothing, forged, stale, unavailable;
  guint64 answer_us;       /* of those stored: from the whole request to the answer, in sum */
  gint64 last_at;          /* ms of the last genuine one */
  gint64 handshake_until;  /* so_monotonic(): until then one secret is taken; 0: none is */
} SoHubEndpointNumbers;

/* Who of a studio is there, and since when there is something new for it. */
typedef struct {
  gint64 asked_at;         /* so_monotonic() when a computer of it asked last; 0: none did */
  guint64 news;            /* which of all news was the last one for it */
} SoHubStudio;

typedef struct _SoHubWhereabouts SoHubWhereabouts;

struct _SoHub {
  char *folder;
  SoHubConfig *config;
  int lock;
  gint64 started_at;       /* so_monotonic() */
  char *id;

  SoupServer *server;
  SoDoor *door;
  SoHubWorker *writer;
  SoHubWorker *reader;
  SoHubWorker *filer;      /* for files, so that no event waits behind a large one */
  SoHubFetching *fetching;
  SoHubEar *ear;           /* where others store in the same place; or NULL */
  SoHubKeys *keys;
  SoHubVault *vault;
  SoHubSending *sending;
  GHashTable *numbers;     /* SoHubEndpoint → SoHubEndpointNumbers */
  guint pending;           /* requests that are not answered */
  gboolean stopping;

  GPtrArray *polls;        /* SoHubCall that wait for events */
  GPtrArray *sockets;      /* SoHubSocket */
  guint checking;          /* id of a source, 0: there are none */
  GPtrArray *visitors;     /* SoHubCall that wait for answers */
  GPtrArray *orders;       /* SoHubCall that wait for what becomes of theirs */
  guint wakes;             /* how often they were woken */
  GHashTable *studios;     /* id → SoHubStudio */
  guint64 news;            /* how often something was stored */
  guint64 news_of_all;     /* of these the last of which it is not known for whom */
  guint64 looks;           /* how often a computer's wish for news asked the store */
  SoHubWhereabouts *whereabouts;
  GHashTable *seen;        /* device → gint64: ms, when it was heard of last by this hub */
  SoLimits *limits;
  guint64 visitors_messages, visitors_refused;
  guint64 sync_taken, sync_refused;   /* changes that computers told each other through this process */
  guint waking;            /* id of a source, 0: none */
  guint sweeping;
  guint sweeping_soon;

  gint64 guesses_since;    /* wrong codes: so_monotonic() of the first in this minute */
  guint guesses, guesses_in_all;
};

/* RFC 6585; libsoup has no name for it. */
#define SO_HUB_TOO_MANY 429

/* An answer in JSON, or in another type; @body may be NULL. */
void so_hub_answer (SoupServerMessage *message, guint status, const char *type, const char *body);
void so_hub_answer_error (SoupServerMessage *message, guint status, const char *sentence);
SoHubEndpointNumbers *so_hub_numbers_of (SoHub *self, const SoHubEndpoint *endpoint);

/* Handlers of SoupServer; @data is the hub. */
void so_hub_on_hook (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data);
void so_hub_on_desk (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data);
void so_hub_on_health (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data);
void so_hub_on_metrics (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data);

SoHubStudio *so_hub_studio_of (SoHub *self, const char *studio);
/* Something was stored for @studio, or nobody knows for whom (NULL): who waits for it is answered in this turn of the loop. */
void so_hub_wake (SoHub *self, const char *studio);
/* The same where it is no event. */
void so_hub_ring (SoHub *self, const char *studio);
/* TRUE where there was news for @studio after the one of the number @since. */
gboolean so_hub_has_news (SoHub *self, const char *studio, guint64 since);

G_END_DECLS
