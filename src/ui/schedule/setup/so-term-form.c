/* SPDX-License-Identifier: MIT */
#include "so-entry-pages.h"
#include "so-entry-rows.h"

#include <glib/gi18n.h>

/* The same series once more, in a copy of the term. */
static void
on_copy (GtkWidget *row, SoEntryForm *form)
{
  const char *id = g_object_get_data (G_OBJECT (row), "so-id");
  SoEntryForm *copy = so_entry_form_new (so_entry_form_get_studio (form), _("Copy Term"), SO_VERB_TERM_COPY, id, _("Term copied"));

  so_entry_form_add_group (copy, NULL, _("All series of the term begin again, each on its day of the week. Nobody is booked yet."));
  so_entry_add_text (copy, "name", _("Name of the New Term"), NULL);
  so_entry_add_day (copy, "first_day", _("First Day"), NULL);
  so_entry_form_begin (copy, TRUE);
  so_entry_form_push (form, ADW_NAVIGATION_PAGE (copy));
}

AdwNavigationPage *
so_term_form_new (SoStudio *studio, const SoSchedule *schedule, const char *id)
{
  const SoTerm *there = id ? so_schedule_term (schedule, id) : NULL;
  SoEntryForm *form = so_entry_form_new (studio, there ? there->name : _("New Term"), SO_VERB_TERM_SAVE, there ? id : "new", _("Term saved"));
  GtkWidget *copy;

  so_entry_form_add_group (form, NULL, _("Series of a term begin and end with it. Days without classes are written 2026-12-24, or 2026-12-21/2027-01-03 from the first to the last."));
  so_entry_add_text (form, "name", _("Name"), there ? there->name : NULL);
  so_entry_add_day (form, "first_day", _("First Day"), there ? there->first_day : NULL);
  so_entry_add_day (form, "last_day", _("Last Day"), there ? there->last_day : NULL);
  so_entry_add_words (form, "skips", _("Days Without Classes, with Commas Between"), there ? there->skips : NULL);
  if (there)
    {
      so_entry_form_add_group (form, NULL, NULL);
      copy = so_entry_form_add_way (form, _("Copy Term"), _("The same series for another season"));
      g_object_set_data_full (G_OBJECT (copy), "so-id", g_strdup (id), g_free);
      g_signal_connect (copy, "activated", G_CALLBACK (on_copy), form);
      so_entry_form_add_group (form, NULL, NULL);
      so_entry_form_add_button (form, _("Remove Term"), TRUE, SO_VERB_TERM_REMOVE, "{}", _("Term removed"));
    }
  so_entry_form_begin (form, !there);
  return ADW_NAVIGATION_PAGE (form);
}
