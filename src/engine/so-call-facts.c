/* SPDX-License-Identifier: MIT */
#include "so-call-facts.h"

#include "so-call-log.h"
#include "so-calls.h"
#include "so-day.h"
#include "so-facts.h"

#include <string.h>

#define MINUTE_MS G_GINT64_CONSTANT (60000)
/* Nobody lets it ring longer, and few speak longer. */
#define RINGS_FOR (2 * MINUTE_MS)
#define SPOKEN_FOR (120 * MINUTE_MS)
/* As far as a clock elsewhere may be wrong. */
#define AHEAD (5 * MINUTE_MS)

#define N_(text) text

SoCallEntry *
so_studio_find_call (SoStudio *studio, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  gint64 n = db && id ? so_call_log_find (db, id) : -1;

  return n >= 0 ? so_call_log_load (db, n, NULL) : NULL;
}

char *
so_studio_dup_next_voicemail (SoStudio *studio, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? so_call_log_next_unheard (db, id) : NULL;
}

GPtrArray *
so_studio_list_live_calls (SoStudio *studio, gint64 now)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  GPtrArray *calls = db ? so_call_log_live (db, now - RINGS_FOR, now - SPOKEN_FOR, now + AHEAD, NULL) : NULL;

  return calls ? calls : g_ptr_array_new ();
}

SoCallSoundState
so_studio_find_call_sound (SoStudio *studio, const char *message_id, char **sha256)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  *sha256 = NULL;
  return db && message_id ? so_call_log_sound (db, message_id, sha256) : SO_CALL_SOUND_NONE;
}

gboolean
so_studio_has_calls_account (SoStudio *studio)
{
  g_autoptr (GPtrArray) accounts = so_studio_list_accounts (studio, NULL);

  for (guint i = 0; accounts && i < accounts->len; i++)
    if (((const SoAccount *) accounts->pdata[i])->channel == SO_CHANNEL_CALL)
      return TRUE;
  return FALSE;
}

/* Numbers ------------------------------------------------------------------------------------------------ */

const char *
so_call_period_label (SoCallPeriod period)
{
  static const char *const labels[SO_N_CALL_PERIODS] = {
    [SO_CALL_PERIOD_TODAY] = N_("Today"), [SO_CALL_PERIOD_WEEK] = N_("This Week"), [SO_CALL_PERIOD_MONTH] = N_("This Month"),
    [SO_CALL_PERIOD_30_DAYS] = N_("Last 30 Days"), [SO_CALL_PERIOD_12_WEEKS] = N_("Last 12 Weeks"),
  };

  return labels[period < SO_N_CALL_PERIODS ? period : SO_CALL_PERIOD_TODAY];
}

/* The first of the month of @day. */
static int
month_of (int day)
{
  g_autofree char *text = so_day_format (day);

  memcpy (text + strlen ("2026-11-"), "01", 2);
  so_day_parse (text, &day);
  return day;
}

gint64
so_call_period_start (SoCallPeriod period, GTimeZone *zone, gint64 now)
{
  int day = so_day_of (now, zone, NULL);

  if (period == SO_CALL_PERIOD_WEEK)
    day = so_day_monday (day);
  else if (period == SO_CALL_PERIOD_MONTH)
    day = month_of (day);
  else if (period == SO_CALL_PERIOD_30_DAYS)
    day -= 29;
  else if (period == SO_CALL_PERIOD_12_WEEKS)
    day -= 83;
  return so_day_at (day, 0, zone);
}

static void
count (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SoCallFilter filter = { .from = *(gint64 *) data, .state = -1 };
  g_autofree SoCallMetrics *metrics = g_new0 (SoCallMetrics, 1);
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);

  if (db && so_call_count (db, &filter, metrics, &error))
    g_task_return_pointer (task, g_steal_pointer (&metrics), g_free);
  else
    g_task_return_error (task, error);
}

void
so_studio_count_calls_async (SoStudio *studio, gint64 from, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_studio_count_calls_async);
  g_task_set_task_data (task, g_memdup2 (&from, sizeof from), g_free);
  g_task_run_in_thread (task, count);
}

gboolean
so_studio_count_calls_finish (SoStudio *studio, GAsyncResult *result, SoCallMetrics *metrics, GError **error)
{
  g_autofree SoCallMetrics *counted = NULL;

  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  counted = g_task_propagate_pointer (G_TASK (result), error);
  if (counted)
    *metrics = *counted;
  return counted != NULL;
}
