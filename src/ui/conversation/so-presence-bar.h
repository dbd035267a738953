/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-draft-card.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoPresenceBar: a quiet line that says which other computers of the studio look at a conversation, and who is writing there; and says to them that this
 * one does. Where another one changes the draft, the card is closed (the property "held") until it is taken over here. Hidden where nobody is.
 */
#define SO_TYPE_PRESENCE_BAR (so_presence_bar_get_type ())
G_DECLARE_FINAL_TYPE (SoPresenceBar, so_presence_bar, SO, PRESENCE_BAR, AdwBin)

/* Once: what is written where this is shown. */
void so_presence_bar_set_card (SoPresenceBar *self, SoDraftCard *card);
/* NULL: none. */
void so_presence_bar_set_thread (SoPresenceBar *self, SoStudio *studio, const char *thread_id);
gboolean so_presence_bar_get_held (SoPresenceBar *self);

G_END_DECLS
