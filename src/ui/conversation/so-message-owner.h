/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-studio.h"
#include "so-thread.h"

G_BEGIN_DECLS

/* Whose a message is after all: one from a family's telephone, or a call without a number. */

/* Asks for the person and gives @message_id to them, with Undo. All of a conversation with nobody becomes theirs. */
void so_message_owner_ask (GtkWidget *widget, SoStudio *studio, const SoThread *thread, const char *message_id);

/* What is offered for one message, over @anchor, which is where the action "read.whose" is: whose it is (@whose), and to have its sound written down (@write). */
void so_message_owner_offer (GtkWidget *anchor, const char *message_id, gboolean whose, gboolean write);

/* Beside a conversation that is nobody's, in place of the person. */
GtkWidget *so_message_owner_nobody_new (void);
void so_message_owner_nobody_show (GtkWidget *page, const SoThread *thread);

G_END_DECLS
