/* SPDX-License-Identifier: MIT */
#include "so-field-row.h"

#include "so-choice-row.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  char *name;
  char *value;               /* as stored, or NULL */
  SoFieldRowChanged changed;
  gpointer owner;
  gboolean filling;
} Field;

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->name);
  g_free (field->value);
  g_free (field);
}

static Field *
field_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "field");
}

static void
tell (GtkWidget *row, const char *value)
{
  Field *field = field_of (row);

  if (!field->filling && field->changed && g_strcmp0 (field->value, value))
    field->changed (field->name, value, field->owner);
}

static void
on_applied (GtkWidget *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  tell (row, *text ? text : NULL);
}

static void
on_chosen (GtkWidget *row)
{
  tell (row, so_choice_row_get (ADW_COMBO_ROW (row)));
}

static GtkWidget *
make_choice (const SoFieldKind *kind)
{
  AdwComboRow *row = so_choice_row_new (kind->label);
  g_auto (GStrv) choices = kind->choices ? g_strsplit (kind->choices, "\n", -1) : NULL;

  adw_combo_row_set_use_subtitle (row, TRUE);          /* beside a long name there would be no room for it */
  so_choice_row_add (row, _("Not Known"), NULL);
  if (!strcmp (kind->kind, "yes-no"))
    {
      so_choice_row_add (row, _("Yes"), "yes");
      so_choice_row_add (row, _("No"), "no");
    }
  for (guint i = 0; choices && choices[i]; i++)
    so_choice_row_add (row, choices[i], choices[i]);
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_chosen), NULL);
  return GTK_WIDGET (row);
}

static GtkWidget *
make_entry (const SoFieldKind *kind)
{
  GtkWidget *row = adw_entry_row_new ();
  /* Translators: the name of a field, and how its value is written */
  g_autofree char *title = !strcmp (kind->kind, "date") ? g_strdup_printf (_("%s (such as 2026-11-30)"), kind->label) : g_strdup (kind->label);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  if (!strcmp (kind->kind, "number"))
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect (row, "apply", G_CALLBACK (on_applied), NULL);
  return row;
}

GtkWidget *
so_field_row_new (const SoFieldKind *kind)
{
  gboolean choice = !strcmp (kind->kind, "choice") || !strcmp (kind->kind, "yes-no");
  GtkWidget *row = choice ? make_choice (kind) : make_entry (kind);
  Field *field = g_new0 (Field, 1);

  field->name = g_strdup (kind->name);
  gtk_widget_set_name (row, kind->name);
  g_object_set_data_full (G_OBJECT (row), "field", field, field_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  return row;
}

/* What an import brought may be no choice of the list. */
static void
choose (AdwComboRow *row, const char *value)
{
  so_choice_row_select (row, value);
  if (!g_strcmp0 (so_choice_row_get (row), value))
    return;
  so_choice_row_add (row, value, value);
  so_choice_row_select (row, value);
}

/* What nobody typed is not to be applied. */
static void
write_text (GtkWidget *row, const char *text)
{
  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    return;
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
}

void
so_field_row_set (GtkWidget *row, const char *value)
{
  Field *field = field_of (row);
  gboolean typing = ADW_IS_ENTRY_ROW (row) && gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_FOCUS_WITHIN &&
                    g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), field->value ? field->value : "");

  g_set_str (&field->value, value);
  if (typing)
    return;
  field->filling = TRUE;
  if (ADW_IS_ENTRY_ROW (row))
    write_text (row, value ? value : "");
  else
    choose (ADW_COMBO_ROW (row), value);
  field->filling = FALSE;
}

void
so_field_row_connect (GtkWidget *row, SoFieldRowChanged changed, gpointer owner)
{
  field_of (row)->changed = changed;
  field_of (row)->owner = owner;
}
