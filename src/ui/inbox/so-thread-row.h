/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-item.h"

G_BEGIN_DECLS

/* A conversation in a list: one widget that draws itself, because a list keeps 205 of them. */
#define SO_TYPE_THREAD_ROW (so_thread_row_get_type ())
G_DECLARE_FINAL_TYPE (SoThreadRow, so_thread_row, SO, THREAD_ROW, GtkWidget)

GtkWidget *so_thread_row_new (void);

/* @item: of an SoThread, or NULL. @list_item gets the name for screen readers; or NULL. */
void so_thread_row_bind (SoThreadRow *self, SoItem *item, GtkListItem *list_item);
/* A minute has passed: draws anew what that changes, and nothing else. */
void so_thread_row_tell_time (SoThreadRow *self);
/* A tick in place of the initials: the row belongs to a selection of several. */
void so_thread_row_set_ticked (SoThreadRow *self, gboolean ticked);
SoItem *so_thread_row_get_item (SoThreadRow *self);

G_END_DECLS
