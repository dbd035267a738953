/* SPDX-License-Identifier: MIT */
#include "so-chart-card.h"

#include "so-chart-menu.h"
#include "so-chart-save.h"
#include "so-chart-table.h"

#include <glib/gi18n.h>

struct _SoChartCard {
  AdwBin parent_instance;

  GtkStack *stack;
  SoChart *chart;
  GtkLabel *title;
  GtkWidget *menu;
};

G_DEFINE_FINAL_TYPE (SoChartCard, so_chart_card, ADW_TYPE_BIN)

static void
show_table (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoChartData *series = so_chart_get_series (SO_CHART_CARD (widget)->chart);

  if (series)
    so_chart_table_present (widget, series);
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoChart *chart = SO_CHART_CARD (widget)->chart;
  SoChartData *series = so_chart_get_series (chart);

  if (series)
    so_chart_save (widget, so_chart_get_kind (chart), series, (SoChartFile) g_variant_get_int32 (parameter));
}

static void
so_chart_card_class_init (SoChartCardClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "chart.table", NULL, show_table);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "chart.save", "i", save);
}

static void
so_chart_card_init (SoChartCard *self)
{
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_head (SoChartCard *self, const char *title, const char *definition)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *caption = make_label (definition, "caption");

  self->title = GTK_LABEL (make_label (title, "heading"));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->title));
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (words), caption);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (head), words);
  self->menu = so_chart_menu_new (title, TRUE, NULL);
  gtk_box_append (GTK_BOX (head), self->menu);
  return head;
}

SoChartCard *
so_chart_card_new (SoPlotKind kind, const char *name, const char *title, const char *definition, const char *nothing)
{
  SoChartCard *self = g_object_new (SO_TYPE_CHART_CARD, "name", name, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *empty = make_label (nothing, "dim-label"), *chart = so_chart_new (kind);

  self->chart = SO_CHART (chart);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_label_set_xalign (GTK_LABEL (empty), 0.5);
  gtk_label_set_justify (GTK_LABEL (empty), GTK_JUSTIFY_CENTER);
  gtk_widget_set_size_request (empty, -1, 120);
  gtk_stack_add_named (self->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "loading");
  gtk_stack_add_named (self->stack, chart, "chart");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_widget_set_size_request (gtk_stack_get_child_by_name (self->stack, "loading"), -1, 180);
  gtk_box_append (GTK_BOX (box), make_head (self, title, definition));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_widget_add_css_class (box, "so-tile");
  gtk_widget_add_css_class (box, "card");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_sensitive (self->menu, FALSE);
  return self;
}

void
so_chart_card_set_series (SoChartCard *self, SoChartData *series)
{
  g_return_if_fail (SO_IS_CHART_CARD (self) && series);

  so_chart_set_series (self->chart, series);
  gtk_widget_set_sensitive (self->menu, so_chart_data_n_points (series) > 0);
  gtk_stack_set_visible_child_name (self->stack, so_chart_data_is_empty (series) ? "empty" : "chart");
}

SoChart *
so_chart_card_get_chart (SoChartCard *self)
{
  g_return_val_if_fail (SO_IS_CHART_CARD (self), NULL);
  return self->chart;
}
