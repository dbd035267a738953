/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-client.h"

G_BEGIN_DECLS

/**
 * SoHubBell: hears from the hub that there is something new (docs/hub.md, /v1/socket), where hub and everything before it can do that. It keeps
 * its line open from one waiting to the next, and leaves alone for a while what did not work. It brings no event and says nothing to the owner:
 * who hears SO_HUB_BELL_NONE asks the hub as if there were no bell, and that says what is wrong. Of one thread.
 */
typedef struct _SoHubBell SoHubBell;

typedef enum {
  SO_HUB_BELL_NONE,      /* there is no line */
  SO_HUB_BELL_QUIET,     /* nothing new, for as long as was wished, or until it was cancelled */
  SO_HUB_BELL_RINGS,
} SoHubBellSays;

SoHubBell *so_hub_bell_new (void);
/* The same for what computers share: another member of its words ("sync"). The links that it is given have its numbers in place of events'. */
SoHubBell *so_hub_bell_new_sync (void);
void so_hub_bell_free (SoHubBell *bell);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubBell, so_hub_bell_free)

/* @hear is told, on the thread that waits, whenever files that computers share came to the hub or are missed there, and at the beginning. */
void so_hub_bell_on_files (SoHubBell *bell, void (*hear) (gpointer data), gpointer data);

/* Waits up to @seconds until the hub of @link has another event than @link's cursor, or counts anew. */
SoHubBellSays so_hub_bell_wait (SoHubBell *bell, SoHubClient *client, const SoHubLink *link, guint seconds, GCancellable *cancellable);

G_END_DECLS
