/* SPDX-License-Identifier: MIT */
#include "so-hub-sync-private.h"

#include <string.h>

#include "so-error.h"
#include "so-share-sum.h"

/* Words that SQLite and PostgreSQL have in common. */
static const char *const schema[] = {
  /* head: of the log; floor: up to where it was forgotten. */
  "CREATE TABLE IF NOT EXISTS sync_studio (studio TEXT PRIMARY KEY, head BIGINT NOT NULL, floor BIGINT NOT NULL)",
  /* dev: as which a desktop writes; device: the one whose key it showed; last_n: of its changes, acked: what it has seen in the log. */
  "CREATE TABLE IF NOT EXISTS sync_device (studio TEXT NOT NULL, dev TEXT NOT NULL, device TEXT NOT NULL, last_n BIGINT NOT NULL, acked BIGINT NOT NULL,"
  " cursor BIGINT NOT NULL, seen_at BIGINT NOT NULL, PRIMARY KEY (studio, dev))",
  /* No value is in here, so that what was taken back or erased is nowhere. won: 1, 0, -1: refused. */
  "CREATE TABLE IF NOT EXISTS sync_log (studio TEXT NOT NULL, seq BIGINT NOT NULL, dev TEXT NOT NULL, n BIGINT NOT NULL, nonce TEXT NOT NULL, tbl TEXT NOT NULL,"
  " pk TEXT NOT NULL, grp TEXT NOT NULL, h BIGINT NOT NULL, won BIGINT NOT NULL, answer TEXT, at BIGINT NOT NULL, PRIMARY KEY (studio, seq))",
  "CREATE UNIQUE INDEX IF NOT EXISTS sync_log_once ON sync_log (studio, dev, n) WHERE n > 0",
  /* grp '': the row as it was made; '!': it is gone. */
  "CREATE TABLE IF NOT EXISTS sync_cell (studio TEXT NOT NULL, tbl TEXT NOT NULL, pk TEXT NOT NULL, grp TEXT NOT NULL, val TEXT NOT NULL, h BIGINT NOT NULL,"
  " dev TEXT NOT NULL, seq BIGINT NOT NULL, PRIMARY KEY (studio, tbl, pk, grp))",
};

gboolean
so_hub_sync_prepare (SoHubStore *store, GError **error)
{
  gboolean good = so_hub_sql_begin_alone (store, error);

  if (!good)
    return FALSE;
  for (guint i = 0; good && i < G_N_ELEMENTS (schema); i++)
    good = so_hub_sql_run (store, error, schema[i], "");
  return so_hub_sql_end (store, good, error);
}

GString *
so_hub_sync_begin_answer (const char *what, const SoHubRequest *request, gint64 now)
{
  GString *answer = g_string_new ("{");

  so_share_add_text (answer, "what", what);
  so_share_add_text (answer, "epoch", request->epoch);
  so_share_add_int (answer, "now", now);
  return answer;
}

char *
so_hub_sync_end_answer (GString *answer)
{
  so_share_end_object (answer);
  return g_string_free_and_steal (answer);
}

static char *
tell_epoch (const SoHubRequest *request, const char *epoch, gint64 now)
{
  GString *answer = so_hub_sync_begin_answer ("epoch", request, now);

  so_share_add_text (answer, "new", epoch);
  return so_hub_sync_end_answer (answer);
}

static char *
answer (SoHubStore *store, const char *studio, const char *device, const SoHubRequest *request, gint64 now, const SoHubSyncCommands *commands,
        SoHubSyncCounts *counts, GError **error)
{
  if (!strcmp (request->what, "push"))
    return so_hub_sync_push (store, studio, device, request, now, commands, counts, error);
  if (!strcmp (request->what, "merge"))
    return so_hub_sync_merge (store, studio, device, request, now, counts, error);
  if (!strcmp (request->what, "pull"))
    return so_hub_sync_pull (store, studio, device, request, now, error);
  if (!strcmp (request->what, "snapshot"))
    return so_hub_sync_snapshot (store, studio, request, now, error);
  so_fail (error, SO_ERROR_GIVE_UP, "This is no request that the hub knows.");
  return NULL;
}

char *
so_hub_sync_answer_as (SoHubStore *store, const char *studio, const char *device, const char *what, const char *text, gssize length, gint64 now,
                       const SoHubSyncCommands *commands, SoHubSyncCounts *counts, GError **error)
{
  g_autoptr (SoJsonText) json = so_json_text_new (text, length, 0, NULL);
  g_autofree char *epoch = NULL;
  SoHubRequest request;

  *counts = (SoHubSyncCounts) { 0 };
  if (!json || so_json_text_kind (json, SO_JSON_TEXT_ROOT) != SO_JSON_OBJECT)
    return so_fail (error, SO_ERROR_GIVE_UP, "This is no request."), NULL;
  request = (SoHubRequest) { .text = json, .what = so_share_get_text (json, SO_JSON_TEXT_ROOT, "what"), .dev = so_share_get_text (json, SO_JSON_TEXT_ROOT, "dev"),
                             .epoch = so_share_get_text (json, SO_JSON_TEXT_ROOT, "epoch") };
  if (what && strcmp (what, request.what))
    return so_fail (error, SO_ERROR_GIVE_UP, "This is no such request: its “what” has to be “%s”.", what), NULL;
  epoch = so_hub_store_dup_epoch (store, studio, error);
  if (!epoch)
    return NULL;
  if (strcmp (epoch, request.epoch))
    return tell_epoch (&request, epoch, now);
  return answer (store, studio, device, &request, now, commands, counts, error);
}

