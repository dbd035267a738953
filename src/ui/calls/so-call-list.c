/* SPDX-License-Identifier: MIT */
#include "so-call-list.h"

#include "so-age.h"
#include "so-call-row.h"
#include "so-call-words.h"

static void
on_day_setup (GtkSignalListItemFactory *factory, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_header_set_child (header, label);
}

static void
on_day_bind (GtkSignalListItemFactory *factory, GtkListHeader *header)
{
  SoItem *item = gtk_list_header_get_item (header);
  const SoCallEntry *entry = item ? so_item_get_value (item) : NULL;
  g_autofree char *day = entry ? so_age_dup_day (entry->call->started_at) : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), day);
}

void
so_call_list_set_up (GtkListView *list)
{
  g_autoptr (GtkListItemFactory) rows = so_drawn_row_factory_new (so_call_row_new), days = gtk_signal_list_item_factory_new ();

  g_signal_connect (days, "setup", G_CALLBACK (on_day_setup), NULL);
  g_signal_connect (days, "bind", G_CALLBACK (on_day_bind), NULL);
  gtk_list_view_set_factory (list, rows);
  gtk_list_view_set_header_factory (list, days);
}
