/* SPDX-License-Identifier: MIT */
#include "so-choice-row.h"

#define VALUES "so-values"

static GPtrArray *
values_of (AdwComboRow *row)
{
  return g_object_get_data (G_OBJECT (row), VALUES);
}

AdwComboRow *
so_choice_row_new (const char *title)
{
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) label = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_expression (row, label);      /* by which it is searched */
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
