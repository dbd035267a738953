/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-private.h"
#include "so-hub-senders.h"
#include "so-hub-sync.h"
#include "so-order.h"

G_BEGIN_DECLS

/* A request that is answered later: kept until then, also where who asked has gone in the meantime. */
typedef struct {
  SoHub *hub;
  SoupServerMessage *message;
  gulong finished;
  gboolean gone;
  gint64 began;            /* g_get_monotonic_time() */

  /* Of providers. */
  const SoHubEndpoint *endpoint;
  char *kind;
  gboolean asked_keys;

  /* Of desktops: what they say … */
  char *key;
  char *word;              /* a code, or the name of an endpoint */
  char *name;
  char *epoch;
  gint64 number;           /* after, or seq */
  SoRole role;             /* that another computer is to have */
  guint most;
  gint64 until;            /* so_monotonic(): waits so long for events */
  guint64 news;            /* the last one before it looked */
  guint timer;
  gboolean (*work) (SoHubStore *store, gpointer call, GError **error);
  SoHubDone look;          /* of who waits: hears what the store says */

  /* Of visitors of a website, and of answers to them. */
  const SoHubChat *chat;
  char *address;
  char *visit;
  char *text, *contact, *page;
  gint64 at;
  GPtrArray *lines, *seen; /* SoHubLine */
  gboolean away, stale;
  guint wakes;             /* how often visitors had been woken when it looked */

  GPtrArray *have, *want;  /* of files: SoHubShelfFile, and names */
  gboolean shared;         /* a file that is not to leave, but shared */

  SoHubSyncCounts counts;  /* of what it said to the others */

  /* Of accounts that are handed over, and of orders. */
  SoHubSender *sender;
  JsonObject *secrets;
  SoOrder *order;

  /* … and what they are told, filled on the store's thread. */
  guint status;
  const char *type;
  char *answer;
  GBytes *bytes;
  gboolean empty;          /* a page without events */
} SoHubCall;

/* Stops @message until so_hub_call_finish(). */
SoHubCall *so_hub_call_new (SoHub *hub, SoupServerMessage *message);
/* The same for who shows a key; NULL: there is none, and that is answered. */
SoHubCall *so_hub_call_of_key (SoHub *hub, SoupServerMessage *message);
/* On the store's thread: whether @device may do that; else @call is answered with 403 and "why": "role". */
gboolean so_hub_call_may (SoHubCall *call, const SoHubDevice *device, SoRight right);
void so_hub_call_forbid (SoHubCall *call, const char *sentence);
/* Lets what was answered go out, and frees @call. */
void so_hub_call_finish (SoHubCall *call);

/* Asks the store for what @call wants (its work), and tells its look; it is answered then, or waits. */
void so_hub_call_look (SoHubCall *call);
/* An empty page waits for an event, as long as there is somebody to tell. FALSE: it is to be answered as it is. */
gboolean so_hub_call_wait (SoHubCall *call);

G_END_DECLS
