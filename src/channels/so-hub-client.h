/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-hub-link.h"
#include "so-secrets.h"
#include "so-websocket.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SO_HUB_SECRETS "hub"         /* where this computer's key is in the key ring, as if the hub were an account */
#define SO_HUB_KEY "device-key"

/**
 * SoHubClient: what a desktop says to its hub (docs/hub.md), and nothing else: it knows no database. Everything blocks; errors are sentences
 * for the owner: SO_ERROR_SIGN_IN where the hub does not know this computer (any more), SO_ERROR_WAIT where it cannot be reached,
 * SO_ERROR_CHANGE for a wrong address or code. TLS, but to this computer.
 */
typedef struct _SoHubClient SoHubClient;

/* This computer's key for its hub; SO_ERROR_SIGN_IN where the key ring has none. */
SoSecret *so_hub_client_dup_key (SoSecrets *secrets, GCancellable *cancellable, GError **error);

/* @url as it was typed: without "https://" it gets it. @key: a secret, copied and wiped with the client; NULL to pair. */
SoHubClient *so_hub_client_new (const char *url, const char *key, GError **error);
void so_hub_client_free (SoHubClient *client);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubClient, so_hub_client_free)
/* As it is kept: "https://hub.example.org". */
const char *so_hub_client_get_url (SoHubClient *client);

/* Joins the hub that showed @code, as @name: what it is now, with *@key, for so_secret_free(). A code is good for one computer. */
SoHubLink *so_hub_client_pair (SoHubClient *client, const char *code, const char *name, char **key, GCancellable *cancellable, GError **error);
/* The same of one that is paired, with its doors; cursor and head are not known by this. */
SoHubLink *so_hub_client_ask (SoHubClient *client, GCancellable *cancellable, GError **error);

/* Events behind @after, oldest first. */
typedef struct {
  char *hub, *epoch;
  gboolean other_epoch;   /* the count began anew, as after a restored backup: read from 0, nothing else is set */
  gint64 head;
  GPtrArray *events;      /* SoHubNews */
} SoHubPage;
void so_hub_page_free (SoHubPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubPage, so_hub_page_free)
/* Waits up to @wait seconds for one where there is none. */
SoHubPage *so_hub_client_page (SoHubClient *client, const char *epoch, gint64 after, guint limit, guint wait, GCancellable *cancellable, GError **error);
/* A line on which the hub tells that there are some (so-hub-bell.h), as so_websocket_open() says. */
SoWebsocket *so_hub_client_listen (SoHubClient *client, guint seconds, guint *status, GCancellable *cancellable);
/* The body of an event that is too large for a page. */
GBytes *so_hub_client_body (SoHubClient *client, gint64 seq, GCancellable *cancellable, GError **error);
/* Everything up to @seq is stored here for good. */
gboolean so_hub_client_ack (SoHubClient *client, const char *epoch, gint64 seq, GCancellable *cancellable, GError **error);
/* Posts to @door as its provider would: TRUE where it is this hub, of id @hub, that answers; else the sentence says what does. No event comes of it. */
gboolean so_hub_client_try (const char *hub, const SoHubDoor *door, GCancellable *cancellable, GError **error);
/* Whether somebody is there for who writes in the chat of the website. */
gboolean so_hub_client_away (SoHubClient *client, gboolean away, GCancellable *cancellable, GError **error);
/* An account that the hub sends by from now on, with its secrets ({"token": …}; borrowed) and what this computer signs orders by. */
gboolean so_hub_client_hand_over (SoHubClient *client, const SoAccount *account, JsonObject *secrets, const char *public_key, GCancellable *cancellable, GError **error);
/* What this computer signs orders by, for accounts that another one handed over. */
gboolean so_hub_client_sign_by (SoHubClient *client, const char *public_key, GCancellable *cancellable, GError **error);
/* It sends no more by @sender (so_outlet_dup_sender()), and forgets its secrets. */
gboolean so_hub_client_take_back (SoHubClient *client, const char *sender, GCancellable *cancellable, GError **error);
/* What it sends by: ids, NULL-terminated; free with g_strfreev(). */
GStrv so_hub_client_senders (SoHubClient *client, GCancellable *cancellable, GError **error);
/* Its key is worth nothing from now on. */
gboolean so_hub_client_leave (SoHubClient *client, GCancellable *cancellable, GError **error);

G_END_DECLS
