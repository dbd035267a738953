/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A page in the sidebar, with how much waits there. */
#define SO_TYPE_SIDEBAR_ROW (so_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (SoSidebarRow, so_sidebar_row, SO, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *so_sidebar_row_new (const char *page, const char *title, const char *icon);
const char *so_sidebar_row_get_page (SoSidebarRow *self);
/* What to count. */
void so_sidebar_row_set_model (SoSidebarRow *self, GListModel *model);

/* Marks the row of @page in @list, until another one is said. */
void so_sidebar_row_select (GtkListBox *list, const char *page);

G_END_DECLS
