/* SPDX-License-Identifier: MIT */
#include "so-hub-shelf.h"

#include <string.h>

#include "so-clock.h"
#include "so-hub-files.h"
#include "so-hub-sql.h"

/* More than these are told with the next question: by then some of them have come. */
#define MOST_WANTED 2000

/* @device: who said last that it has it. @wanted: ms, when somebody missed it; 0: nobody does. */
static const char *const schema[] = {
  "CREATE TABLE IF NOT EXISTS hub_shelf (studio TEXT NOT NULL, sha256 TEXT NOT NULL, device TEXT NOT NULL, at BIGINT NOT NULL, wanted BIGINT NOT NULL,"
  " PRIMARY KEY (studio, sha256))",
  "CREATE INDEX IF NOT EXISTS hub_shelf_at ON hub_shelf (studio, at)",
  "CREATE INDEX IF NOT EXISTS hub_shelf_wanted ON hub_shelf (studio, wanted)",
  "CREATE TABLE IF NOT EXISTS hub_shelf_stand (studio TEXT PRIMARY KEY, stand BIGINT NOT NULL)",
};

/* Files that nothing but the shelf needs. What is on its way out, and what a computer has not fetched since it came from a provider, stays. */
#define ONLY_SHELVED "f.studio = s.studio AND f.sha256 = s.sha256 AND f.whole = 1 AND f.sent = 0" \
  " AND NOT EXISTS (SELECT 1 FROM hub_media m WHERE m.studio = f.studio AND m.sha256 = f.sha256)"

void
so_hub_shelf_file_free (gpointer data)
{
  SoHubShelfFile *file = data;

  g_free (file->sha256);
  g_free (file);
}

void
so_hub_shelf_answer_clear (SoHubShelfAnswer *answer)
{
  g_clear_pointer (&answer->put, g_ptr_array_unref);
  g_clear_pointer (&answer->there, g_ptr_array_unref);
  g_clear_pointer (&answer->wanted, g_ptr_array_unref);
}

gboolean
so_hub_shelf_prepare (SoHubStore *store, GError **error)
{
  return so_hub_sql_tables (store, schema, G_N_ELEMENTS (schema), error);
}

/* Asking ------------------------------------------------------------------------------------------ */

typedef struct {
  SoHubStore *store;
  const char *studio, *device;
  gint64 now, left;        /* bytes */
  SoHubShelfAnswer *answer;
} Ask;

static gboolean
is_whole (Ask *ask, const char *sha256, gboolean *whole, GError **error)
{
  gint64 found = 0;

  if (!so_hub_sql_int (ask->store, &found, error, "SELECT whole FROM hub_file WHERE studio = ? AND sha256 = ?", "tt", ask->studio, sha256))
    return FALSE;
  *whole = found != 0;
  return TRUE;
}

/* How many bytes there would be if all that is older than @at made room. */
static gboolean
look_at_room (Ask *ask, gint64 at, gint64 *room, GError **error)
{
  gint64 older = 0;

  if (!so_hub_sql_int (ask->store, &older, error, "SELECT CAST (coalesce (sum (f.held), 0) AS BIGINT) FROM hub_shelf s JOIN hub_file f ON " ONLY_SHELVED
                       " WHERE s.studio = ? AND s.at < ?", "ti", ask->studio, at))
    return FALSE;
  *room = ask->left + older;
  return TRUE;
}

static gboolean
shelve (Ask *ask, const SoHubShelfFile *file, GError **error)
{
  return so_hub_sql_run (ask->store, error, "INSERT INTO hub_shelf (studio, sha256, device, at, wanted) VALUES (?, ?, ?, ?, 0) ON CONFLICT (studio, sha256) DO UPDATE SET"
                         " device = excluded.device, at = CASE WHEN excluded.at > hub_shelf.at THEN excluded.at ELSE hub_shelf.at END", "ttti", ask->studio,
                         file->sha256, ask->device, file->at);
}

/* One for which there is no room is not asked for: it would be sent in vain. */
static gboolean
hear_has (Ask *ask, const SoHubShelfFile *file, GError **error)
{
  gint64 room = ask->left;
  gboolean whole;

  if (!is_whole (ask, file->sha256, &whole, error))
    return FALSE;
  if (!whole && room < file->size && !look_at_room (ask, file->at, &room, error))
    return FALSE;
  if (!whole && room < file->size)
    return TRUE;
  if (!shelve (ask, file, error))
    return FALSE;
  if (!whole)
    {
      ask->left -= file->size;
      g_ptr_array_add (ask->answer->put, g_strdup (file->sha256));
    }
  return TRUE;
}

