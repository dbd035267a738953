/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-item.h"

G_BEGIN_DECLS

/* One decision in a list of very many: a single widget that draws its channel, person, time, first line and outcome. */
#define SO_TYPE_LOG_ROW (so_log_row_get_type ())
G_DECLARE_FINAL_TYPE (SoLogRow, so_log_row, SO, LOG_ROW, GtkWidget)

GtkWidget *so_log_row_new (void);
/* @item: of an SoLogEntry; NULL for both when the row is let go. */
void so_log_row_bind (SoLogRow *self, SoItem *item, GtkListItem *list_item);

G_END_DECLS
