/* SPDX-License-Identifier: MIT */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Whether a request comes from the provider that it claims to come from, judged by its raw bytes before anything reads them. Pure. */

typedef enum {
  SO_WEBHOOK_GENUINE,
  SO_WEBHOOK_NOTHING,      /* genuine, and there is nothing in it to keep: a sign of life */
  SO_WEBHOOK_FORGED,
  SO_WEBHOOK_STALE,        /* genuine once, and too old now */
  SO_WEBHOOK_UNKNOWN_KEY,  /* signed with a key that is to be fetched first */
} SoWebhookVerdict;

/* What is known of an endpoint; borrowed. */
typedef struct {
  const char *const *secrets;    /* all that are valid at present */
  const char *audience;          /* Pub/Sub: whom its tokens are meant for, and who sends them */
  const char *push_account;
  GHashTable *certificates;      /* Pub/Sub: key id → PEM */
} SoWebhookTrust;

typedef struct {
  const char *url;               /* as the provider calls it, with its query */
  SoupMessageHeaders *headers;
  GBytes *body;
  gint64 now;                    /* ms */
} SoWebhookRequest;

/* One sort of provider. */
typedef struct {
  const char *name;              /* "whatsapp" */
  gsize most_bytes;              /* of a body */
  gboolean challenge;            /* asks with a GET whether we are we */
  SoWebhookVerdict (*judge) (const SoWebhookRequest *request, const SoWebhookTrust *trust);
  /* What is the same when the same event is sent again, where that is not the whole body; NULL: it is. Free with g_free(). */
  char *(*identify) (const SoWebhookRequest *request);
} SoWebhookProvider;

/* NULL where there is no such provider. */
const SoWebhookProvider *so_webhook_provider (const char *name);
const char *const *so_webhook_provider_names (void);

/* Headers that are kept with a body, "Name: value\n" each. Free with g_free(). */
char *so_webhook_headers (SoupMessageHeaders *headers);

/* What Meta wants to hear after "?hub.mode=subscribe&hub.verify_token=…&hub.challenge=…"; NULL where it is not meant for us. Free with g_free(). */
char *so_webhook_challenge (const char *query, const char *verify_token);

G_END_DECLS
