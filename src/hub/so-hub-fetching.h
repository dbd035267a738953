/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-vault.h"

G_BEGIN_DECLS

/**
 * SoHubFetching: fetches what messages that came in carry, before the provider forgets it, for accounts that were handed over. On a thread of its own:
 * it looks through events once, writes down what is to be fetched and how far it looked in one transaction, fetches one file after the other to a place
 * beside the database, and puts it into that. Whatever ends it in the middle, it goes on where it was.
 */
typedef struct _SoHubFetching SoHubFetching;

/* @folder: of the hub. @most_bytes: of all files of a studio. @vault is borrowed. */
SoHubFetching *so_hub_fetching_new (const SoHubPlace *place, const char *folder, gint64 most_bytes, SoHubVault *vault, GError **error);
/* Breaks off what is under way. */
void so_hub_fetching_free (SoHubFetching *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubFetching, so_hub_fetching_free)

/* Events were stored, or an account handed over. Any thread; NULL while the hub ends. */
void so_hub_fetching_wake (SoHubFetching *self);

G_END_DECLS
