/* SPDX-License-Identifier: MIT */
/* What the hub does by itself: it forgets what every desktop has read, and knows who they are. */
#include "so-hub-sync-private.h"

#include <string.h>

/* One part of a sweep: no event of a provider waits longer than this takes. */
#define ENTRIES_AT_ONCE 5000

/* *@end: up to where every desktop is that asked since @since, and at most @most behind *@from, where the log begins. */
static gboolean
find_end (SoHubStore *store, const char *studio, gint64 since, gint64 most, gint64 *from, gint64 *end, gboolean *more, GError **error)
{
  gint64 up_to = 0;

  *from = 0;
  if (!so_hub_sql_int (store, from, error, "SELECT floor FROM sync_studio WHERE studio = ?", "t", studio) ||
      !so_hub_sql_int (store, &up_to, error, "SELECT coalesce (min (cursor), 0) FROM sync_device WHERE studio = ? AND seen_at >= ?", "ti", studio, since))
    return FALSE;
  *end = MAX (*from, up_to - *from > most ? *from + most : up_to);
  *more = *end < up_to;
  return TRUE;
}

/* What a desktop has not seen of its own stays, so that it hears what became of it and nothing is taken twice. */
static gboolean
compact (SoHubStore *store, const char *studio, gint64 since, gint64 most, gboolean *more, GError **error)
{
  gint64 from, end;

  return so_hub_sql_run (store, error, "UPDATE sync_studio SET head = head WHERE studio = ?", "t", studio) &&
         find_end (store, studio, since, most, &from, &end, more, error) &&
         so_hub_sql_run (store, error, "DELETE FROM sync_log WHERE studio = ?1 AND seq <= ?2 AND NOT EXISTS (SELECT 1 FROM sync_device d"
                         " WHERE d.studio = ?1 AND d.dev = sync_log.dev AND sync_log.n > d.acked)", "ti", studio, end) &&
         (end == from || so_hub_sql_run (store, error, "UPDATE sync_studio SET floor = ?2 WHERE studio = ?1", "ti", studio, end));
}

static gboolean
compact_alone (SoHubStore *store, const char *studio, gint64 since, gint64 most, gboolean *more, GError **error)
{
  return so_hub_sql_begin (store, error) && so_hub_sql_end (store, compact (store, studio, since, most, more, error), error);
}

gboolean
so_hub_sync_compact (SoHubStore *store, const char *studio, gint64 since, GError **error)
{
  gboolean more;

  return compact_alone (store, studio, since, G_MAXINT64 / 2, &more, error);
}

static gpointer
read_name (SoHubRows *row)
{
  return so_hub_rows_dup (row, 0);
}

gboolean
so_hub_sync_sweep (SoHubStore *store, gint64 since, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) studios = so_hub_rows_collect (so_hub_sql_query (store, error, "SELECT studio FROM sync_studio ORDER BY studio", ""), read_name, g_free, error);

  *more = FALSE;
  for (guint i = 0; studios && i < studios->len; i++)
    {
      gboolean left;

      if (!compact_alone (store, studios->pdata[i], since, ENTRIES_AT_ONCE, &left, error))
        return FALSE;
      *more |= left;
    }
  return studios != NULL;
}

/* --- computers --- */

gboolean
so_hub_sync_add_devs (SoHubStore *store, SoHubDevice *device, GError **error)
{
  g_autoptr (GPtrArray) devs = so_hub_rows_collect (so_hub_sql_query (store, error, "SELECT dev FROM sync_device WHERE studio = ? AND device = ? ORDER BY seen_at DESC, dev",
                                                                      "tt", device->studio, device->id), read_name, NULL, error);
  gint64 asked_at = 0;

  if (!devs || !so_hub_sql_int (store, &asked_at, error, "SELECT coalesce (max (seen_at), 0) FROM sync_device WHERE studio = ? AND device = ?", "tt", device->studio, device->id))
    return FALSE;
  device->seen_at = MAX (device->seen_at, asked_at);
  g_strfreev (device->devs);
  g_ptr_array_add (devs, NULL);
  device->devs = (GStrv) g_ptr_array_steal (devs, NULL);
  return TRUE;
}
