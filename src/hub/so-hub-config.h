/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-store.h"
#include "so-webhook.h"

G_BEGIN_DECLS

/* A place that a provider calls. */
typedef struct {
  char *name;                      /* in its path: /hook/NAME */
  const SoWebhookProvider *provider;
  char *studio;
  char *audience;                  /* gmail */
  char *push_account;
  char *voicemail_text;            /* twilio: said to who calls while nobody answers */
  char *voicemail_language;
} SoHubEndpoint;

/* A chat on a website. */
typedef struct {
  char *name;                      /* in its path: /chat/NAME */
  char *studio;
  char *title;                     /* the studio's name, for visitors */
  char *colour;                    /* "#3584e4" */
  char *greeting;                  /* or NULL: the widget's own words */
  GStrv origins;                   /* "https://www.example.org": the websites that may use it */
} SoHubChat;

/**
 * SoHubConfig: hub.conf in the hub's folder, and the secrets beside it.
 *
 * No secret is in hub.conf. "NAME.secret" and "NAME.verify-token" are looked for among systemd's credentials, then in the folder "secrets",
 * where nobody else may read them; each line of a secret is valid, so that one can be exchanged without a gap.
 */
typedef struct _SoHubConfig SoHubConfig;

/* @file NULL: hub.conf in @folder; that it is missing is an error only where it was named. */
SoHubConfig *so_hub_config_new (const char *folder, const char *file, GError **error);
void so_hub_config_free (SoHubConfig *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubConfig, so_hub_config_free)

/* hub.db in the folder, or the server of storage= with the password of the secret "storage.password"; borrowed. */
const SoHubPlace *so_hub_config_get_place (SoHubConfig *self);
const char *so_hub_config_get_listen (SoHubConfig *self);
/* "https://hub.example.org", without a slash at its end; NULL where nothing is said. */
const char *so_hub_config_get_public_url (SoHubConfig *self);
const char *so_hub_config_get_certificates_url (SoHubConfig *self);
guint so_hub_config_get_keep_days (SoHubConfig *self);
guint so_hub_config_get_acked_days (SoHubConfig *self);
/* What all files of one studio may take. */
gint64 so_hub_config_get_file_bytes (SoHubConfig *self);
/* All studios that are named. */
const char *const *so_hub_config_get_studios (SoHubConfig *self);
/* SoHubEndpoint, borrowed. */
GPtrArray *so_hub_config_get_endpoints (SoHubConfig *self);
const SoHubEndpoint *so_hub_config_find (SoHubConfig *self, const char *name);
/* SoHubChat, borrowed. */
GPtrArray *so_hub_config_get_chats (SoHubConfig *self);
const SoHubChat *so_hub_config_find_chat (SoHubConfig *self, const char *name);

/* The lines of a secret, borrowed; NULL where there is none. Read once, and again after so_hub_config_add_secret(). */
const char *const *so_hub_config_get_secrets (SoHubConfig *self, const SoHubEndpoint *endpoint);
const char *so_hub_config_get_verify_token (SoHubConfig *self, const SoHubEndpoint *endpoint);
/* One more that a provider told us, durably, in the folder "secrets". */
gboolean so_hub_config_add_secret (SoHubConfig *self, const SoHubEndpoint *endpoint, const char *secret, GError **error);

/* Whether accounts may be handed over that are served elsewhere than at their provider, as for tests; else a computer could have the hub call whom it
 * likes, also inside of its own network. */
gboolean so_hub_config_allows_other_servers (SoHubConfig *self);
/* Any other one, as it is there now: "vault.key". NULL where there is none, or others may read it. Wipe it, and free with g_free(). */
char *so_hub_config_dup_secret (SoHubConfig *self, const char *name);
/* Durably, in the folder "secrets". */
gboolean so_hub_config_keep_secret (SoHubConfig *self, const char *name, const char *secret, GError **error);

G_END_DECLS
