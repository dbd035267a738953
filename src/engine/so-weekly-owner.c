/* SPDX-License-Identifier: MIT */
/* What the owner wants of the weekly report, and which of them she has seen. */
#include "so-about.h"
#include "so-config.h"

#include "so-weekly.h"

#include "so-day.h"
#include "so-error.h"
#include "so-local.h"
#include "so-report-files.h"
#include "so-report-words.h"
#include "so-reports.h"
#include "so-settings.h"
#include "so-tell.h"
#include "so-verb.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of this computer: the week of the last report that it told of. */
#define TOLD_KEY "report.told"

/* Goals ------------------------------------------------------------------------------------------------------- */

gboolean
so_weekly_set_target (SoStudio *studio, SoGoal goal, const char *text, GError **error)
{
  double targets[SO_N_GOALS];
  g_autofree char *setting = NULL, *changed = NULL;
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  if (!db)
    return FALSE;
  setting = so_setting_get (db, SO_SETTING_GOALS);
  g_clear_pointer (&db, so_db_release);
  so_goal_read_targets (setting, targets);
  if (!so_goal_parse_target (goal, text, profile && profile->currency ? profile->currency : "EUR", &targets[goal], error))
    return FALSE;
  changed = so_goal_write_targets (targets);
  return so_studio_do (studio, SO_VERB_SAVE_SETTING, SO_SETTING_GOALS, changed ? changed : "", NULL, error);
}

typedef struct {
  SoGoal goal;
  char *text;
} Target;

static void
target_free (Target *target)
{
  g_free (target->text);
  g_free (target);
}

static void
set_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Target *target = data;
  GError *error = NULL;

  if (so_weekly_set_target (source, target->goal, target->text, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
so_weekly_set_target_async (SoStudio *studio, SoGoal goal, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);
  Target *target = g_new0 (Target, 1);

  *target = (Target) { goal, g_strdup (text) };
  g_task_set_source_tag (task, so_weekly_set_target_async);
  g_task_set_task_data (task, target, (GDestroyNotify) target_free);
  so_studio_run (studio, task, set_in_thread);
}

gboolean
so_weekly_set_target_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* News ---------------------------------------------------------------------------------------------------------- */

/* A week before there was a studio: what of it was imported is no news. */
static gboolean
is_history (SoDb *db, const SoWeeklyReport *report)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (report->zone);

  return zone && so_day_at (report->first_day + 7, 0, zone) <= so_report_studio_since (db);
}

/* Whether the week @label is not after @last. One that is to come was never seen: that was a clock that went wrong, and would silence all until then. */
static gboolean
is_past (const char *label, const char *last, const char *running)
{
  return last && strcmp (last, running) <= 0 && strcmp (label, last) <= 0;
}

static SoWeeklyReport *
find_news (SoStudio *studio, SoDb *db)
{
  g_autofree char *seen = so_setting_get (db, SO_SETTING_REPORT_SEEN), *running = so_weekly_dup_running (studio, db);
  g_autoptr (SoWeeklyReport) newest = so_report_newest (db, running, NULL);

  if (!newest || is_past (newest->label, seen, running) || (!so_studio_is_demo (studio) && is_history (db, newest)))
    return NULL;
  return g_steal_pointer (&newest);
}

SoWeeklyReport *
so_weekly_find_news (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? find_news (studio, db) : NULL;
}

static gboolean
note_told (SoStudio *studio, const char *label)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);

  return db && so_local_set (db, TOLD_KEY, label, NULL) && so_store_commit (store, &db, NULL);
}

SoWeeklyReport *
so_weekly_take_news (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (SoWeeklyReport) news = db && !so_studio_is_demo (studio) ? find_news (studio, db) : NULL;
  g_autofree char *told = db ? so_local_get (db, TOLD_KEY) : NULL, *running = db ? so_weekly_dup_running (studio, db) : NULL;

  if (!news || is_past (news->label, told, running) || so_tell_is_quiet (studio, db))
    return NULL;
  g_clear_pointer (&db, so_db_release);
  return note_told (studio, news->label) ? g_steal_pointer (&news) : NULL;
}

/* Mail ---------------------------------------------------------------------------------------------------------- */

gboolean
so_weekly_write_mail (SoStudio *studio, const char *label, char **subject, char **text, char **html, GError **error)
{
  g_autoptr (SoReport) report = so_weekly_read (studio, label, NULL, error);
  g_autoptr (GBytes) logo = report ? so_studio_dup_logo (studio) : NULL;
  g_autofree char *week = report ? so_report_words_week (report->label) : NULL, *words = NULL;

  if (!report)
    return FALSE;
  /* Translators: the number of a week, and the name of the studio */
  *subject = g_strdup_printf (_("Weekly report: %s – %s"), week, report->studio ? report->studio : "");
  words = so_report_words_text (report);
  *text = g_strdup_printf ("%s\n%s\n", words, _("This mail is from Studio OS, to you alone. It comes from your own account because you asked for it in Preferences."));
  *html = so_report_html (report, logo, "image/png");
  return TRUE;
}

/* Settings ------------------------------------------------------------------------------------------------------ */

gboolean
so_weekly_has_setting (const char *key)
{
  return !strcmp (key, SO_SETTING_GOALS) || !strcmp (key, SO_SETTING_REPORT_SEEN) || !strcmp (key, SO_SETTING_WEEK_START);
}

static gboolean
is_weekday (const char *value)
{
  return value && !strcmp (so_week_start_nick (so_week_start_parse (value)), value);
}

gboolean
so_weekly_save (SoDb *db, const char *key, const char *value, GError **error)
{
  SoReportWeek unused;

  if (!strcmp (key, SO_SETTING_GOALS) && !so_goal_check_setting (value, error))
    return FALSE;
  if (!strcmp (key, SO_SETTING_WEEK_START) && value && *value && !is_weekday (value))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no day on which a week begins: choose one from monday to sunday"), value);
  if (!strcmp (key, SO_SETTING_REPORT_SEEN) && !so_report_week_parse (value, 0, &unused))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no week: write it as 2026-W47"), value ? value : "");
  return so_setting_set (db, key, value && *value ? value : NULL, error);
}
