/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel.h"
#include "so-oauth.h"

G_BEGIN_DECLS

/* Which adapter moves the messages of an account. */

#define SO_TRANSPORT_LOOPBACK "loopback"

/* Pure. A demo, and whatever has no account, goes through the practice channel. Borrowed from @account, or static. */
const char *so_outlet_transport (gboolean demo, const SoAccount *account);

/* One adapter that has an account of its own. A channel may have several: mail goes by Gmail's way, or one day by IMAP. */
typedef struct {
  const char *transport;
  SoChannelKind channel;
  const char *label;         /* "Gmail" */
  const char *secret;        /* what its secret is called in the key ring; NULL: it has none of its own */
  const char *identity;      /* the setting that says which account of the provider it is; NULL: its address does */
  gboolean signs_in;         /* by the browser; then its secret is one of the program, which the owner may have */
  SoChannel *(*open) (const SoAccount *account, SoSecrets *secrets, GError **error);
  /* The rest is of those that sign in, or have a first sync. */
  SoOauth *(*oauth) (SoChannel *channel);                                                /* borrowed */
  gboolean (*is_mine) (SoChannel *channel, GCancellable *cancellable, GError **error);   /* whether the account is who signed in */
  gboolean (*progress) (const char *cursor, guint *done, guint *total);
  char *(*skip) (const char *cursor);                                                    /* the cursor without what is older; NULL: no first sync */
} SoOutlet;

/* All of them, *@n long. */
const SoOutlet *so_outlets (guint *n);
/* By its transport; NULL: the first of @channel. NULL where this version has none. */
const SoOutlet *so_outlet_find (const char *transport, SoChannelKind channel);
/* That of an account: by its transport, or, where it has none yet, the one of its channel whose identity its settings name. */
const SoOutlet *so_outlet_of (const SoAccount *account);

/* What an account is called wherever it is set up, so that two computers mean the same one: "whatsapp:106540352242922". NULL where its settings do not say
 * which one it is, or it cannot leave this computer. Free with g_free(). */
char *so_outlet_dup_sender (const SoAccount *account);

/* Adapters that are kept, for what they know: an access token lasts an hour, and is asked for once. Any thread. */
typedef struct _SoOutletCache SoOutletCache;
SoOutletCache *so_outlet_cache_new (void);
void so_outlet_cache_free (SoOutletCache *cache);
/* As so_outlet_open(); the same one again as long as the account stays as it is. */
SoChannel *so_outlet_cache_open (SoOutletCache *cache, const SoAccount *account, const char *transport, SoSecrets *secrets, GError **error);

/* @account may be NULL: nobody's practice account. */
typedef SoChannel *(*SoOutletOpen) (const SoAccount *account, const char *transport, gpointer data, GError **error);

/* The one that is used outside of tests. @data: the SoSecrets that its adapters ask, NULL where there are none to be asked. */
SoChannel *so_outlet_open (const SoAccount *account, const char *transport, gpointer data, GError **error);

G_END_DECLS
