/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SoAnchoredList: a list of rows of any height that is read from its end, as a conversation is.
 *
 * Only the rows that can be seen exist. One point of one row is the anchor: it stays where it is on the
 * screen whatever arrives above or below, and when the width changes. At the end, the end is
 * the anchor.
 */
#define SO_TYPE_ANCHORED_LIST (so_anchored_list_get_type ())
G_DECLARE_FINAL_TYPE (SoAnchoredList, so_anchored_list, SO, ANCHORED_LIST, GtkWidget)

typedef GtkWidget *(*SoAnchoredListMake) (gpointer user_data);
/* @previous: the item before, or NULL at the first. Rows are used again for other items. */
typedef void (*SoAnchoredListBind) (GtkWidget *row, gpointer item, gpointer previous, gpointer user_data);

SoAnchoredList *so_anchored_list_new (void);

/* Before a model is set. */
void so_anchored_list_set_rows (SoAnchoredList *self, SoAnchoredListMake make, SoAnchoredListBind bind, gpointer user_data);

/* Starts at its end. NULL for none. */
void so_anchored_list_set_model (SoAnchoredList *self, GListModel *model);

/* Brings a row into the middle; with @focus it gets the focus. */
void so_anchored_list_scroll_to (SoAnchoredList *self, guint position, gboolean focus);
/* One screen up (-1) or down (1). FALSE where there was nothing more. */
gboolean so_anchored_list_page (SoAnchoredList *self, int direction);
gboolean so_anchored_list_is_at_end (SoAnchoredList *self);

/* How many rows exist now, for tests. */
guint so_anchored_list_get_n_rows (SoAnchoredList *self);

G_END_DECLS