static gboolean
hear_wants (Ask *ask, const char *sha256, GError **error)
{
  gint64 before = 0;
  gboolean whole;

  if (!is_whole (ask, sha256, &whole, error))
    return FALSE;
  if (whole)
    return g_ptr_array_add (ask->answer->there, g_strdup (sha256)), TRUE;
  if (!so_hub_sql_int (ask->store, &before, error, "SELECT wanted FROM hub_shelf WHERE studio = ? AND sha256 = ?", "tt", ask->studio, sha256))
    return FALSE;
  ask->answer->news |= !before;
  /* What somebody misses is as good as new. */
  return so_hub_sql_run (ask->store, error, "INSERT INTO hub_shelf (studio, sha256, device, at, wanted) VALUES (?1, ?2, '', ?3, ?3) ON CONFLICT (studio, sha256) DO UPDATE SET"
                         " at = excluded.at, wanted = excluded.wanted", "tti", ask->studio, sha256, ask->now);
}

static gboolean
step (SoHubStore *store, const char *studio, GError **error)
{
  return so_hub_sql_run (store, error, "INSERT INTO hub_shelf_stand (studio, stand) VALUES (?, 1) ON CONFLICT (studio) DO UPDATE SET stand = hub_shelf_stand.stand + 1",
                         "t", studio) &&
         so_hub_sql_tell (store, error);
}

/* In the order of their names, so that two hubs on one server do not wait for each other. */
static gboolean
hear_all (Ask *ask, GPtrArray *have, GPtrArray *want, gint64 most_bytes, GError **error)
{
  gint64 held = 0;

  if (!so_hub_sql_int (ask->store, &held, error, "SELECT CAST (coalesce (sum (held), 0) AS BIGINT) FROM hub_file WHERE studio = ?", "t", ask->studio))
    return FALSE;
  ask->left = most_bytes - held;
  for (guint i = 0; i < have->len; i++)
    if (!hear_has (ask, have->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < want->len; i++)
    if (!hear_wants (ask, want->pdata[i], error))
      return FALSE;
  return !ask->answer->news || step (ask->store, ask->studio, error);
}

static gpointer
read_name (SoHubRows *rows)
{
  return so_hub_rows_dup (rows, 0);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SoHubShelfFile *const *) a)->sha256, (*(SoHubShelfFile *const *) b)->sha256);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

gboolean
so_hub_shelf_ask (SoHubStore *store, const char *studio, const char *device, GPtrArray *have, GPtrArray *want, gint64 most_bytes,
                  SoHubShelfAnswer *answer, GError **error)
{
  Ask ask = { store, studio, device, so_now (), 0, answer };

  answer->put = g_ptr_array_new_with_free_func (g_free);
  answer->there = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_sort (have, compare_files);
  g_ptr_array_sort (want, compare_names);
  if ((have->len || want->len) &&
      (!so_hub_sql_begin (store, error) || !so_hub_sql_end (store, hear_all (&ask, have, want, most_bytes, error), error)))
    return FALSE;
  answer->wanted = so_hub_rows_collect (so_hub_sql_query (store, error, "SELECT sha256 FROM hub_shelf s WHERE studio = ? AND wanted > 0 AND NOT EXISTS (SELECT 1 FROM hub_file f"
                                                          " WHERE f.studio = s.studio AND f.sha256 = s.sha256 AND f.whole = 1) ORDER BY wanted DESC LIMIT ?", "ti",
                                                          studio, (gint64) MOST_WANTED), read_name, g_free, error);
  return answer->wanted != NULL;
}

gboolean
so_hub_shelf_arrived (SoHubStore *store, const char *studio, const char *sha256, gboolean *shared, GError **error)
{
  *shared = FALSE;
  if (!so_hub_sql_run (store, error, "UPDATE hub_shelf SET wanted = 0 WHERE studio = ? AND sha256 = ?", "tt", studio, sha256))
    return FALSE;
  *shared = so_hub_sql_changes (store) > 0;
  return !*shared || step (store, studio, error);
}

