/* SPDX-License-Identifier: MIT */
/* What desktops read: the log from where they stand, or all that holds. */
#include "so-hub-sync-private.h"

#include <string.h>

#include "so-error.h"
#include "so-hub-roles.h"

#define MOST_ROWS 2000
#define MOST_BYTES (1024 * 1024)

static gint64
limit_of (const SoHubRequest *request)
{
  gint64 limit = so_share_get_int (request->text, SO_JSON_TEXT_ROOT, "limit");

  return limit > 0 && limit < MOST_ROWS ? limit : MOST_ROWS;
}

static void
add_text (GString *page, const char *name, SoHubRows *row, int column)
{
  g_autofree char *text = so_hub_rows_dup (row, column);

  if (text)
    so_share_add_text (page, name, text);
}

/* Values go out as they came in. */
static void
add_value (GString *page, SoHubRows *row, int column)
{
  g_autofree char *text = so_hub_rows_is_null (row, column) ? NULL : so_hub_rows_dup (row, column);

  so_share_add_json (page, "v", text);
}

/* A value stands where it was said last: an entry whose group was said anew since has none. */
#define LOG "SELECT l.seq, l.dev, l.n, l.nonce, l.tbl, l.pk, l.grp, l.h, l.won, l.answer, CASE WHEN c.seq = l.seq THEN c.val END FROM sync_log l" \
            " LEFT JOIN sync_cell c ON c.studio = l.studio AND c.tbl = l.tbl AND c.pk = l.pk AND c.grp = l.grp WHERE l.studio = ? "

static void
add_entry (GString *page, SoHubRows *row)
{
  so_share_begin_object (page);
  so_share_add_int (page, "s", so_hub_rows_int (row, 0));
  add_text (page, "d", row, 1);
  so_share_add_int (page, "n", so_hub_rows_int (row, 2));
  add_text (page, "x", row, 3);
  add_text (page, "t", row, 4);
  add_text (page, "k", row, 5);
  add_text (page, "g", row, 6);
  so_share_add_int (page, "h", so_hub_rows_int (row, 7));
  so_share_add_int (page, "w", so_hub_rows_int (row, 8));
  if (!so_hub_rows_is_null (row, 9))
    add_text (page, "r", row, 9);
  add_value (page, row, 10);
  so_share_end_object (page);
}

