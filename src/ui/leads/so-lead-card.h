/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-item.h"

G_BEGIN_DECLS

/**
 * SoLeadCard: one person on the board, drawn by one widget: GtkListView keeps about 205 of them for each column. It can be dragged; what it
 * carries is its SoItem.
 */
#define SO_TYPE_LEAD_CARD (so_lead_card_get_type ())
G_DECLARE_FINAL_TYPE (SoLeadCard, so_lead_card, SO, LEAD_CARD, GtkWidget)

GtkWidget *so_lead_card_new (void);
/* @item NULL: none. @list_item is borrowed, and named after it. */
void so_lead_card_bind (SoLeadCard *self, SoItem *item, GtkListItem *list_item);
/* Its place in the list, or GTK_INVALID_LIST_POSITION. */
guint so_lead_card_get_position (SoLeadCard *self);
SoItem *so_lead_card_get_item (SoLeadCard *self);

G_END_DECLS
