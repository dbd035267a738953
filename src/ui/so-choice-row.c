/* SPDX-License-Identifier: MIT */
#include "so-choice-row.h"

#define VALUES "so-values"
#define WIDEST 36      /* characters */

static GPtrArray *
values_of (AdwComboRow *row)
{
  return g_object_get_data (G_OBJECT (row), VALUES);
}

/* The lists that Adwaita makes itself have no names for who does not see them. */
static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* A note or a long name is no wider than a narrow window. */
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDEST);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (item, box);
}

static void
on_selected (AdwComboRow *row, GParamSpec *pspec, GtkListItem *item)
{
  GtkWidget *check = gtk_widget_get_last_child (gtk_list_item_get_child (item));

  gtk_widget_set_opacity (check, adw_combo_row_get_selected (row) == gtk_list_item_get_position (item) ? 1 : 0);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (gtk_list_item_get_child (item))), name);
  gtk_list_item_set_accessible_label (item, name);
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_selected), item);
  on_selected (row, NULL, item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  g_signal_handlers_disconnect_by_data (row, item);
}

void
so_choice_row_name_items (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), row, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), row, 0);
  adw_combo_row_set_list_factory (row, factory);
}

AdwComboRow *
so_choice_row_new (const char *title)
{
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) label = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_expression (row, label);      /* by which it is searched */
  so_choice_row_name_items (row);
  adw_combo_row_set_model (row, G_LIST_MODEL (labels));
  g_object_set_data_full (G_OBJECT (row), VALUES, g_ptr_array_new_with_free_func (g_free), (GDestroyNotify) g_ptr_array_unref);
  return row;
}

void
so_choice_row_add (AdwComboRow *row, const char *label, const char *value)
{
  g_ptr_array_add (values_of (row), g_strdup (value));
  gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (row)), label);
}

void
so_choice_row_select (AdwComboRow *row, const char *value)
{
  GPtrArray *values = values_of (row);

  for (guint i = 0; i < values->len; i++)
    if (!g_strcmp0 (values->pdata[i], value))
      {
        adw_combo_row_set_selected (row, i);
        return;
      }
  adw_combo_row_set_selected (row, 0);
}

const char *
so_choice_row_get (AdwComboRow *row)
{
  guint i = adw_combo_row_get_selected (row);
  GPtrArray *values = values_of (row);

  return i < values->len ? values->pdata[i] : NULL;
}
