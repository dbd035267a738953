/* SPDX-License-Identifier: MIT */
/* From one database of the hub into another of any kind: a backup of a server's is a hub.db, and who has outgrown a file moves to a server.
 * Codes stay behind, since they are good for minutes; so do devices that were shut out. Whoever adds a table copies it here. */
#include "so-hub-copy.h"

#include <glib/gstdio.h>

#include "so-error.h"
#include "so-hub-chat.h"
#include "so-hub-files.h"
#include "so-hub-media.h"
#include "so-hub-roles.h"
#include "so-hub-senders.h"
#include "so-hub-sends.h"
#include "so-hub-sql.h"
#include "so-hub-sync.h"
#include "so-id.h"

#define EVENTS_AT_ONCE 500
#define BYTES_AT_ONCE (2 * 1024 * 1024)

static gboolean
copy_devices (SoHubStore *from, SoHubStore *to, GError **error)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (from, error, "SELECT id, studio, name, key_hash, cursor, paired_at, seen_at FROM device"
                                                " WHERE revoked_at IS NULL", "");
  g_autoptr (GError) inner = NULL;

  while (row && so_hub_rows_next (row, &inner))
    {
      g_autofree char *id = so_hub_rows_dup (row, 0), *studio = so_hub_rows_dup (row, 1), *name = so_hub_rows_dup (row, 2), *hash = so_hub_rows_dup (row, 3);

      if (!so_hub_sql_run (to, error, "INSERT INTO device (id, studio, name, key_hash, cursor, paired_at, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?)", "ttttiii",
                           id, studio, name, hash, so_hub_rows_int (row, 4), so_hub_rows_int (row, 5), so_hub_rows_int (row, 6)))
        return FALSE;
    }
  if (!inner)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* One without a body is known by its key when it comes again. */
static gboolean
copy_event (SoHubStore *to, const char *studio, const SoHubEvent *event, GError **error)
{
  if (!event->body)
    return so_hub_sql_run (to, error, "INSERT INTO event (studio, seq, key, endpoint, provider, kind, headers, size, received_at)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)", "tittttti", studio, event->seq, event->key, event->endpoint, event->provider,
                           event->kind, event->headers, event->received_at);
  return so_hub_sql_run (to, error, "INSERT INTO event (studio, seq, key, endpoint, provider, kind, headers, body, size, received_at)"
                         " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "titttttbii", studio, event->seq, event->key, event->endpoint, event->provider,
                         event->kind, event->headers, event->body, event->size, event->received_at);
}

static gboolean
copy_events (SoHubStore *from, SoHubStore *to, const char *studio, GError **error)
{
  gint64 after = 0, head = 1;

  while (after < head)
    {
      g_autoptr (GPtrArray) events = so_hub_store_page (from, studio, after, EVENTS_AT_ONCE, BYTES_AT_ONCE, G_MAXINT64, &head, error);

      if (!events)
        return FALSE;
      if (!events->len)
        break;
      for (guint i = 0; i < events->len; i++)
        if (!copy_event (to, studio, events->pdata[i], error))
          return FALSE;
      after = ((SoHubEvent *) events->pdata[events->len - 1])->seq;
    }
  return TRUE;
}

/* @renew: numbers are given again after this, so that computers begin at 0. */
static gboolean
copy_studios (SoHubStore *from, SoHubStore *to, gboolean renew, GError **error)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (from, error, "SELECT id, epoch, head, swept FROM studio ORDER BY id", "");
  g_autoptr (GError) inner = NULL;

  while (row && so_hub_rows_next (row, &inner))
    {
      g_autofree char *id = so_hub_rows_dup (row, 0), *epoch = renew ? so_id_new () : so_hub_rows_dup (row, 1);

      if (!so_hub_sql_run (to, error, "INSERT INTO studio (id, epoch, head, swept) VALUES (?, ?, ?, ?)"
                           " ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, head = excluded.head, swept = excluded.swept", "ttii", id, epoch,
                           so_hub_rows_int (row, 2), so_hub_rows_int (row, 3)) ||
          !copy_events (from, to, id, error))
        return FALSE;
    }
  if (!inner)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
copy_all (SoHubStore *from, SoHubStore *to, gboolean renew, GError **error)
{
  g_autofree char *id = so_hub_store_dup_id (from, error);

  return id && so_hub_sql_run (to, error, "UPDATE hub SET id = ?", "t", id) && copy_studios (from, to, renew, error) && copy_devices (from, to, error) && so_hub_roles_copy (from, to, error) &&
         so_hub_chat_copy (from, to, error) && so_hub_files_copy (from, to, error) && so_hub_media_copy (from, to, error) &&
         so_hub_senders_copy (from, to, error) && so_hub_sync_copy (from, to, error) && so_hub_sends_copy (from, to, error) &&
         (!renew || so_hub_sends_doubt (to, error));
}

static gboolean
copy_in_one (SoHubStore *from, SoHubStore *to, gboolean renew, GError **error)
{
  gboolean done = so_hub_sql_begin_reading (from, error) && copy_all (from, to, renew, error);

  so_hub_sql_end (from, FALSE, NULL);
  return done;
}

gboolean
so_hub_copy_to_file (SoHubStore *from, const char *path, GError **error)
{
  g_autoptr (SoHubStore) to = so_hub_store_open_file (path, SO_HUB_STORE_WRITE, error);
  gboolean done = to && so_hub_sql_begin (to, error) && so_hub_sql_end (to, copy_in_one (from, to, FALSE, error), error);

  g_clear_pointer (&to, so_hub_store_close);
  if (!done)
    g_unlink (path);
  return done;
}

gboolean
so_hub_store_fill (SoHubStore *self, SoHubStore *from, GError **error)
{
  gint64 events = 0;
  gboolean good;

  if (!so_hub_sql_begin (self, error))
    return FALSE;
  /* Holds up whoever stores something just now, until it is known whether there is anything. */
  good = so_hub_sql_run (self, error, "UPDATE studio SET head = head", "") && so_hub_sql_int (self, &events, error, "SELECT sum(head) FROM studio", "");
  if (good && events)
    good = so_fail (error, SO_ERROR_CHANGE, "There are events in this database already: make an empty one for the backup. Nothing was changed.");
  return so_hub_sql_end (self, good && so_hub_sql_run (self, error, "DELETE FROM device", "") && copy_in_one (from, self, TRUE, error), error);
}