/* Takes @rows, which may be NULL, and adds them as the list @name. *@last: the number of the last one that is on the page. */
static gboolean
add_entries (GString *page, const char *name, SoHubRows *rows, gint64 *last, GError **error)
{
  g_autoptr (SoHubRows) row = rows;
  g_autoptr (GError) inner = NULL;
  gsize begin = page->len;

  so_share_begin_list (page, name);
  while (row && page->len - begin < MOST_BYTES && so_hub_rows_next (row, &inner))
    {
      add_entry (page, row);
      *last = so_hub_rows_int (row, 0);
    }
  g_string_append_c (page, ']');
  if (!inner)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* How far it is, for so_hub_sync_compact(). */
static gboolean
note_cursor (SoHubStore *store, const char *studio, const char *device, const char *dev, gint64 after, gint64 now, GError **error)
{
  return so_hub_sql_run (store, error, "INSERT INTO sync_device (studio, dev, device, last_n, acked, cursor, seen_at) VALUES (?1, ?2, ?5, 0, 0, ?3, ?4)"
                         " ON CONFLICT (studio, dev) DO UPDATE SET cursor = excluded.cursor, seen_at = excluded.seen_at, device = excluded.device"
                         " WHERE sync_device.cursor <> excluded.cursor OR sync_device.seen_at < excluded.seen_at - 3600000 OR sync_device.device <> excluded.device",
                         "ttiit", studio, dev, after, now, device);
}

static char *
write_log (SoHubStore *store, const char *studio, const SoHubRequest *request, SoRole role, gint64 after, gint64 head, gboolean old, gint64 now, GError **error)
{
  g_autoptr (GString) page = so_hub_sync_begin_answer ("pull", request, now);
  gint64 to = after;

  so_share_add_int (page, "after", after);
  so_share_add_int (page, "head", head);
  so_share_add_text (page, "role", so_role_nick (role));
  if (old)
    so_share_add_int (page, "old", 1);
  else if (!add_entries (page, "ops", so_hub_sql_query (store, error, LOG "AND l.seq > ? AND l.seq <= ? ORDER BY l.seq LIMIT ?", "tiii", studio, after, head, limit_of (request)),
                         &to, error))
    return NULL;
  so_share_add_int (page, "to", to);
  return so_hub_sync_end_answer (g_steal_pointer (&page));
}

char *
so_hub_sync_pull (SoHubStore *store, const char *studio, const char *device, const SoHubRequest *request, gint64 now, GError **error)
{
  gint64 after = so_share_get_int (request->text, SO_JSON_TEXT_ROOT, "after"), head = 0, floor_seq = 0;
  SoRole role;

  if (!so_hub_role_of (store, device, &role, error) || !so_hub_sql_int (store, &head, error, "SELECT head FROM sync_studio WHERE studio = ?", "t", studio) ||
      !so_hub_sql_int (store, &floor_seq, error, "SELECT floor FROM sync_studio WHERE studio = ?", "t", studio) ||
      (*request->dev && !note_cursor (store, studio, device, request->dev, MAX (after, 0), now, error)))
    return NULL;
  return write_log (store, studio, request, role, after, head, after < floor_seq, now, error);
}

/* --- all that holds --- */

static void
add_cell (GString *page, SoHubRows *row, GString *place)
{
  g_autofree char *tbl = so_hub_rows_dup (row, 0), *pk = so_hub_rows_dup (row, 1), *grp = so_hub_rows_dup (row, 2);

  so_share_begin_object (page);
  so_share_add_text (page, "t", tbl);
  so_share_add_text (page, "k", pk);
  so_share_add_text (page, "g", grp);
  so_share_add_int (page, "h", so_hub_rows_int (row, 3));
  add_text (page, "d", row, 4);
  so_share_add_int (page, "w", 1);
  add_value (page, row, 5);
  so_share_end_object (page);
  g_string_printf (place, "%s\n%s\n%s", tbl, pk, grp);
}

/* @to: where the next part begins; "" at the end. */
static gboolean
add_cells (GString *page, SoHubStore *store, const char *studio, const char *from, gint64 limit, GString *to, GError **error)
{
  g_auto (GStrv) key = g_strsplit (*from ? from : "\n\n", "\n", 3);
  g_autoptr (SoHubRows) row = NULL;
  g_autoptr (GError) inner = NULL;
  gsize begin = page->len;
  gint64 n = 0;

  if (g_strv_length (key) != 3)
    return so_fail (error, SO_ERROR_CHANGE, "There is no such part of a snapshot.");
  row = so_hub_sql_query (store, error, "SELECT tbl, pk, grp, h, dev, val FROM sync_cell WHERE studio = ? AND (tbl, pk, grp) > (?, ?, ?) ORDER BY tbl, pk, grp LIMIT ?", "tttti",
                          studio, key[0], key[1], key[2], limit);
  so_share_begin_list (page, "rows");
  for (; row && page->len - begin < MOST_BYTES && so_hub_rows_next (row, &inner); n++)
    add_cell (page, row, to);
  g_string_append_c (page, ']');
  if (n < limit && page->len - begin < MOST_BYTES)
    g_string_truncate (to, 0);
  if (!inner)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

char *
so_hub_sync_snapshot (SoHubStore *store, const char *studio, const SoHubRequest *request, gint64 now, GError **error)
{
  const char *from = so_share_get_text (request->text, SO_JSON_TEXT_ROOT, "from");
  g_autoptr (GString) page = so_hub_sync_begin_answer ("snapshot", request, now), to = g_string_new (NULL);
  gint64 head = 0, last = 0, whole = 0;

  if (!*from && !so_hub_sql_int (store, &whole, error, "SELECT count(*) FROM sync_cell WHERE studio = ?", "t", studio))
    return NULL;
  /* The number first: what is said while the rest is read comes again with the log. */
  if (!so_hub_sql_int (store, &head, error, "SELECT head FROM sync_studio WHERE studio = ?", "t", studio) ||
      !add_cells (page, store, studio, from, limit_of (request), to, error))
    return NULL;
  if (!to->len && !add_entries (page, "own", so_hub_sql_query (store, error, LOG "AND l.dev = ? AND l.n >= ? AND l.n > 0 ORDER BY l.n", "tti", studio, request->dev,
                                                               so_share_get_int (request->text, SO_JSON_TEXT_ROOT, "low")), &last, error))
    return NULL;
  so_share_add_text (page, "dev", request->dev);
  if (!*from)
    so_share_add_int (page, "whole", whole);
  so_share_add_int (page, "seq", head);
  so_share_add_int (page, "head", head);
  so_share_add_text (page, "from", from);
  so_share_add_text (page, "to", to->str);
  return so_hub_sync_end_answer (g_steal_pointer (&page));
}
