/* SPDX-License-Identifier: MIT */
#include "so-import-table.h"

#include "so-choice-row.h"

#include <glib/gi18n.h>

#define OPEN_UP_TO 12

struct _SoImportTable {
  AdwPreferencesGroup parent_instance;

  AdwExpanderRow *columns;
  AdwEntryRow *country;
  GPtrArray *rows;          /* AdwComboRow of each column; children of columns */
  GPtrArray *taken;         /* SoImportColumn: as the rows show it */
  gboolean no_people;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoImportTable, so_import_table, ADW_TYPE_PREFERENCES_GROUP)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_kind_changed (SoImportTable *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint i = 0;
  SoImportColumn *column;

  if (self->filling || !g_ptr_array_find (self->rows, row, &i))
    return;
  column = self->taken->pdata[i];
  column->kind = adw_combo_row_get_selected (row);
  column->said = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_country_applied (SoImportTable *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static char *
describe_samples (const SoImportColumn *column)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < SO_COLUMN_SAMPLES && column->samples[i]; i++)
    g_string_append_printf (text, "%s%s", i ? " · " : "", column->samples[i]);
  return text->len ? g_string_free_and_steal (g_steal_pointer (&text)) : g_strdup (_("Nothing in the first rows"));
}

static GtkWidget *
new_row (SoImportTable *self, const SoImportColumn *column, guint number)
{
  AdwComboRow *choice = so_choice_row_new ("");
  GtkWidget *row = GTK_WIDGET (choice);
  g_autofree char *samples = describe_samples (column);
  g_autofree char *title = *column->title ? g_strdup (column->title) : g_strdup_printf (_("Column %u"), number);

  /* headings and cells of strangers are never markup */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), samples);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  for (SoColumnKind i = 0; i < SO_N_COLUMNS; i++)
    so_choice_row_add (choice, _(so_import_column_label (i)), so_import_column_nick (i));
  so_choice_row_select (choice, so_import_column_nick (column->kind));
  adw_combo_row_set_enable_search (choice, TRUE);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_kind_changed), self, G_CONNECT_SWAPPED);
  return row;
}

static void
describe (SoImportTable *self)
{
  gulong taken = 0, all = self->taken->len;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->taken->len; i++)
    taken += ((SoImportColumn *) self->taken->pdata[i])->kind != SO_COLUMN_OUT;
  text = self->no_people ? g_strdup (_("Say which has names, numbers or addresses"))
                         : g_strdup_printf (ngettext ("%lu of %lu column is taken", "%lu of %lu columns are taken", all), taken, all);
  adw_expander_row_set_subtitle (self->columns, text);
}

static void
fill (SoImportTable *self, GPtrArray *columns)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->columns, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->taken, 0);
  for (guint i = 0; columns && i < columns->len; i++)
    {
      GtkWidget *row = new_row (self, columns->pdata[i], i + 1);

      adw_expander_row_add_row (self->columns, row);
      g_ptr_array_add (self->rows, row);
      g_ptr_array_add (self->taken, so_import_column_copy (columns->pdata[i]));
    }
  self->filling = FALSE;
}

void
so_import_table_update (SoImportTable *self, const SoExchangeReport *report)
{
  g_return_if_fail (SO_IS_IMPORT_TABLE (self));

  self->no_people = report->no_people;
  describe (self);
  /* Once asked for it stays: what was typed can be mended. */
  if (report->bare)
    gtk_widget_set_visible (GTK_WIDGET (self->country), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len || gtk_widget_get_visible (GTK_WIDGET (self->country)));
}

void
so_import_table_show (SoImportTable *self, const SoExchangeReport *report)
{
  g_return_if_fail (SO_IS_IMPORT_TABLE (self));

  fill (self, report->columns);
  gtk_editable_set_text (GTK_EDITABLE (self->country), "");
  gtk_widget_set_visible (GTK_WIDGET (self->country), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->columns), self->rows->len > 0);
  adw_expander_row_set_expanded (self->columns, report->no_people || self->rows->len <= OPEN_UP_TO);
  so_import_table_update (self, report);
}

GStrv
so_import_table_dup_map (SoImportTable *self)
{
  g_return_val_if_fail (SO_IS_IMPORT_TABLE (self), NULL);

  return so_import_columns_map (self->taken);
}

char *
so_import_table_dup_country (SoImportTable *self)
{
  const char *text;

  g_return_val_if_fail (SO_IS_IMPORT_TABLE (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self->country));
  return *text ? g_strdup (text) : NULL;
}

GtkWidget *
so_import_table_get_question (SoImportTable *self)
{
  g_return_val_if_fail (SO_IS_IMPORT_TABLE (self), NULL);

  if (self->no_people && self->rows->len)
    return self->rows->pdata[0];
  return gtk_widget_get_visible (GTK_WIDGET (self->country)) ? GTK_WIDGET (self->country) : NULL;
}

static void
so_import_table_dispose (GObject *object)
{
  SoImportTable *self = SO_IMPORT_TABLE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  G_OBJECT_CLASS (so_import_table_parent_class)->dispose (object);
}

static void
so_import_table_class_init (SoImportTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_import_table_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_import_table_init (SoImportTable *self)
{
  self->rows = g_ptr_array_new ();
  self->taken = g_ptr_array_new_with_free_func ((GDestroyNotify) so_import_column_free);
  self->columns = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->columns), _("Columns"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->columns));
  self->country = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->country), _("Country code of numbers without one, such as 49"));
  adw_entry_row_set_show_apply_button (self->country, TRUE);
  adw_entry_row_set_input_purpose (self->country, GTK_INPUT_PURPOSE_PHONE);
  g_signal_connect_object (self->country, "apply", G_CALLBACK (on_country_applied), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->country));
}
