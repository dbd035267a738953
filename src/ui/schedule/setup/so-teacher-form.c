/* SPDX-License-Identifier: MIT */
#include "so-answer-dialog.h"
#include "so-entry-pages.h"
#include "so-entry-rows.h"
#include "so-entry-words.h"
#include "so-json.h"
#include "so-knowledge-verbs.h"
#include "so-paint-grid.h"
#include "so-person-row.h"
#include "so-teacher-days.h"

#include <glib/gi18n.h>

#define OPEN_KEY "so-whenever-open"
#define WHO_KEY "so-who"
#define STUDIO_KEY "so-studio"

/* null: whenever the studio is open. */
static JsonNode *
read_week (GtkWidget *grid)
{
  AdwSwitchRow *open = g_object_get_data (G_OBJECT (grid), OPEN_KEY);
  g_autofree char *json = so_painted_week_write (so_paint_grid_get_week (SO_PAINT_GRID (grid)));

  return adw_switch_row_get_active (open) ? so_entry_text_node (NULL) : so_json_parse (json, -1, 0, NULL);
}

static void
on_painted (SoPaintGrid *grid, GtkLabel *label)
{
  g_autofree char *words = so_paint_grid_dup_words (grid);

  gtk_label_set_label (label, words);
}

/* What is painted at first: what is said, or when the studio is open. */
static void
fill_grid (SoPaintGrid *grid, const SoTeacher *teacher, const SoSchedule *schedule)
{
  g_autofree SoPaintedWeek *week = g_new0 (SoPaintedWeek, 1);
  g_autofree char *hours = schedule->hours ? so_hours_write (schedule->hours) : NULL;
  g_autoptr (JsonNode) node = hours ? so_json_parse (hours, -1, 0, NULL) : NULL;
  JsonObject *object = node ? so_json_root (node) : NULL;
  g_autofree char *open = object && so_json_array (object, "week") ? so_json_write (json_object_get_member (object, "week"), FALSE) : NULL;
  const char *json = teacher->week ? teacher->week : open;

  if (json && so_painted_week_read (week, json, NULL))
    so_paint_grid_set_week (grid, week);
}

static void
add_week (SoEntryForm *form, const SoTeacher *teacher, const SoSchedule *schedule)
{
  AdwPreferencesGroup *group;
  AdwSwitchRow *open;
  GtkWidget *grid = so_paint_grid_new (_("Hours of the week"), _("there"), _("not there")), *label = gtk_label_new (NULL), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  so_entry_form_add_group (form, _("Hours"), NULL);
  open = so_entry_add_switch (form, NULL, _("Whenever the Studio Is Open"), NULL, !teacher->week, SO_ENTRY_CHANGED);
  group = so_entry_form_add_group (form, NULL, _("Paint when they can teach. Space paints, and with Shift the arrows go on."));
  fill_grid (SO_PAINT_GRID (grid), teacher, schedule);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), label);
  g_signal_connect_object (grid, "changed", G_CALLBACK (on_painted), label, 0);
  on_painted (SO_PAINT_GRID (grid), GTK_LABEL (label));
  so_entry_form_add (form, box);
  g_object_bind_property (open, "active", group, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_object_set_data (G_OBJECT (grid), OPEN_KEY, open);
  so_entry_form_add_member (form, "week", grid, read_week, SO_ENTRY_CHANGED);
}

static void
add_limits (SoEntryForm *form, const SoTeacher *teacher)
{
  so_entry_form_add_group (form, _("Limits"), NULL);
  so_entry_add_limit (form, "max_day", _("Teaching in a Day, at Most"), teacher->max_day, 1440);
  so_entry_add_limit (form, "max_week", _("Teaching in a Week, at Most"), teacher->max_week, 10080);
  so_entry_add_limit (form, "max_run", _("Teaching Without a Break, at Most"), teacher->max_run, 1440);
  so_entry_add_limit (form, "min_break", _("What Counts as a Break, at Least"), teacher->min_break, 480);
}

/* Who they are ------------------------------------------------------------------------------------------- */

/* What clients ask: so that an answer may quote it, it is an answer like any other. */
static char *
dup_who (const char *name)
{
  return g_strdup_printf (_("Who is %s?"), name);
}

static void
show_who (gpointer row)
{
  const char *question = g_object_get_data (row, WHO_KEY);
  g_autoptr (SoKnowledge) entry = so_studio_find_answer (g_object_get_data (row, STUDIO_KEY), question);

  adw_action_row_set_subtitle (row, entry ? entry->answer : _("A few words for clients who ask: where they trained, how they teach"));
}

static void
on_who (GtkWidget *row)
{
  so_answer_dialog_present (row, g_object_get_data (G_OBJECT (row), STUDIO_KEY), g_object_get_data (G_OBJECT (row), WHO_KEY), "instructor_details", show_who, G_OBJECT (row));
}

static void
add_who (SoEntryForm *form, SoStudio *studio, const SoTeacher *teacher)
{
  GtkWidget *row = so_entry_form_add_way (form, _("About Them"), NULL);

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  g_object_set_data_full (G_OBJECT (row), WHO_KEY, dup_who (teacher->name), g_free);
  g_object_set_data_full (G_OBJECT (row), STUDIO_KEY, g_object_ref (studio), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (on_who), NULL);
  show_who (row);
}

AdwNavigationPage *
so_teacher_form_new (SoStudio *studio, const SoSchedule *schedule, const char *id)
{
  g_autoptr (SoTeacher) usual = so_teacher_new ();
  const SoTeacher *there = id ? so_schedule_teacher (schedule, id) : NULL, *teacher = there ? there : usual;
  SoEntryForm *form = so_entry_form_new (studio, there ? teacher->name : _("New Teacher"), SO_VERB_TEACHER_SAVE, there ? id : "new", _("Teacher saved"));

  so_entry_add_text (form, "name", _("Name"), teacher->name);
  so_entry_add_words (form, "styles", _("Specialties: Salsa, Yoga"), teacher->styles);
  so_person_row_add (form, "contact_id", _("Written to As"), _("Nobody: they cannot be asked to stand in"), teacher->contact_id);
  if (there)
    add_who (form, studio, teacher);
  add_week (form, teacher, schedule);
  if (there)
    so_teacher_days_add (form, id);
  add_limits (form, teacher);
  if (there)
    {
      so_entry_form_add_group (form, NULL, NULL);
      so_entry_form_add_button (form, _("Remove Teacher"), TRUE, SO_VERB_TEACHER_REMOVE, "{}", _("Teacher removed"));
    }
  so_entry_form_begin (form, !there);
  return ADW_NAVIGATION_PAGE (form);
}
