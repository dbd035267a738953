/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-store.h"

G_BEGIN_DECLS

/* Accounts that a studio handed over to its hub, so that it can send by them: what each is called on every computer ("whatsapp:1065…"), how it is
 * set up, and its secrets, sealed. */

/* Makes the tables where there are none. */
gboolean so_hub_senders_prepare (SoHubStore *store, GError **error);

typedef struct {
  char *studio;
  char *id;
  char *transport;         /* of so-outlet.h */
  char *name;
  char *address;
  char *settings;          /* JSON */
  GBytes *sealed;          /* so-hub-vault.h */
  char *device;            /* which computer handed it over; its name */
  gint64 at;
} SoHubSender;
void so_hub_sender_free (SoHubSender *sender);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubSender, so_hub_sender_free)

/* In place of what was there under its id. */
gboolean so_hub_sender_set (SoHubStore *store, const SoHubSender *sender, GError **error);
/* NULL without an error where there is none. */
SoHubSender *so_hub_sender_find (SoHubStore *store, const char *studio, const char *id, GError **error);
/* SoHubSender of a studio, in the order of their ids. */
GPtrArray *so_hub_senders_list (SoHubStore *store, const char *studio, GError **error);
/* TRUE also where there was none. */
gboolean so_hub_sender_remove (SoHubStore *store, const char *studio, const char *id, GError **error);

/* What a computer signs by (so-sign.h): told once, and never another. SO_ERROR_GIVE_UP where it has another one already. */
gboolean so_hub_device_set_public (SoHubStore *store, const char *device, const char *public_key, GError **error);
/* NULL without an error where it has none, or was shut out. Free with g_free(). */
char *so_hub_device_dup_public (SoHubStore *store, const char *device, GError **error);

/* All of it, in a transaction of @to that has none of it yet. */
gboolean so_hub_senders_copy (SoHubStore *from, SoHubStore *to, GError **error);

G_END_DECLS
