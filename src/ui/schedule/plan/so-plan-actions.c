/* SPDX-License-Identifier: MIT */
#include "so-plan-actions.h"

#include "so-conflicts-dialog.h"
#include "so-day.h"
#include "so-plan-dialog.h"
#include "so-schedule-page.h"
#include "so-substitute-dialog.h"

/* The day of the week that is shown, or FALSE while it is read. */
static gboolean
shown_day (GtkWidget *page, int *day)
{
  SoWeekSource *source = so_schedule_page_get_source (SO_SCHEDULE_PAGE (page));
  SoWeek *week = source ? so_week_source_get_week (source) : NULL;

  return week && so_day_parse (so_week_get_monday (week), day);
}

static void
on_dialog (GtkWidget *page, const char *action, GVariant *parameter)
{
  SoWindow *window = so_window_of (page);
  int day;

  if (!window || !so_window_get_studio (window) || !shown_day (page, &day))
    return;
  if (g_str_equal (action, "schedule.plan"))
    so_plan_dialog_present (window, day);
  else
    so_conflicts_dialog_present (window, day);
}

static void
on_substitute (GtkWidget *page, const char *action, GVariant *parameter)
{
  SoWindow *window = so_window_of (page);
  const SoWeekSession *session = so_schedule_page_get_session (SO_SCHEDULE_PAGE (page));

  if (window && so_window_get_studio (window) && session)
    so_substitute_dialog_present (window, session->id);
}

void
so_plan_actions_install (GtkWidgetClass *page_class)
{
  gtk_widget_class_install_action (page_class, "schedule.plan", NULL, on_dialog);
  gtk_widget_class_install_action (page_class, "schedule.conflicts", NULL, on_dialog);
  gtk_widget_class_install_action (page_class, "schedule.substitute", NULL, on_substitute);
}
