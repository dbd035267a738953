/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-item.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* One message on its way out, with what can be done about it. */
#define SO_TYPE_OUTBOX_ROW (so_outbox_row_get_type ())
G_DECLARE_FINAL_TYPE (SoOutboxRow, so_outbox_row, SO, OUTBOX_ROW, GtkListBoxRow)

/* @item: of an SoDraft. */
GtkWidget *so_outbox_row_new (SoStudio *studio, SoItem *item);
const char *so_outbox_row_get_thread_id (SoOutboxRow *self);
/* Counts down. TRUE while it does. */
gboolean so_outbox_row_tick (SoOutboxRow *self);

G_END_DECLS
