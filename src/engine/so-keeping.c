/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-keeping.h"

#include "so-clock.h"
#include "so-contacts.h"
#include "so-error.h"
#include "so-events.h"
#include "so-exchange.h"
#include "so-forget.h"
#include "so-local.h"
#include "so-place.h"
#include "so-retention.h"
#include "so-settings.h"
#include "so-studio-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define AT_ONCE 200
#define LONGEST_PASS (2 * G_TIME_SPAN_SECOND)
/* Of this computer: the day on which all was looked at, and whether words may still be on the disk that no row has. */
#define DAY_KEY "retention.day"
#define LEFT_KEY "retention.left"

/* Settings -------------------------------------------------------------------------------------------------- */

gboolean
so_keeping_has_setting (const char *key)
{
  for (SoKept i = 0; i < SO_N_KEPT; i++)
    if (!strcmp (key, so_kept_setting (i)))
      return TRUE;
  return FALSE;
}

gboolean
so_keeping_save (SoDb *db, const char *key, const char *value, GError **error)
{
  guint64 months;

  if (!value || !g_ascii_string_to_unsigned (value, 10, 0, SO_KEPT_MOST_MONTHS, &months, NULL))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” are no months: from 1 to %d, or 0 for ever"), value ? value : "", SO_KEPT_MOST_MONTHS);
  return so_setting_set (db, key, value, error) && so_local_set (db, DAY_KEY, NULL, error);
}

guint
so_studio_get_months_kept (SoStudio *studio, SoKept kind)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? so_retention_months (db, kind) : 0;
}

/* Counting -------------------------------------------------------------------------------------------------- */

gint64
so_keeping_count (SoStudio *studio, SoKept kind, guint months, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  gint64 n = 0;

  if (!db || (months && !so_retention_count (db, kind, so_kept_limit (months, so_now ()), &n, error)))
    return -1;
  return n;
}

typedef struct {
  SoKept kind;
  guint months;
} Count;

static void
count_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Count *count = data;
  GError *error = NULL;
  gint64 n = so_keeping_count (source, count->kind, count->months, &error);

  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, (gssize) n);
}

void
so_keeping_count_async (SoStudio *studio, SoKept kind, guint months, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Count *count;

  g_return_if_fail (SO_IS_STUDIO (studio) && kind < SO_N_KEPT);

  count = g_new0 (Count, 1);
  *count = (Count) { kind, months };
  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_keeping_count_async);
  g_task_set_task_data (task, count, g_free);
  g_task_run_in_thread (task, count_on_thread);
}

gint64
so_keeping_count_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

/* Erasing --------------------------------------------------------------------------------------------------- */

static gboolean
erase_people (SoDb *db, GStrv ids, GStrvBuilder *files, GError **error)
{
  for (guint i = 0; ids[i]; i++)
    {
      g_auto (GStrv) theirs = NULL;

      if (!so_contact_erase (db, ids[i], &theirs, error))
        return FALSE;
      g_strv_builder_addv (files, (const char **) theirs);
    }
  return TRUE;
}

static gboolean
erase (SoDb *db, SoKept kind, GStrv ids, GStrvBuilder *files, GError **error)
{
  if (kind == SO_KEPT_LEADS)
    return erase_people (db, ids, files, error);
  if (kind == SO_KEPT_RECORDINGS)
    return so_forget_recordings (db, (const char *const *) ids, files, error);
  return so_forget_messages (db, (const char *const *) ids, files, error);
}

static gboolean
note (SoDb *db, SoKept kind, guint n, GError **error)
{
  g_autofree char *data = g_strdup_printf ("{\"kind\": \"%s\", \"n\": %u}", so_kept_nick (kind), n);

  return so_local_set (db, LEFT_KEY, "1", error) && so_event_log (db, "rule", "retention.erased", "setting", so_kept_setting (kind), data, error);
}

/* A step of one kind from *@from on; *@n: how many were erased, 0: none is left. */
static gboolean
step (SoStudio *studio, SoKept kind, gint64 before, gint64 *from, guint *n, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL, files = NULL;
  g_autoptr (SoDb) db = so_store_read (store, error);

  /* Looked for without holding up who writes; whoever stars it in between is asked again. */
  ids = db ? so_retention_next (db, kind, before, from, 1, error) : NULL;
  *n = ids ? g_strv_length (ids) : 0;
  if (!ids || !*n)
    return ids != NULL;
  g_clear_pointer (&db, so_db_release);
  g_clear_pointer (&ids, g_strfreev);
  db = so_store_begin (store, NULL, error);
  ids = db ? so_retention_next (db, kind, before, from, kind == SO_KEPT_LEADS ? 1 : AT_ONCE, error) : NULL;
  *n = ids ? g_strv_length (ids) : 0;
  if (!ids || !erase (db, kind, ids, builder, error) || !note (db, kind, *n, error) || !so_store_commit (store, &db, error))
    return FALSE;
  files = g_strv_builder_end (builder);
  return so_exchange_remove_files (store, files, error);
}

