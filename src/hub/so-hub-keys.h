/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SoHubKeys: the certificates with which Google signs what it pushes. They change every few days, so they are fetched when a token names
 * one that is not known, by a thread of their own, and at most once a minute however many strangers name keys that never were.
 */
typedef struct _SoHubKeys SoHubKeys;

SoHubKeys *so_hub_keys_new (const char *url);
void so_hub_keys_free (SoHubKeys *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubKeys, so_hub_keys_free)

/* Key id → PEM, borrowed: until the loop runs again. */
GHashTable *so_hub_keys_get (SoHubKeys *self);

/* @done once they are as new as they can be, also where fetching failed; in the same turn of the loop where they were fetched just now. */
typedef void (*SoHubKeysDone) (gpointer data);
void so_hub_keys_refresh (SoHubKeys *self, SoHubKeysDone done, gpointer data);

G_END_DECLS
