/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-store.h"

G_BEGIN_DECLS

/* The card of a call in its conversation: what became of it, how long, who they are by now and what they come to next. It leads to the page of calls. NULL where @message_id is
 * no call that a telephone service told of. */
GtkWidget *so_call_card_new (SoStore *store, const char *message_id);

G_END_DECLS
