/* SPDX-License-Identifier: MIT */
#include "so-report-goals.h"

#include "so-report-words.h"
#include "so-weekly.h"
#include "so-window.h"

#include <glib/gi18n.h>

#define BAR_WIDTH 72

struct _SoReportGoals {
  AdwPreferencesGroup parent_instance;

  AdwEntryRow *rows[SO_N_GOALS];     /* borrowed, as below */
  GtkProgressBar *bars[SO_N_GOALS];
  char *targets[SO_N_GOALS];         /* as they are shown */
  SoStudio *studio;
};

G_DEFINE_FINAL_TYPE (SoReportGoals, so_report_goals, ADW_TYPE_PREFERENCES_GROUP)

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  SoWindow *window = so_window_of (widget);

  if (so_weekly_set_target_finish (SO_STUDIO (source), result, &error))
    gtk_widget_remove_css_class (widget, "error");
  else
    gtk_widget_add_css_class (widget, "error");
  if (error && window)
    so_window_show_error (window, error);
}

static void
on_apply (GtkWidget *row, SoReportGoals *self)
{
  SoGoal goal = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "goal"));

  so_weekly_set_target_async (self->studio, goal, gtk_editable_get_text (GTK_EDITABLE (row)), NULL, on_saved, g_object_ref (row));
}

static void
show_one (SoReportGoals *self, const SoReport *report, SoGoal goal)
{
  GtkWidget *row = GTK_WIDGET (self->rows[goal]), *bar = GTK_WIDGET (self->bars[goal]);
  double target = report->targets[goal];
  gboolean counts = target > 0 && report->goals[goal].known;
  /* Without a goal the empty row says that there is none, and a phone has no room to say it again. */
  g_autofree char *now = report->goals[goal].known ? so_report_words_value (so_goal_unit (goal), &report->goals[goal], report->currency) : NULL;
  g_autofree char *said = so_report_words_goal (report, goal), *text = so_report_words_target (goal, target, report->currency);
  /* Translators: the name of a goal, and how far it is reached */
  g_autofree char *title = g_strdup_printf (_("%s · %s"), _(so_goal_label (goal)), target > 0 || !now ? said : now);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  /* What she is typing is hers until she applies it; what was applied stands there as it is kept. */
  if (g_set_str (&self->targets[goal], text))
    {
      gtk_editable_set_text (GTK_EDITABLE (row), text);
      gtk_widget_remove_css_class (row, "error");
    }
  gtk_widget_set_visible (bar, counts);
  if (counts)
    gtk_progress_bar_set_fraction (self->bars[goal], so_goal_progress (goal, report->goals[goal].value, target));
}

void
so_report_goals_show (SoReportGoals *self, const SoReport *report)
{
  g_return_if_fail (SO_IS_REPORT_GOALS (self) && report);

  for (SoGoal i = 0; i < SO_N_GOALS; i++)
    show_one (self, report, i);
}

static void
so_report_goals_finalize (GObject *object)
{
  SoReportGoals *self = SO_REPORT_GOALS (object);

  for (SoGoal i = 0; i < SO_N_GOALS; i++)
    g_free (self->targets[i]);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_report_goals_parent_class)->finalize (object);
}

static void
so_report_goals_class_init (SoReportGoalsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_report_goals_finalize;
}

static void
add_row (SoReportGoals *self, SoGoal goal)
{
  GtkWidget *row = adw_entry_row_new (), *bar = gtk_progress_bar_new ();

  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set_data (G_OBJECT (row), "goal", GUINT_TO_POINTER (goal));
  gtk_widget_set_tooltip_text (row, _(so_goal_definition (goal)));
  g_signal_connect (row, "apply", G_CALLBACK (on_apply), self);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (bar, BAR_WIDTH, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _(so_goal_label (goal)), -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), bar);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  self->rows[goal] = ADW_ENTRY_ROW (row);
  self->bars[goal] = GTK_PROGRESS_BAR (bar);
}

static void
so_report_goals_init (SoReportGoals *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Goals"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("What a week shall come to. Type a number, or nothing for no goal"));
  for (SoGoal i = 0; i < SO_N_GOALS; i++)
    add_row (self, i);
}

SoReportGoals *
so_report_goals_new (void)
{
  return g_object_new (SO_TYPE_REPORT_GOALS, NULL);
}

void
so_report_goals_set_studio (SoReportGoals *self, SoStudio *studio)
{
  g_set_object (&self->studio, studio);
}
