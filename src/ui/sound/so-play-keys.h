/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The actions "read.play" and "read.play-next" of SoConversation: the newest recording of the conversation, or the one after that plays, and the message with it is shown. */
void so_play_keys_install (GtkWidgetClass *widget_class);

G_END_DECLS
