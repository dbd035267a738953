/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-card.h"

G_BEGIN_DECLS

/* Asks when the draft of @card shall leave and approves it for then; it waits in the Outbox. @scheduled is called with
 * @owner (a GObject, which is kept until then) where it was accepted. */
void so_send_later_ask (SoStudio *studio, SoDraftCard *card, void (*scheduled) (gpointer owner), gpointer owner);

G_END_DECLS
