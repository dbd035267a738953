/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-item.h"
#include "so-store.h"

G_BEGIN_DECLS

/* One message of a conversation: bubble, day and sender where they change, files, what became of it. */
#define SO_TYPE_MESSAGE_ROW (so_message_row_get_type ())
G_DECLARE_FINAL_TYPE (SoMessageRow, so_message_row, SO, MESSAGE_ROW, GtkWidget)

/* @store: for files of messages. */
GtkWidget *so_message_row_new (SoStore *store);

/* @item: of an SoMessage, or NULL; @previous: the one before, or NULL. @group: senders are named.
 * @mail: quoted mails are folded away. */
void so_message_row_bind (SoMessageRow *self, SoItem *item, SoItem *previous, gboolean group, gboolean mail);

G_END_DECLS
