/* SPDX-License-Identifier: MIT */
#include "so-choice-row.h"
#include "so-entry-pages.h"
#include "so-entry-rows.h"
#include "so-week-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define DAYS "so-days"
#define TIME "so-time"

static const char *const codes[7] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

/* "2026-12-01T18:00" of both rows. */
static JsonNode *
read_first (GtkWidget *row)
{
  g_autofree char *day = so_entry_dup_text (GTK_EDITABLE (row)), *time = so_entry_dup_text (g_object_get_data (G_OBJECT (row), TIME));
  g_autofree char *text = g_strconcat (day, "T", strlen (time) == 4 ? "0" : "", time, NULL);

  return so_entry_text_node (text);
}

/* "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"; null: once. */
static JsonNode *
read_rule (GtkWidget *row)
{
  const char *often = so_choice_row_get (ADW_COMBO_ROW (row));
  GPtrArray *days = g_object_get_data (G_OBJECT (row), DAYS);
  g_autoptr (GString) rule = g_string_new (often);
  gboolean first = TRUE;

  for (guint i = 0; often && i < days->len; i++)
    if (gtk_toggle_button_get_active (days->pdata[i]))
      {
        g_string_append_printf (rule, "%s%s", first ? ";BYDAY=" : ",", codes[i]);
        first = FALSE;
      }
  return so_entry_text_node (often ? rule->str : NULL);
}

static GtkWidget *
day_button (guint day)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (so_week_words_short_day (day));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "series-day");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);   /* else "Mon" would be its name */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, so_week_words_day (day), -1);
  return button;
}

/* A button for each day of the week. */
static GtkWidget *
days_row (GPtrArray *buttons)
{
  GtkWidget *row = adw_preferences_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (guint day = 0; day < 7; day++)
    {
      g_ptr_array_add (buttons, day_button (day));
      gtk_box_append (GTK_BOX (box), buttons->pdata[day]);
    }
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Days of the Week"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
on_often (AdwComboRow *row, GParamSpec *pspec, GtkWidget *days)
{
  gtk_widget_set_visible (days, so_choice_row_get (row) != NULL);
}

static void
add_when (SoEntryForm *form, const char *first)
{
  g_auto (GStrv) parts = g_strsplit (first ? first : "", "T", 2);
  GPtrArray *buttons = g_ptr_array_new ();
  GtkEditable *day, *time;
  AdwComboRow *often;
  GtkWidget *days;

  so_entry_form_add_group (form, _("When"), _("Without a day of the week it is on that of the first day."));
  day = so_entry_day_row (form, _("First Day"), parts[0]);
  time = GTK_EDITABLE (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (time), _("Time: 18:00"));
  gtk_editable_set_text (time, parts[0] && parts[1] ? parts[1] : "");
  so_entry_form_add (form, GTK_WIDGET (time));
  g_object_set_data (G_OBJECT (day), TIME, time);
  so_entry_form_add_member (form, "first", GTK_WIDGET (day), read_first, SO_ENTRY_CHANGED);
  often = so_entry_add_choice (form, NULL, _("How Often"), SO_ENTRY_CHANGED);
  so_choice_row_add (often, _("Every Week"), "FREQ=WEEKLY");
  so_choice_row_add (often, _("Every Two Weeks"), "FREQ=WEEKLY;INTERVAL=2");
  so_choice_row_add (often, _("Every Four Weeks"), "FREQ=WEEKLY;INTERVAL=4");
  so_choice_row_add (often, _("Once"), NULL);
  days = days_row (buttons);
  so_entry_form_add (form, days);
  g_object_set_data_full (G_OBJECT (often), DAYS, buttons, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (often, "notify::selected", G_CALLBACK (on_often), days, 0);
  so_entry_form_add_member (form, "rule", GTK_WIDGET (often), read_rule, SO_ENTRY_CHANGED);
}

static void
add_end (SoEntryForm *form, const SoSchedule *schedule)
{
  AdwComboRow *term;

  so_entry_form_add_group (form, _("Until"), NULL);
  term = so_entry_add_choice (form, "term_id", _("Term"), SO_ENTRY_CHANGED);
  so_choice_row_add (term, _("No Term"), NULL);
  for (guint i = 0; i < schedule->terms->len; i++)
    so_choice_row_add (term, ((SoTerm *) schedule->terms->pdata[i])->name, ((SoTerm *) schedule->terms->pdata[i])->id);
  so_choice_row_select (term, NULL);
  so_entry_add_maybe (form, "until_day", _("Last Day, if There Is One: 2027-06-30"), NULL);
}

static void
on_class (AdwComboRow *row, GParamSpec *pspec, SoEntryForm *form)
{
  const char *id = so_choice_row_get (row);

  if (id)
    so_entry_form_set_id (form, id);
}

static void
add_class (SoEntryForm *form, const SoSchedule *schedule, const char *class_id)
{
  AdwComboRow *row = so_entry_add_choice (form, NULL, _("Class"), SO_ENTRY_CHANGED);

  for (guint i = 0; i < schedule->kinds->len; i++)
    so_choice_row_add (row, ((SoClassKind *) schedule->kinds->pdata[i])->name, ((SoClassKind *) schedule->kinds->pdata[i])->id);
  so_choice_row_select (row, class_id);
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_class), form);
  on_class (row, NULL, form);
}

AdwNavigationPage *
so_series_form_new (SoStudio *studio, const SoSchedule *schedule, const char *class_id, const char *first)
{
  SoEntryForm *form = so_entry_form_new (studio, _("New Series"), SO_VERB_SERIES_ADD, class_id, _("The class is on the schedule"));
  AdwSpinRow *minutes;

  add_class (form, schedule, class_id);
  add_when (form, first);
  minutes = so_entry_add_number (form, "minutes", _("Minutes"), 0, 0, SO_CLASS_LONGEST, 5);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (minutes), _("0: as the class says"));
  add_end (form, schedule);
  so_entry_form_add_group (form, _("Where and Who"), NULL);
  so_entry_add_room (form, schedule, NULL);
  so_entry_add_teacher (form, schedule, NULL);
  so_entry_add_switch (form, "pinned", _("Stays Where It Is"), _("A plan leaves it at its time and in its room"), FALSE, SO_ENTRY_CHANGED);
  so_entry_form_begin (form, TRUE);
  return ADW_NAVIGATION_PAGE (form);
}
