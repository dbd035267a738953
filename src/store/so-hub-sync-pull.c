/* SPDX-License-Identifier: MIT */
/* What desktops read: the log from where they stand, or all that holds. */
#include "so-hub-sync-private.h"

#include <string.h>

#include "so-json.h"

#define MOST_ROWS 1000
#define MOST_BYTES (1024 * 1024)

static gint64
limit_of (JsonObject *request)
{
  gint64 limit = so_json_int (request, "limit");

  return limit > 0 && limit < MOST_ROWS ? limit : MOST_ROWS;
}

static void
set_text (JsonObject *object, const char *name, SoHubRows *row, int column)
{
  g_autofree char *text = so_hub_rows_dup (row, column);

  if (text)
    json_object_set_string_member (object, name, text);
}

/* Adds the JSON at @column as @object's value; how many bytes it has. */
static gsize
set_value (JsonObject *object, SoHubRows *row, int column)
{
  g_autofree char *text = so_hub_rows_is_null (row, column) ? NULL : so_hub_rows_dup (row, column);
  JsonNode *node = text ? so_json_parse (text, -1, 0, NULL) : NULL;

  if (node)
    json_object_set_member (object, "v", node);
  return text ? strlen (text) : 0;
}

/* A value stands where it was said last: an entry whose group was said anew since has none. */
#define LOG "SELECT l.seq, l.dev, l.n, l.nonce, l.tbl, l.pk, l.grp, l.h, l.won, l.answer, CASE WHEN c.seq = l.seq THEN c.val END FROM sync_log l" \
            " LEFT JOIN sync_cell c ON c.studio = l.studio AND c.tbl = l.tbl AND c.pk = l.pk AND c.grp = l.grp WHERE l.studio = ? "

static JsonObject *
read_entry (SoHubRows *row, gsize *bytes)
{
  JsonObject *entry = json_object_new ();

  json_object_set_int_member (entry, "s", so_hub_rows_int (row, 0));
  set_text (entry, "d", row, 1);
  json_object_set_int_member (entry, "n", so_hub_rows_int (row, 2));
  set_text (entry, "x", row, 3);
  set_text (entry, "t", row, 4);
  set_text (entry, "k", row, 5);
  set_text (entry, "g", row, 6);
  json_object_set_int_member (entry, "h", so_hub_rows_int (row, 7));
  json_object_set_int_member (entry, "w", so_hub_rows_int (row, 8));
  set_text (entry, "r", row, 9);
  *bytes += set_value (entry, row, 10) + 100;
  return entry;
}

/* Takes @rows, which may be NULL. *@last: the number of the last one that is on the page. */
static JsonArray *
read_entries (SoHubRows *rows, gint64 *last, GError **error)
{
  JsonArray *entries = json_array_new ();
  g_autoptr (SoHubRows) row = rows;
  g_autoptr (GError) inner = NULL;
  gsize bytes = 0;

  while (row && bytes < MOST_BYTES && so_hub_rows_next (row, &inner))
    {
      json_array_add_object_element (entries, read_entry (row, &bytes));
      *last = so_hub_rows_int (row, 0);
    }
  if (row && !inner)
    return entries;
  if (inner)
    g_propagate_error (error, g_steal_pointer (&inner));
  json_array_unref (entries);
  return NULL;
}

/* How far it is, for so_hub_sync_compact(). */
static gboolean
note_cursor (SoHubStore *store, const char *studio, const char *dev, gint64 after, gint64 now, GError **error)
{
  return so_hub_sql_run (store, error, "INSERT INTO sync_device (studio, dev, device, last_n, acked, cursor, seen_at) VALUES (?1, ?2, '', 0, 0, ?3, ?4)"
                         " ON CONFLICT (studio, dev) DO UPDATE SET cursor = excluded.cursor, seen_at = excluded.seen_at"
                         " WHERE sync_device.cursor <> excluded.cursor OR sync_device.seen_at < excluded.seen_at - 3600000", "ttii", studio, dev, after, now);
}