/* A copy of a folder, or one that was restored, is not the one that decides. */
static gboolean
may_run (SoStudio *studio, SoDb *db)
{
  return so_retention_may (db) && (!so_place_is_kept (db) || so_place_is_confirmed (so_studio_get_store (studio), db));
}

static gboolean
load_months (SoStudio *studio, guint months[SO_N_KEPT], gboolean *left, char **day, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autofree char *unclean = db ? so_local_get (db, LEFT_KEY) : NULL;
  gboolean any = FALSE;

  if (!db)
    return FALSE;
  for (SoKept i = 0; i < SO_N_KEPT; i++)
    any |= (months[i] = so_retention_months (db, i)) > 0;
  *left = unclean != NULL;
  *day = so_local_get (db, DAY_KEY);
  if ((any || *left) && !may_run (studio, db))
    {
      memset (months, 0, SO_N_KEPT * sizeof months[0]);
      *left = FALSE;
    }
  return TRUE;
}

/* Until nothing is left, or @longest µs have passed. *@all: nothing is left. */
static gboolean
erase_old (SoStudio *studio, const guint months[SO_N_KEPT], gint64 longest, gint64 erased[SO_N_KEPT], gboolean *all, GError **error)
{
  gint64 end = g_get_monotonic_time () + longest, now = so_now ();
  guint n = 0;

  *all = FALSE;
  for (SoKept i = 0; i < SO_N_KEPT; i++)
    {
      gint64 from = 0;

      do
        {
          if (longest && g_get_monotonic_time () > end)
            return TRUE;
          if (months[i] && !step (studio, i, so_kept_limit (months[i], now), &from, &n, error))
            return FALSE;
          erased[i] += months[i] ? n : 0;
        }
      while (months[i] && n);
    }
  *all = TRUE;
  return TRUE;
}

static gboolean
set_local (SoStudio *studio, const char *key, const char *value, gboolean search, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && (!search || so_forget_in_search (db, error)) && so_local_set (db, key, value, error) && so_store_commit (store, &db, error);
}

/* No word stays on the disk. While another program reads, the next pass does it. */
static gboolean
clean (SoStudio *studio, GError **error)
{
  g_autoptr (GError) busy = NULL;

  if (!set_local (studio, LEFT_KEY, "1", TRUE, error))
    return FALSE;
  if (so_store_compact (so_studio_get_store (studio), &busy))
    return set_local (studio, LEFT_KEY, NULL, FALSE, error);
  return g_error_matches (busy, SO_ERROR, SO_ERROR_WAIT) || (g_propagate_error (error, g_steal_pointer (&busy)), FALSE);
}

static char *
dup_today (SoStudio *studio)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (so_now () / 1000), here = now ? g_date_time_to_timezone (now, so_studio_get_zone (studio)) : NULL;

  return here ? g_date_time_format (here, "%F") : g_strdup ("");
}

static gboolean
run (SoStudio *studio, gboolean asked, gint64 erased[SO_N_KEPT], GError **error)
{
  g_autofree char *day = NULL, *today = dup_today (studio);
  guint months[SO_N_KEPT], any = 0;
  gboolean left, all;

  if (!load_months (studio, months, &left, &day, error))
    return FALSE;
  for (SoKept i = 0; i < SO_N_KEPT; i++)
    any += months[i];
  if (!any && !left)
    return TRUE;
  if (asked || g_strcmp0 (day, today))
    {
      if (!erase_old (studio, months, asked ? 0 : LONGEST_PASS, erased, &all, error))
        return FALSE;
      if (!all)
        return TRUE;
      if (!set_local (studio, DAY_KEY, today, FALSE, error))
        return FALSE;
      for (SoKept i = 0; i < SO_N_KEPT; i++)
        left |= erased[i] > 0;
    }
  return !left || clean (studio, error);
}

gboolean
so_keeping_pass (SoStudio *studio, GError **error)
{
  gint64 erased[SO_N_KEPT] = { 0 };

  return run (studio, FALSE, erased, error);
}

gboolean
so_keeping_run (SoStudio *studio, gint64 erased[SO_N_KEPT], GError **error)
{
  memset (erased, 0, SO_N_KEPT * sizeof erased[0]);
  return run (studio, TRUE, erased, error);
}
