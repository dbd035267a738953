/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-weekly.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-events.h"
#include "so-numbers.h"
#include "so-place.h"
#include "so-reports.h"
#include "so-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is due ------------------------------------------------------------------------------------------------ */

static guint
week_start_of (SoDb *db)
{
  g_autofree char *start = so_setting_get (db, SO_SETTING_WEEK_START);

  return so_week_start_parse (start);
}

/* The computer's clock was years ahead once, and reports were made of weeks that are not over: they are as if they were not there until these weeks have come. */
char *
so_weekly_dup_running (SoStudio *studio, SoDb *db)
{
  return g_strdup (so_report_week_of (so_day_of (so_now (), so_studio_get_zone (studio), NULL), week_start_of (db)).label);
}

/* The week that ended last. */
static SoReportWeek
last_week (SoStudio *studio, SoDb *db)
{
  guint start = week_start_of (db);
  SoReportWeek running = so_report_week_of (so_day_of (so_now (), so_studio_get_zone (studio), NULL), start);

  return so_report_week_of (running.first - 1, start);
}

/* NULL: nothing is due, or this folder makes none. *@newest: the last one that could be. */
static GArray *
list_due (SoStudio *studio, SoReportWeek *newest, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_read (store, error);
  g_autoptr (SoWeeklyReport) kept = NULL;
  g_auto (GStrv) made = NULL;

  if (!db || (so_place_is_kept (db) && !so_place_is_confirmed (store, db)))
    return NULL;
  *newest = last_week (studio, db);
  /* They are made in their order: the last one is there, so all are. This is asked every minute. */
  kept = so_report_find (db, newest->label, error);
  if (kept || (error && *error))
    return NULL;
  made = so_report_labels (db, error);
  return made ? so_report_due (so_now (), so_studio_get_zone (studio), week_start_of (db), so_report_first_data (db), (const char *const *) made) : NULL;
}

static gboolean
keep (SoStudio *studio, const SoReport *report, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = NULL;
  g_autofree char *content = so_report_write (report);
  SoWeeklyReport row = { .label = (char *) report->label, .first_day = report->first, .zone = report->zone ? report->zone : (char *) "", .content = content };
  gboolean added = FALSE;

  db = so_store_begin (store, NULL, error);
  if (!db || !so_report_add (db, &row, &added, error))
    return FALSE;
  /* Another computer's came meanwhile. */
  return !added || (so_event_log (db, "report", "report.made", "report", report->label, NULL, error) && so_store_commit (store, &db, error));
}

static SoReport *
count (SoStudio *studio, const SoReportWeek *week, gboolean fresh, GCancellable *cancellable, GError **error)
{
  SoPeriod period = so_numbers_week (studio, week->first);
  g_autoptr (SoOverview) overview = so_numbers_read (studio, &period, cancellable, error);

  return overview ? so_report_new (overview, week, fresh) : NULL;
}

gboolean
so_weekly_pass (SoStudio *studio, GError **error)
{
  g_autoptr (GError) failed = NULL;
  SoReportWeek newest;
  g_autoptr (GArray) due = list_due (studio, &newest, &failed);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  for (guint i = 0; due && i < due->len; i++)
    {
      const SoReportWeek *week = &g_array_index (due, SoReportWeek, i);
      g_autoptr (SoReport) report = count (studio, week, !strcmp (week->label, newest.label), NULL, error);

      if (!report || !keep (studio, report, error))
        return FALSE;
    }
  return TRUE;
}

/* Reading ---------------------------------------------------------------------------------------------------- */

/* What is not of the week but of the studio as it is today. */
static void
add_studio (SoStudio *studio, SoDb *db, SoReport *report)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autofree char *goals = so_setting_get (db, SO_SETTING_GOALS);

  report->studio = g_strdup (profile ? profile->name : NULL);
  so_goal_read_targets (goals, report->targets);
}

static gboolean
find_week (SoStudio *studio, SoDb *db, const char *label, SoReportWeek *week, GError **error)
{
  *week = last_week (studio, db);
  if (!label)
    return TRUE;
  if (!so_report_week_parse (label, week_start_of (db), week))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no week: write it as 2026-W47"), label);
  return so_report_week_begin (week, so_studio_get_zone (studio)) <= so_now () || so_fail (error, SO_ERROR_CHANGE, _("The week %s has not begun"), label);
}

SoReport *
so_weekly_read (SoStudio *studio, const char *label, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoWeeklyReport) kept = NULL;
  g_autoptr (SoReport) report = NULL;
  g_autoptr (GError) failed = NULL;
  SoReportWeek week, newest;

  g_return_val_if_fail (SO_IS_STUDIO (studio), NULL);

  db = so_store_read (so_studio_get_store (studio), error);
  if (!db || !find_week (studio, db, label, &week, error))
    return NULL;
  newest = last_week (studio, db);
  kept = so_report_find (db, week.label, &failed);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  report = kept ? so_report_read (kept, error) : count (studio, &week, week.first >= newest.first, cancellable, error);
  if (report)
    add_studio (studio, db, report);
  return g_steal_pointer (&report);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  SoReport *report = so_weekly_read (source, data, cancellable, &error);

  if (report)
    g_task_return_pointer (task, report, (GDestroyNotify) so_report_free);
  else
    g_task_return_error (task, error);
}

void
so_weekly_read_async (SoStudio *studio, const char *label, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_weekly_read_async);
  g_task_set_task_data (task, g_strdup (label), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

SoReport *
so_weekly_read_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GPtrArray *
so_weekly_list (SoStudio *studio, guint limit)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autofree char *running = db ? so_weekly_dup_running (studio, db) : NULL;
  GPtrArray *list = db ? so_report_list (db, running, limit, NULL) : NULL;

  return list ? list : g_ptr_array_new ();
}
