/* SPDX-License-Identifier: MIT */
#include "so-hub-copy.h"
#include "so-hub-sends.h"
#include "so-hub-sql.h"

#include "so-error.h"
#include "so-id.h"

#define ROWS_AT_ONCE 500

void
so_hub_event_free (SoHubEvent *event)
{
  if (!event)
    return;
  g_free (event->studio);
  g_free (event->endpoint);
  g_free (event->provider);
  g_free (event->kind);
  g_free (event->headers);
  g_clear_pointer (&event->body, g_bytes_unref);
  g_free (event->key);
  g_free (event->id);
  g_free (event);
}

gboolean
so_hub_store_add_studio (SoHubStore *self, const char *studio, GError **error)
{
  g_autofree char *epoch = so_id_new ();

  return so_hub_sql_run (self, error, "INSERT INTO studio (id, epoch, head) VALUES (?, ?, 0) ON CONFLICT DO NOTHING", "tt", studio, epoch);
}

char *
so_hub_store_dup_id (SoHubStore *self, GError **error)
{
  char *id = NULL;

  if (so_hub_sql_text (self, &id, error, "SELECT id FROM hub", "") && !id)
    so_fail (error, SO_ERROR_CHANGE, "The hub's database has no hub in it: restore a backup.");
  return id;
}

char *
so_hub_store_dup_epoch (SoHubStore *self, const char *studio, GError **error)
{
  char *epoch = NULL;

  if (so_hub_sql_text (self, &epoch, error, "SELECT epoch FROM studio WHERE id = ?", "t", studio) && !epoch)
    so_fail (error, SO_ERROR_CHANGE, "There is no studio “%s” on this hub.", studio);
  return epoch;
}

/* All ids of studios, in their order. */
static GPtrArray *
list_studios (SoHubStore *self, GError **error)
{
  g_autoptr (GPtrArray) studios = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SoHubRows) rows = so_hub_sql_query (self, error, "SELECT id FROM studio ORDER BY id", "");
  g_autoptr (GError) inner = NULL;

  if (!rows)
    return NULL;
  while (so_hub_rows_next (rows, &inner))
    g_ptr_array_add (studios, so_hub_rows_dup (rows, 0));
  if (!inner)
    return g_steal_pointer (&studios);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

gboolean
so_hub_store_renew_epochs (SoHubStore *self, GError **error)
{
  g_autoptr (GPtrArray) studios = list_studios (self, error);

  for (guint i = 0; studios && i < studios->len; i++)
    {
      g_autofree char *epoch = so_id_new ();

      if (!so_hub_sql_run (self, error, "UPDATE studio SET epoch = ? WHERE id = ?", "tt", epoch, studios->pdata[i]))
        return FALSE;
    }
  return studios && so_hub_sends_doubt (self, error);
}

gboolean
so_hub_store_put (SoHubStore *self, GPtrArray *events, GError **error)
{
  return self->backend->put (self->back, events, error);
}

static SoHubEvent *
read_event (SoHubRows *rows)
{
  SoHubEvent *event = g_new0 (SoHubEvent, 1);

  event->seq = so_hub_rows_int (rows, 0);
  event->key = so_hub_rows_dup (rows, 1);
  event->id = so_id_derive ("hub-event", event->key);
  event->endpoint = so_hub_rows_dup (rows, 2);
  event->provider = so_hub_rows_dup (rows, 3);
  event->kind = so_hub_rows_dup (rows, 4);
  event->headers = so_hub_rows_dup (rows, 5);
  event->size = so_hub_rows_int (rows, 6);
  event->received_at = so_hub_rows_int (rows, 7);
  event->body = so_hub_rows_is_null (rows, 8) ? NULL : so_hub_rows_bytes (rows, 8);
  return event;
}

/* *@end: the last number of a page, found without its bodies: a database over a network sends all that is asked for, read or not. */
static gboolean
find_end (SoHubStore *self, const char *studio, gint64 after, gint64 head, guint most, gint64 most_bytes, gint64 most_inline, gint64 *end, GError **error)
{
  g_autoptr (SoHubRows) rows = so_hub_sql_query (self, error,
    "SELECT seq, CASE WHEN body IS NULL OR size > ? THEN 0 ELSE size END FROM event WHERE studio = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
    "itiii", most_inline, studio, after, head, (gint64) most);
  g_autoptr (GError) inner = NULL;
  gint64 bytes = 0;

  *end = after;
  while (rows && so_hub_rows_next (rows, &inner))
    {
      bytes += so_hub_rows_int (rows, 1);
      if (*end > after && bytes > most_bytes)
        break;
      *end = so_hub_rows_int (rows, 0);
    }
  if (!inner)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

GPtrArray *
so_hub_store_page (SoHubStore *self, const char *studio, gint64 after, guint most, gint64 most_bytes, gint64 most_inline, gint64 *head,
                   GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hub_event_free);
  g_autoptr (SoHubRows) rows = NULL;
  g_autoptr (GError) inner = NULL;
  gint64 end;

  /* Read first: what is committed in between is on the next page, and the number never runs ahead of what was seen. */
  *head = 0;
  if (!so_hub_sql_int (self, head, error, "SELECT head FROM studio WHERE id = ?", "t", studio))
    return NULL;
  if (*head <= after)
    return g_steal_pointer (&events);
  if (!find_end (self, studio, after, *head, most, most_bytes, most_inline, &end, error))
    return NULL;
  rows = so_hub_sql_query (self, error,
                           "SELECT seq, key, endpoint, provider, kind, headers, CASE WHEN body IS NULL THEN -1 ELSE size END, received_at,"
                           " CASE WHEN size <= ? THEN body END FROM event WHERE studio = ? AND seq > ? AND seq <= ? ORDER BY seq",
                           "itii", most_inline, studio, after, end);
  while (rows && so_hub_rows_next (rows, &inner))
    g_ptr_array_add (events, read_event (rows));
  if (!rows)
    return NULL;
  if (!inner)
    return g_steal_pointer (&events);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

GBytes *
so_hub_store_body (SoHubStore *self, const char *studio, gint64 seq, GError **error)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (self, error, "SELECT body FROM event WHERE studio = ? AND seq = ? AND body IS NOT NULL", "ti", studio, seq);
  g_autoptr (GError) inner = NULL;

  if (!row)
    return NULL;
  if (so_hub_rows_next (row, &inner))
    return so_hub_rows_bytes (row, 0);
  if (inner)
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    so_fail (error, SO_ERROR_CHANGE, "This event is not kept (any more).");
  return NULL;
}