char *
so_hub_sync_answer (SoHubStore *store, const char *studio, const char *device, const char *text, gint64 now, const SoHubSyncCommands *commands, GError **error)
{
  SoHubSyncCounts counts;

  return so_hub_sync_answer_as (store, studio, device, NULL, text, -1, now, commands, &counts, error);
}

gboolean
so_hub_sync_head (SoHubStore *store, const char *studio, gint64 *head, GError **error)
{
  *head = 0;
  return so_hub_sql_int (store, head, error, "SELECT head FROM sync_studio WHERE studio = ?", "t", studio);
}

gboolean
so_hub_sync_count (SoHubStore *store, gint64 *heads, GError **error)
{
  *heads = 0;
  return so_hub_sql_int (store, heads, error, "SELECT coalesce (sum (head), 0) FROM sync_studio", "");
}

gboolean
so_hub_sync_get (SoHubStore *store, const char *studio, const char *tbl, const char *pk, const char *grp, char **val, GError **error)
{
  *val = NULL;
  return so_hub_sql_text (store, val, error, "SELECT val FROM sync_cell WHERE studio = ? AND tbl = ? AND pk = ? AND grp = ?", "tttt", studio, tbl, pk, grp);
}

char *
so_hub_sync_digest (SoHubStore *store, const char *studio, GError **error)
{
  g_autoptr (SoShareSum) sum = so_share_sum_new ();
  g_autoptr (SoHubRows) row = so_hub_sql_query (store, error, "SELECT tbl, pk, grp, val FROM sync_cell WHERE studio = ? ORDER BY tbl, pk, grp", "t", studio);
  g_autoptr (GError) inner = NULL;

  while (row && so_hub_rows_next (row, &inner))
    {
      g_autofree char *tbl = so_hub_rows_dup (row, 0), *pk = so_hub_rows_dup (row, 1), *grp = so_hub_rows_dup (row, 2), *val = so_hub_rows_dup (row, 3);

      if (!so_share_sum_add (sum, tbl, pk, grp, val, &inner))
        break;
    }
  if (row && !inner)
    return so_share_sum_write (sum);
  if (inner)
    g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

/* --- copies --- */

static const struct { const char *table, *columns, *types; } tables[] = {
  { "sync_studio", "studio, head, floor", "tii" },
  { "sync_device", "studio, dev, device, last_n, acked, cursor, seen_at", "tttiiii" },
  { "sync_log", "studio, seq, dev, n, nonce, tbl, pk, grp, h, won, answer, at", "tititttt" "iiti" },
  { "sync_cell", "studio, tbl, pk, grp, val, h, dev, seq", "ttttt" "iti" },
};

/* Twelve columns at most, each as text: the database casts. */
static gboolean
copy_row (SoHubRows *row, SoHubStore *to, guint t, const char *sql, GError **error)
{
  g_auto (GStrv) v = g_new0 (char *, 13);
  gint64 i[12] = { 0 };

  for (int k = 0; tables[t].types[k]; k++)
    {
      if (tables[t].types[k] == 'i')
        i[k] = so_hub_rows_int (row, k);
      v[k] = so_hub_rows_is_null (row, k) || tables[t].types[k] == 'i' ? g_strdup ("") : so_hub_rows_dup (row, k);
    }
  switch (t)
    {
    case 0:
      return so_hub_sql_run (to, error, sql, tables[t].types, v[0], i[1], i[2]);
    case 1:
      return so_hub_sql_run (to, error, sql, tables[t].types, v[0], v[1], v[2], i[3], i[4], i[5], i[6]);
    case 2:
      return so_hub_sql_run (to, error, sql, tables[t].types, v[0], i[1], v[2], i[3], v[4], v[5], v[6], v[7], i[8], i[9], so_hub_rows_is_null (row, 10) ? NULL : v[10], i[11]);
    default:
      return so_hub_sql_run (to, error, sql, tables[t].types, v[0], v[1], v[2], v[3], v[4], i[5], v[6], i[7]);
    }
}

static gboolean
copy_table (SoHubStore *from, SoHubStore *to, guint t, GError **error)
{
  g_autofree char *select = g_strdup_printf ("SELECT %s FROM %s", tables[t].columns, tables[t].table);
  g_autoptr (GString) insert = g_string_new (NULL);
  g_autoptr (SoHubRows) row = so_hub_sql_query (from, error, select, "");
  g_autoptr (GError) inner = NULL;

  g_string_printf (insert, "INSERT INTO %s (%s) VALUES (", tables[t].table, tables[t].columns);
  for (int k = 0; tables[t].types[k]; k++)
    g_string_append (insert, k ? ", ?" : "?");
  g_string_append_c (insert, ')');
  while (row && so_hub_rows_next (row, &inner))
    if (!copy_row (row, to, t, insert->str, error))
      return FALSE;
  if (!inner)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
so_hub_sync_copy (SoHubStore *from, SoHubStore *to, GError **error)
{
  gboolean has;

  if (!so_hub_sql_has_table (from, "sync_cell", &has, error))
    return FALSE;
  for (guint i = 0; has && i < G_N_ELEMENTS (schema); i++)
    if (!so_hub_sql_run (to, error, schema[i], ""))
      return FALSE;
  for (guint t = 0; has && t < G_N_ELEMENTS (tables); t++)
    if (!copy_table (from, to, t, error))
      return FALSE;
  return TRUE;
}
