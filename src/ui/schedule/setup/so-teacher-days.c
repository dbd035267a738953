/* SPDX-License-Identifier: MIT */
#include "so-teacher-days.h"

#include "so-day.h"
#include "so-do.h"
#include "so-entry-rows.h"
#include "so-entry-words.h"
#include "so-group-rows.h"
#include "so-json.h"
#include "so-schedule-facts.h"

#include <glib/gi18n.h>

/* The rows of that group, which go with it. */
typedef struct {
  SoEntryForm *form;               /* borrowed: it has the group */
  AdwPreferencesGroup *group;      /* the same */
  char *teacher_id;
  SoGroupRows rows;
  GtkWidget *add;
} Days;

static void
days_free (gpointer data)
{
  Days *days = data;

  so_group_rows_clear (&days->rows);
  g_free (days->teacher_id);
  g_free (days);
}

/* Days one after another of which the same is said are one row. */
typedef struct {
  const SoTeacherDay *first, *last;
} Run;

static gboolean
goes_on (const Run *run, const SoTeacherDay *day)
{
  int before, now;

  return so_day_parse (run->last->day, &before) && so_day_parse (day->day, &now) && now == before + 1 &&
         g_strv_equal ((const char *const *) run->last->spans, (const char *const *) day->spans) && !g_strcmp0 (run->last->note, day->note);
}

static GArray *
runs_of (const SoSchedule *schedule, const char *teacher_id)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));

  for (guint i = 0; i < schedule->days->len; i++)
    {
      const SoTeacherDay *day = schedule->days->pdata[i];
      Run *last = runs->len ? &g_array_index (runs, Run, runs->len - 1) : NULL;

      if (!g_str_equal (day->teacher_id, teacher_id))
        continue;
      if (last && goes_on (last, day))
        last->last = day;
      else
        g_array_append_vals (runs, &(Run) { day, day }, 1);
    }
  return runs;
}

static char *
argument_new (const char *first, const char *last)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "from", first);
  json_object_set_string_member (object, "to", last);
  return so_json_write_object (object);
}

static void
on_usual (GtkWidget *button, Days *days)
{
  so_do (button, so_entry_form_get_studio (days->form), SO_VERB_TEACHER_DAY, days->teacher_id, g_object_get_data (G_OBJECT (button), "so-argument"));
}

static void
add_run (Days *days, const Run *run)
{
  GtkWidget *row = adw_action_row_new (), *button;
  g_autofree char *title = so_entry_words_range (run->first->day, run->last->day), *spans = so_entry_words_spans (run->first->spans);
  g_autofree char *subtitle = run->first->note && *run->first->note ? g_strdup_printf ("%s · %s", spans, run->first->note) : g_strdup (spans);
  g_autofree char *label = g_strdup_printf (_("As Usual Again: %s"), title);

  gtk_widget_set_name (row, run->first->day);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  button = so_group_rows_button (row, "user-trash-symbolic", label);
  g_object_set_data_full (G_OBJECT (button), "so-argument", argument_new (run->first->day, run->last->day), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_usual), days);
  so_group_rows_add (&days->rows, days->group, row);
}

static void
refill (Days *days)
{
  g_autoptr (SoSchedule) schedule = so_studio_read_schedule (so_entry_form_get_studio (days->form), NULL);
  g_autoptr (GArray) runs = schedule ? runs_of (schedule, days->teacher_id) : NULL;
  g_autoptr (GString) signature = g_string_new ("days");

  if (!runs)
    return;
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      g_autofree char *spans = so_entry_words_spans (run->first->spans);

      g_string_append_printf (signature, "\n%s %s %s %s", run->first->day, run->last->day, spans, run->first->note ? run->first->note : "");
    }
  if (!so_group_rows_begin (&days->rows, days->group, signature->str))
    return;
  for (guint i = 0; i < runs->len; i++)
    add_run (days, &g_array_index (runs, Run, i));
  so_group_rows_end (&days->rows, days->group, days->add);
}

static void
on_store_changed (SoStore *store, guint changes, AdwPreferencesGroup *group)
{
  Days *days = g_object_get_data (G_OBJECT (group), "so-days");

  if (changes & SO_CHANGED_SCHEDULE)
    refill (days);
}

/* The form of more days --------------------------------------------------------------------------------- */

/* Where only one day is written, it is that one. */
static JsonNode *
read_last (GtkWidget *row)
{
  g_autofree char *last = so_entry_dup_text (GTK_EDITABLE (row)), *first = so_entry_dup_text (g_object_get_data (G_OBJECT (row), "so-first"));

  return so_entry_text_node (*last ? last : first);
}

static void
on_add (GtkWidget *button, Days *days)
{
  SoEntryForm *form = so_entry_form_new (so_entry_form_get_studio (days->form), _("Other Hours"), SO_VERB_TEACHER_DAY, days->teacher_id, _("Other hours saved"));
  GtkEditable *first, *last;

  so_entry_form_add_group (form, NULL, _("Hours such as 9:00-12:00, 14:00-20:00; empty where they are not there at all."));
  first = so_entry_add_day (form, "from", _("First Day"), NULL);
  last = so_entry_day_row (form, _("Last Day, if It Is Another One"), NULL);
  g_object_set_data (G_OBJECT (last), "so-first", first);
  so_entry_form_add_member (form, "to", GTK_WIDGET (last), read_last, SO_ENTRY_CHANGED);
  so_entry_add_words (form, "spans", _("Hours"), NULL);
  so_entry_add_maybe (form, "note", _("Note: Ill"), NULL);
  so_entry_form_begin (form, TRUE);
  so_entry_form_push (days->form, ADW_NAVIGATION_PAGE (form));
}

void
so_teacher_days_add (SoEntryForm *form, const char *teacher_id)
{
  Days *days = g_new0 (Days, 1);

  days->form = form;
  days->teacher_id = g_strdup (teacher_id);
  days->group = so_entry_form_add_group (form, _("Other Hours on Single Days"), _("Holidays, an illness, or a day on which they come all the same."));
  so_group_rows_init (&days->rows);
  days->add = so_group_rows_add_button (days->group, _("Add Other Hours"));
  g_object_set_data_full (G_OBJECT (days->group), "so-days", days, days_free);
  g_signal_connect (days->add, "clicked", G_CALLBACK (on_add), days);
  g_signal_connect_object (so_studio_get_store (so_entry_form_get_studio (form)), "changed", G_CALLBACK (on_store_changed), days->group, 0);
  refill (days);
}
