/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-link.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What the owner does with a hub. Blocking; pages call them by so_studio_aside_async(). Errors are sentences for her. */

/* Joins the hub at @url with the code that it showed, as @name (NULL: this computer's). The key goes into the key ring. */
gboolean so_studio_pair_hub (SoStudio *studio, const char *url, const char *code, const char *name, GCancellable *cancellable, GError **error);

/* The hub knows this computer no more, and it asks no more; what came stays. *@note (may be NULL; free with g_free()): what she still has to
 * do there where it could not be told, or NULL. */
gboolean so_studio_leave_hub (SoStudio *studio, char **note, GError **error);

/* Asks it for its doors. Where it answers, nothing is wrong with it any more, and it is read at once. */
gboolean so_studio_ask_hub (SoStudio *studio, GError **error);

typedef struct {
  guint events, received, aside;
} SoHubCounts;
/* Takes in all that is there. */
gboolean so_studio_sync_hub (SoStudio *studio, SoHubCounts *counts, GCancellable *cancellable, GError **error);
/* What was set aside once more: all, or only that of the number @only (0: all). */
gboolean so_studio_retry_hub (SoStudio *studio, gint64 only, SoHubCounts *counts, GError **error);

/* A short read: NULL where this computer is not paired. */
SoHubLink *so_studio_find_hub (SoStudio *studio);
/* SoHubDoor, with when something came by them last. */
GPtrArray *so_studio_list_hub_doors (SoStudio *studio);
/* SoHubNews that are set aside, oldest first, at most @limit; *@n (may be NULL) is how many there are. */
GPtrArray *so_studio_list_hub_aside (SoStudio *studio, guint limit, guint *n);
/* Calls the address of the endpoint @name as its provider would: TRUE where it leads to the hub. */
gboolean so_studio_try_hub (SoStudio *studio, const char *name, GCancellable *cancellable, GError **error);
/* Why, and what helps. Translated; borrowed. */
const char *so_hub_aside_sentence (SoHubAside reason);

G_END_DECLS