/* Of the events behind the last swept one that every device has, the next few. */
static gboolean
sweep_bodies (SoHubStore *self, const char *studio, gint64 acked_before, gboolean *more, GError **error)
{
  gint64 swept = 0, acked = 0, end;

  if (!so_hub_sql_int (self, &swept, error, "SELECT swept FROM studio WHERE id = ?", "t", studio) ||
      !so_hub_sql_int (self, &acked, error, "SELECT min(cursor) FROM device WHERE studio = ? AND revoked_at IS NULL", "t", studio))
    return FALSE;
  end = MIN (acked, swept + ROWS_AT_ONCE);
  if (end <= swept)
    return TRUE;
  if (!so_hub_sql_run (self, error, "UPDATE event SET body = NULL, headers = '' WHERE studio = ? AND seq > ? AND seq <= ? AND received_at < ?", "tiii",
                       studio, swept, end, acked_before) ||
      !so_hub_sql_run (self, error,
                       "UPDATE studio SET swept = coalesce((SELECT min(seq) - 1 FROM event WHERE studio = ?1 AND seq > ?2 AND seq <= ?3 AND body IS NOT NULL), ?3)"
                       " WHERE id = ?1", "tii", studio, swept, end) ||
      !so_hub_sql_int (self, &swept, error, "SELECT swept FROM studio WHERE id = ?", "t", studio))
    return FALSE;
  *more |= end < acked && swept == end;
  return TRUE;
}

/* The first ones, so that what is left has no holes. */
static gboolean
sweep_events (SoHubStore *self, const char *studio, gint64 before, gboolean *more, GError **error)
{
  if (!so_hub_sql_run (self, error, "DELETE FROM event WHERE studio = ?1 AND seq IN (SELECT seq FROM event WHERE studio = ?1 ORDER BY seq LIMIT ?2)"
                       " AND received_at < ?3", "tii", studio, (gint64) ROWS_AT_ONCE, before))
    return FALSE;
  *more |= so_hub_sql_changes (self) == ROWS_AT_ONCE;
  return TRUE;
}

/* A studio at a time, so that no other one's events wait for it. */
gboolean
so_hub_store_sweep (SoHubStore *self, gint64 before, gint64 acked_before, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) studios = list_studios (self, error);

  *more = FALSE;
  for (guint i = 0; studios && i < studios->len; i++)
    {
      const char *studio = studios->pdata[i];

      if (!so_hub_sql_begin (self, error) ||
          !so_hub_sql_end (self, sweep_bodies (self, studio, acked_before, more, error) && sweep_events (self, studio, before, more, error), error))
        return FALSE;
    }
  return studios != NULL;
}

gboolean
so_hub_store_count (SoHubStore *self, SoHubNumbers *numbers, GError **error)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (self, error,
    "SELECT coalesce(sum(head), 0), coalesce(sum(head - coalesce((SELECT min(cursor) FROM device d WHERE d.studio = s.id AND d.revoked_at IS NULL), 0)), 0)"
    " FROM studio s", "");

  if (!row || !so_hub_rows_next (row, error))
    return FALSE;
  numbers->events = so_hub_rows_int (row, 0);
  numbers->waiting = so_hub_rows_int (row, 1);
  return so_hub_sql_int (self, &numbers->devices, error, "SELECT count(*) FROM device WHERE revoked_at IS NULL", "") &&
         self->backend->size (self->back, &numbers->bytes, error);
}

gboolean
so_hub_store_backup (SoHubStore *self, const char *path, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return so_fail (error, SO_ERROR_CHANGE, "%s is there already: choose another name for the backup.", path);
  if (self->backend->backup)
    return self->backend->backup (self->back, path, error);
  return so_hub_copy_to_file (self, path, error);
}

gboolean
so_hub_store_check (SoHubStore *self, GError **error)
{
  return self->backend->check (self->back, error);
}
