/* SPDX-License-Identifier: MIT */
#include "so-numbers.h"

#include "so-clock.h"
#include "so-figures-read.h"
#include "so-kind.h"
#include "so-settings.h"
#include "so-standing.h"

/* By which clock the studio counts. */
typedef struct {
  SoProfile *profile;   /* NULL: not set up yet */
  GTimeZone *zone;
  SoHours *hours;       /* NULL: not set */
  guint week_start;
} Clock;

static void
clock_clear (Clock *clock)
{
  so_profile_free (clock->profile);
  g_clear_pointer (&clock->zone, g_time_zone_unref);
  g_clear_pointer (&clock->hours, so_hours_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Clock, clock_clear)

static void
clock_load (Clock *clock, SoDb *db)
{
  g_autofree char *week = so_setting_get (db, SO_SETTING_WEEK_START);

  clock->profile = so_profile_load (db, NULL);
  clock->zone = clock->profile && clock->profile->zone ? g_time_zone_new_identifier (clock->profile->zone) : NULL;
  if (!clock->zone)
    clock->zone = g_time_zone_new_local ();
  clock->hours = so_standing_load_hours (db, clock->profile);
  clock->week_start = so_week_start_parse (week);
}

SoPeriod
so_numbers_period (SoStudio *studio, SoPeriodKind kind)
{
  g_auto (Clock) clock = { 0 };
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  if (!db)
    return so_period_get (kind, so_now (), so_studio_get_zone (studio), 0);
  clock_load (&clock, db);
  return so_period_get (kind, so_now (), clock.zone, clock.week_start);
}

SoPeriod
so_numbers_days (SoStudio *studio, int first, int last)
{
  return so_period_days (first, last, so_studio_get_zone (studio));
}

SoPeriod
so_numbers_week (SoStudio *studio, int day)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autofree char *week = db ? so_setting_get (db, SO_SETTING_WEEK_START) : NULL;

  return so_period_week_of (day, so_studio_get_zone (studio), so_week_start_parse (week));
}

/* Reading -------------------------------------------------------------------------------------------------- */

static void
add_point (GPtrArray *series, const SoPeriod *period)
{
  SoPeriodFigures *point = g_new0 (SoPeriodFigures, 1);

  point->period = *period;
  point->figures = so_figures_new ();
  g_ptr_array_add (series, point);
}

/* Which stretches are counted: up to the last day of the period, or today. */
static void
plan (SoOverview *overview, const Clock *clock)
{
  int last = MIN (overview->period.last, so_day_of (overview->now, clock->zone, NULL));

  for (int day = last - SO_OVERVIEW_DAYS + 1; day <= last; day++)
    {
      SoPeriod period = so_period_days (day, day, clock->zone);

      add_point (overview->days, &period);
    }
  for (int week = SO_OVERVIEW_WEEKS - 1; week >= 0; week--)
    {
      SoPeriod period = so_period_week_of (last - 7 * week, clock->zone, clock->week_start);

      add_point (overview->weeks, &period);
    }
}

static void
add_span (GArray *spans, const SoPeriod *period, SoFigures *figures, GTimeZone *zone)
{
  SoPeriod before = so_period_before (period, G_MAXINT64, zone);
  SoFiguresSpan span = { period->from, period->to, before.from, figures };

  g_array_append_val (spans, span);
}

static void
add_series (GArray *spans, GPtrArray *series, GTimeZone *zone)
{
  for (guint i = 0; i < series->len; i++)
    {
      SoPeriodFigures *point = series->pdata[i];

      add_span (spans, &point->period, point->figures, zone);
    }
}

static gboolean
read_hot (SoOverview *overview, SoDb *db, GError **error)
{
  g_autoptr (GPtrArray) rows = so_figures_hot (db, SO_OVERVIEW_HOT, &overview->hot_waiting, error);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      SoHotRow *row = rows->pdata[i];
      SoHotLead *lead = g_new0 (SoHotLead, 1);

      *lead = (SoHotLead) { g_steal_pointer (&row->contact_id), g_steal_pointer (&row->thread_id), g_steal_pointer (&row->name), g_steal_pointer (&row->interest),
                            row->score, row->waiting_since };
      g_ptr_array_add (overview->hot, lead);
    }
  return rows != NULL;
}

static gboolean
counts_clients (const Clock *clock)
{
  g_autoptr (SoKind) kind = clock->profile && clock->profile->kind ? so_kind_load (clock->profile->kind, NULL) : NULL;

  return kind && so_kind_counts_clients (kind);
}

static gboolean
read_clients (SoOverview *overview, SoDb *db, const Clock *clock, const SoFiguresHow *how, GError **error)
{
  if (!counts_clients (clock))
    return TRUE;
  overview->clients = so_clients_new (overview->period.from, overview->period.to, so_period_get (SO_PERIOD_TODAY, overview->now, clock->zone, clock->week_start).from);
  return so_figures_read_clients (db, overview->clients, how, error);
}

static gboolean
fill (SoOverview *overview, SoDb *db, const Clock *clock, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (SoFiguresSpan));
  SoFiguresHow how = { overview->now, clock->zone, clock->hours, cancellable };

  add_span (spans, &overview->period, overview->figures, clock->zone);
  add_span (spans, &overview->before, overview->previous, clock->zone);
  add_series (spans, overview->days, clock->zone);
  add_series (spans, overview->weeks, clock->zone);
  return so_figures_read (db, (SoFiguresSpan *) (gpointer) spans->data, spans->len, &how, error) && so_figures_read_now (db, overview->figures, error) && read_hot (overview, db, error) &&
         read_clients (overview, db, clock, &how, error);
}

SoOverview *
so_numbers_read (SoStudio *studio, const SoPeriod *period, GCancellable *cancellable, GError **error)
{
  g_auto (Clock) clock = { 0 };
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (SoOverview) overview = so_overview_new ();

  if (!db)
    return NULL;
  clock_load (&clock, db);
  overview->now = so_now ();
  overview->period = *period;
  overview->before = so_period_before (period, overview->now, clock.zone);
  overview->week_start = clock.week_start;
  overview->currency = g_strdup (clock.profile && clock.profile->currency ? clock.profile->currency : "EUR");
  overview->zone = g_strdup (clock.profile ? clock.profile->zone : NULL);
  overview->open_known = clock.hours != NULL;
  plan (overview, &clock);
  return fill (overview, db, &clock, cancellable, error) ? g_steal_pointer (&overview) : NULL;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  SoOverview *overview = so_numbers_read (source, data, cancellable, &error);

  if (overview)
    g_task_return_pointer (task, overview, (GDestroyNotify) so_overview_free);
  else
    g_task_return_error (task, error);
}

void
so_numbers_read_async (SoStudio *studio, const SoPeriod *period, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_numbers_read_async);
  g_task_set_task_data (task, g_memdup2 (period, sizeof *period), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

SoOverview *
so_numbers_read_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
