/* SPDX-License-Identifier: MIT */
#include "so-chart-table.h"

#include <glib/gi18n.h>

/* What a column shows, for its factory. */
typedef struct {
  SoChartData *series;
  int line;          /* -1: the names of the points */
} Column;

static void
column_free (gpointer data, GClosure *closure)
{
  Column *column = data;

  so_chart_data_unref (column->series);
  g_free (column);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->line < 0 ? 0 : 1);
  if (column->line >= 0)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  guint point = gtk_list_item_get_position (item);
  g_autofree char *value = column->line < 0 ? g_strdup (so_chart_data_words (column->series, point)) : so_chart_data_format (column->series, (guint) column->line, point);
  const char *note = column->line == 0 ? so_chart_data_note (column->series, point) : NULL;
  g_autofree char *both = note ? g_strdup_printf ("%s · %s", value, note) : NULL;
  g_autofree char *said = column->line < 0 ? so_chart_data_say (column->series, point) : NULL;

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), both ? both : value);
  /* Who goes through the rows hears all of each. */
  if (said)
    gtk_list_item_set_accessible_label (item, said);
}

static void
add_column (GtkColumnView *view, SoChartData *series, int line)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *shown = gtk_column_view_column_new (line < 0 ? so_chart_data_get_points (series) : so_chart_data_line (series, (guint) line), factory);
  Column *column = g_new0 (Column, 1);

  column->series = so_chart_data_ref (series);
  column->line = line;
  /* Freed with the second handler: both are of one factory, and go together. */
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), column);
  g_signal_connect_data (factory, "bind", G_CALLBACK (on_bind), column, column_free, 0);
  gtk_column_view_column_set_expand (shown, line < 0);
  gtk_column_view_column_set_resizable (shown, TRUE);
  gtk_column_view_append_column (view, shown);
  g_object_unref (shown);
}

static GListModel *
make_rows (SoChartData *series)
{
  GtkStringList *rows = gtk_string_list_new (NULL);

  for (guint i = 0; i < so_chart_data_n_points (series); i++)
    gtk_string_list_append (rows, so_chart_data_words (series, i));
  return G_LIST_MODEL (rows);
}

GtkWidget *
so_chart_table_new (SoChartData *series)
{
  GtkNoSelection *selection = gtk_no_selection_new (make_rows (series));
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (selection));

  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, so_chart_data_get_title (series), -1);
  for (int line = -1; line < (int) so_chart_data_n_lines (series); line++)
    add_column (GTK_COLUMN_VIEW (view), series, line);
  return view;
}

void
so_chart_table_present (GtkWidget *widget, SoChartData *series)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *bars = adw_toolbar_view_new (), *scrolled = gtk_scrolled_window_new (), *view = so_chart_table_new (series);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bars), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bars), scrolled);
  adw_dialog_set_title (dialog, so_chart_data_get_title (series));
  adw_dialog_set_content_width (dialog, 480);
  adw_dialog_set_content_height (dialog, 560);
  adw_dialog_set_child (dialog, bars);
  adw_dialog_set_focus (dialog, view);
  adw_dialog_present (dialog, widget);
}
