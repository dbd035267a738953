/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-ear.h"
#include "so-hub-sends.h"
#include "so-hub-vault.h"
#include "so-hub-worker.h"

G_BEGIN_DECLS

/**
 * SoHubSending: takes the orders of so-hub-sends.h to the providers, some at a time, each on a thread of its own. That one is under way is on the disk
 * before its provider is called; what became of it is written whatever happens, and told to the studio's computers as an event. Whose answer was
 * lost is looked for at the provider and in what it tells, and sent again by nobody. Lives on the thread that made it.
 */
typedef struct _SoHubSending SoHubSending;

/* @changed: an order changed, and these studios have events that tell of it. All but @data is borrowed. */
SoHubSending *so_hub_sending_new (const SoHubPlace *place, SoHubWorker *writer, SoHubVault *vault, SoHubHeard changed, gpointer data);
/* Waits for those that are under way, as long as a provider may take. FALSE where one takes longer: then nothing that it uses may be freed. */
gboolean so_hub_sending_free (SoHubSending *self);

/* There may be something to do. */
void so_hub_sending_wake (SoHubSending *self);

G_END_DECLS
