/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* What the hub was told last. */
typedef enum {
  SO_HUB_PRESENCE_UNKNOWN,
  SO_HUB_PRESENCE_HERE,
  SO_HUB_PRESENCE_AWAY,
} SoHubPresence;

/**
 * so_hub_presence_tell: outside of the studio's hours the chat on its website asks visitors how they can be reached, although a computer is on.
 * The hub is told where that is no longer what *@told says, which is then as it was told; a studio without hours is always there.
 *
 * Blocking. Nothing is told where there is no hub, or no chat on it, or the hub is too old to know of it (*@told is set all the same).
 */
gboolean so_hub_presence_tell (SoStudio *studio, SoHubPresence *told, GCancellable *cancellable, GError **error);

G_END_DECLS