char *
so_hub_sync_pull (SoHubStore *store, const char *studio, JsonObject *request, gint64 now, GError **error)
{
  gint64 after = so_json_int (request, "after"), head = 0, floor_seq = 0, to = after;
  const char *dev = so_hub_sync_text (request, "dev");
  JsonArray *entries = NULL;
  JsonObject *answer;

  if (!so_hub_sql_int (store, &head, error, "SELECT head FROM sync_studio WHERE studio = ?", "t", studio) ||
      !so_hub_sql_int (store, &floor_seq, error, "SELECT floor FROM sync_studio WHERE studio = ?", "t", studio) ||
      (*dev && !note_cursor (store, studio, dev, after, now, error)))
    return NULL;
  if (after >= floor_seq)
    {
      entries = read_entries (so_hub_sql_query (store, error, LOG "AND l.seq > ? AND l.seq <= ? ORDER BY l.seq LIMIT ?", "tiii", studio, after, head, limit_of (request)),
                              &to, error);
      if (!entries)
        return NULL;
    }
  answer = so_hub_sync_begin_answer ("pull", request, now);
  json_object_set_int_member (answer, "after", after);
  json_object_set_int_member (answer, "head", head);
  json_object_set_int_member (answer, "to", to);
  if (entries)
    json_object_set_array_member (answer, "ops", entries);
  else
    json_object_set_int_member (answer, "old", 1);
  return so_json_write_object (answer);
}

/* --- all that holds --- */

static JsonObject *
read_cell (SoHubRows *row, gsize *bytes)
{
  JsonObject *cell = json_object_new ();

  set_text (cell, "t", row, 0);
  set_text (cell, "k", row, 1);
  set_text (cell, "g", row, 2);
  json_object_set_int_member (cell, "h", so_hub_rows_int (row, 3));
  set_text (cell, "d", row, 4);
  json_object_set_int_member (cell, "w", 1);
  *bytes += set_value (cell, row, 5) + 100;
  return cell;
}

/* *@to: where the next part begins; "" at the end. */
static JsonArray *
read_cells (SoHubStore *store, const char *studio, const char *from, gint64 limit, char **to, GError **error)
{
  g_auto (GStrv) key = g_strsplit (*from ? from : "\n\n", "\n", 3);
  g_autoptr (SoHubRows) row = g_strv_length (key) == 3
    ? so_hub_sql_query (store, error, "SELECT tbl, pk, grp, h, dev, val FROM sync_cell WHERE studio = ? AND (tbl, pk, grp) > (?, ?, ?) ORDER BY tbl, pk, grp LIMIT ?", "tttti",
                        studio, key[0], key[1], key[2], limit) : NULL;
  JsonArray *cells = json_array_new ();
  g_autoptr (GError) inner = NULL;
  gsize bytes = 0;
  gint64 n = 0;

  *to = NULL;
  while (row && bytes < MOST_BYTES && so_hub_rows_next (row, &inner))
    {
      JsonObject *cell = read_cell (row, &bytes);

      json_array_add_object_element (cells, cell);
      g_free (*to);
      *to = g_strdup_printf ("%s\n%s\n%s", so_hub_sync_text (cell, "t"), so_hub_sync_text (cell, "k"), so_hub_sync_text (cell, "g"));
      n++;
    }
  if (n < limit && bytes < MOST_BYTES)
    {
      g_free (*to);
      *to = g_strdup ("");
    }
  if (row && !inner)
    return cells;
  if (inner)
    g_propagate_error (error, g_steal_pointer (&inner));
  json_array_unref (cells);
  return NULL;
}

char *
so_hub_sync_snapshot (SoHubStore *store, const char *studio, JsonObject *request, gint64 now, GError **error)
{
  gint64 head = 0, last = 0;
  g_autofree char *to = NULL;
  JsonObject *answer = so_hub_sync_begin_answer ("snapshot", request, now);
  JsonArray *cells = NULL, *own = NULL;

  /* The number first: what is said while the rest is read comes again with the log. */
  if (so_hub_sql_int (store, &head, error, "SELECT head FROM sync_studio WHERE studio = ?", "t", studio))
    cells = read_cells (store, studio, so_hub_sync_text (request, "from"), limit_of (request), &to, error);
  if (cells && !*to)
    own = read_entries (so_hub_sql_query (store, error, LOG "AND l.dev = ? AND l.n >= ? AND l.n > 0 ORDER BY l.n", "tti", studio, so_hub_sync_text (request, "dev"),
                                          so_json_int (request, "low")), &last, error);
  if (cells)
    json_object_set_array_member (answer, "rows", cells);
  if (own)
    json_object_set_array_member (answer, "own", own);
  if (!cells || (!*to && !own))
    {
      json_object_unref (answer);
      return NULL;
    }
  json_object_set_string_member (answer, "dev", so_hub_sync_text (request, "dev"));
  json_object_set_int_member (answer, "seq", head);
  json_object_set_int_member (answer, "head", head);
  json_object_set_string_member (answer, "from", so_hub_sync_text (request, "from"));
  json_object_set_string_member (answer, "to", to);
  return so_json_write_object (answer);
}