gboolean
so_hub_shelf_stand (SoHubStore *store, const char *studio, gint64 *stand, GError **error)
{
  *stand = 0;
  return so_hub_sql_int (store, stand, error, "SELECT stand FROM hub_shelf_stand WHERE studio = ?", "t", studio);
}

/* Room -------------------------------------------------------------------------------------------- */

static gboolean
find_oldest (SoHubStore *store, const char *studio, const char *sha256, gint64 before, char **oldest, GError **error)
{
  return so_hub_sql_text (store, oldest, error, "SELECT s.sha256 FROM hub_shelf s JOIN hub_file f ON " ONLY_SHELVED
                          " WHERE s.studio = ? AND s.at < ? AND s.sha256 <> ? ORDER BY s.at, s.sha256 LIMIT 1", "tit", studio, before, sha256);
}

gboolean
so_hub_shelf_yield (SoHubStore *store, const char *studio, const char *sha256, gint64 bytes, gint64 most_bytes, gboolean *yielded, GError **error)
{
  g_autofree char *oldest = NULL;
  SoHubShelfAnswer none = { 0 };
  Ask ask = { store, studio, "", 0, 0, &none };
  gint64 at = G_MAXINT64, held = 0, room;

  *yielded = FALSE;
  if (!so_hub_sql_int (store, &at, error, "SELECT at FROM hub_shelf WHERE studio = ? AND sha256 = ?", "tt", studio, sha256) ||
      !so_hub_sql_int (store, &held, error, "SELECT CAST (coalesce (sum (held), 0) AS BIGINT) FROM hub_file WHERE studio = ?", "t", studio))
    return FALSE;
  ask.left = most_bytes - held;
  if (!look_at_room (&ask, at, &room, error) || (room >= bytes && !find_oldest (store, studio, sha256, at, &oldest, error)))
    return FALSE;
  *yielded = oldest != NULL;
  return !oldest || so_hub_file_forget (store, studio, oldest, error);
}

/* Going ------------------------------------------------------------------------------------------- */

gboolean
so_hub_shelf_putter (SoHubStore *store, const char *studio, const char *sha256, char **device, GError **error)
{
  *device = NULL;
  return so_hub_sql_text (store, device, error, "SELECT device FROM hub_shelf WHERE studio = ? AND sha256 = ?", "tt", studio, sha256);
}

gboolean
so_hub_shelf_remove (SoHubStore *store, const char *studio, const char *sha256, GError **error)
{
  return so_hub_sql_run (store, error, "DELETE FROM hub_shelf WHERE studio = ? AND sha256 = ?", "tt", studio, sha256) &&
         so_hub_file_forget (store, studio, sha256, error);
}

gboolean
so_hub_shelf_sweep (SoHubStore *store, gint64 before, GError **error)
{
  return so_hub_sql_run (store, error, "DELETE FROM hub_shelf WHERE wanted < ? AND at < ? AND NOT EXISTS (SELECT 1 FROM hub_file f WHERE f.studio = hub_shelf.studio"
                         " AND f.sha256 = hub_shelf.sha256)", "ii", before, before);
}

gboolean
so_hub_shelf_copy (SoHubStore *from, SoHubStore *to, GError **error)
{
  g_autoptr (SoHubRows) row = NULL;
  GError *inner = NULL;
  gboolean has;

  if (!so_hub_sql_has_table (from, "hub_shelf", &has, error) || !so_hub_sql_run_all (to, schema, G_N_ELEMENTS (schema), error))
    return FALSE;
  row = has ? so_hub_sql_query (from, error, "SELECT studio, sha256, device, at, wanted FROM hub_shelf", "") : NULL;
  while (row && so_hub_rows_next (row, &inner))
    {
      g_autofree char *studio = so_hub_rows_dup (row, 0), *sha256 = so_hub_rows_dup (row, 1), *device = so_hub_rows_dup (row, 2);

      if (!so_hub_sql_run (to, error, "INSERT INTO hub_shelf (studio, sha256, device, at, wanted) VALUES (?, ?, ?, ?, ?)", "tttii", studio, sha256, device,
                           so_hub_rows_int (row, 3), so_hub_rows_int (row, 4)))
        return FALSE;
    }
  if (inner)
    g_propagate_error (error, inner);
  return !inner && (!has || row);
}
