/* SPDX-License-Identifier: MIT */
#include "so-person-row.h"

#include "so-entry-rows.h"
#include "so-facts.h"
#include "so-person-picker.h"

#include <glib/gi18n.h>

/* Goes with its row. */
typedef struct {
  SoEntryForm *form;         /* borrowed, as is */
  GtkWidget *clear;
  const char *nobody;        /* static */
  char *contact_id;          /* "": nobody */
} Person;

#define PERSON "so-person"

static void
person_free (gpointer data)
{
  Person *person = data;

  g_free (person->contact_id);
  g_free (person);
}

static JsonNode *
read_person (GtkWidget *row)
{
  const Person *person = g_object_get_data (G_OBJECT (row), PERSON);

  return so_entry_text_node (person->contact_id);
}

static void
set_person (AdwActionRow *row, const char *contact_id)
{
  Person *person = g_object_get_data (G_OBJECT (row), PERSON);
  g_autoptr (SoContact) contact = contact_id && *contact_id ? so_studio_find_contact (so_entry_form_get_studio (person->form), contact_id) : NULL;

  g_set_str (&person->contact_id, contact_id ? contact_id : "");
  adw_action_row_set_subtitle (row, contact ? contact->name : person->nobody);
  gtk_widget_set_visible (person->clear, *person->contact_id);
}

static void
on_chosen (const char *contact_id, gpointer owner)
{
  set_person (owner, contact_id);
}

static void
on_activated (AdwActionRow *row)
{
  SoWindow *window = so_window_of (GTK_WIDGET (row));

  if (window)
    adw_dialog_present (so_person_picker_new (window, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), NULL, on_chosen, row), GTK_WIDGET (row));
}

static void
on_clear (AdwActionRow *row)
{
  /* The button goes, and what had the focus would be nowhere. */
  gtk_widget_grab_focus (GTK_WIDGET (row));
  set_person (row, NULL);
}

AdwActionRow *
so_person_row_add (SoEntryForm *form, const char *name, const char *title, const char *nobody, const char *contact_id)
{
  AdwActionRow *row = ADW_ACTION_ROW (so_entry_form_add_way (form, title, NULL));
  Person *person = g_new0 (Person, 1);
  g_autofree char *label = g_strdup_printf (_("Nobody as “%s”"), title);

  *person = (Person) { form, gtk_button_new_from_icon_name ("edit-clear-symbolic"), nobody, NULL };
  gtk_widget_set_tooltip_text (person->clear, label);
  gtk_widget_set_valign (person->clear, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (person->clear, "flat");
  adw_action_row_add_suffix (row, person->clear);
  g_object_set_data_full (G_OBJECT (row), PERSON, person, person_free);
  set_person (row, contact_id);
  g_signal_connect_object (person->clear, "clicked", G_CALLBACK (on_clear), row, G_CONNECT_SWAPPED);
  g_signal_connect (row, "activated", G_CALLBACK (on_activated), NULL);
  so_entry_form_add_member (form, name, GTK_WIDGET (row), read_person, SO_ENTRY_CHANGED);
  return row;
}
