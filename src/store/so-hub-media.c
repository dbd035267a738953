/* SPDX-License-Identifier: MIT */
#include "so-hub-media.h"

#include "so-hub-sql.h"

#include "so-clock.h"
#include "so-hub-media-key.h"

/* As they are stored. */
enum { WAITING, HAD, LOST };

/* An address of Instagram's is too long for an index, and for a path, so the key is a hash. @until: it is not tried before, since it failed, or somebody is at it. */
static const char *const schema[] = {
  "CREATE TABLE IF NOT EXISTS hub_media (studio TEXT NOT NULL, key TEXT NOT NULL, account TEXT NOT NULL, remote TEXT NOT NULL, seq BIGINT NOT NULL,"
  " at BIGINT NOT NULL, state BIGINT NOT NULL DEFAULT 0, tries BIGINT NOT NULL DEFAULT 0, until BIGINT NOT NULL DEFAULT 0, sha256 TEXT,"
  " PRIMARY KEY (studio, key))",
  "CREATE INDEX IF NOT EXISTS hub_media_due ON hub_media (state, until)",
  "CREATE INDEX IF NOT EXISTS hub_media_file ON hub_media (studio, sha256)",
  "CREATE TABLE IF NOT EXISTS hub_media_seen (studio TEXT PRIMARY KEY, seq BIGINT NOT NULL)",
};

void
so_hub_media_free (SoHubMedia *media)
{
  if (!media)
    return;
  g_free (media->key);
  g_free (media->studio);
  g_free (media->account);
  g_free (media->remote);
  g_free (media);
}

gboolean
so_hub_media_prepare (SoHubStore *store, gboolean alone, GError **error)
{
  gboolean good = so_hub_sql_begin_alone (store, error);

  if (!good)
    return FALSE;
  for (guint i = 0; good && i < G_N_ELEMENTS (schema); i++)
    good = so_hub_sql_run (store, error, schema[i], "");
  good = good && (!alone || so_hub_sql_run (store, error, "UPDATE hub_media SET until = 0 WHERE state = 0 AND tries <= 10", ""));
  return so_hub_sql_end (store, good, error);
}

static gboolean
end_rows (SoHubRows *rows, GError *inner, GError **error)
{
  if (!inner)
    return rows != NULL;
  g_propagate_error (error, inner);
  return FALSE;
}

/* Looking ----------------------------------------------------------------------------------------- */

gboolean
so_hub_media_want (SoHubStore *store, const char *studio, const char *account, const char *remote, gint64 seq, GError **error)
{
  g_autofree char *key = so_hub_media_key (account, remote);

  return so_hub_sql_run (store, error, "INSERT INTO hub_media (key, studio, account, remote, seq, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (studio, key) DO NOTHING",
                         "ttttii", key, studio, account, remote, seq, so_now ());
}

GPtrArray *
so_hub_media_unseen (SoHubStore *store, GError **error)
{
  g_autoptr (GPtrArray) studios = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SoHubRows) rows = so_hub_sql_query (store, error, "SELECT id FROM studio t WHERE EXISTS (SELECT 1 FROM sender s WHERE s.studio = t.id)"
    " AND head > coalesce ((SELECT seq FROM hub_media_seen m WHERE m.studio = t.id), -1) ORDER BY id", "");
  GError *inner = NULL;

  while (rows && so_hub_rows_next (rows, &inner))
    g_ptr_array_add (studios, so_hub_rows_dup (rows, 0));
  return end_rows (rows, inner, error) ? g_steal_pointer (&studios) : NULL;
}

gboolean
so_hub_media_seen (SoHubStore *store, const char *studio, gint64 *seq, GError **error)
{
  *seq = -1;
  return so_hub_sql_int (store, seq, error, "SELECT seq FROM hub_media_seen WHERE studio = ?", "t", studio);
}

gboolean
so_hub_media_see (SoHubStore *store, const char *studio, gint64 seq, GError **error)
{
  return so_hub_sql_run (store, error, "INSERT INTO hub_media_seen (studio, seq) VALUES (?, ?) ON CONFLICT (studio) DO UPDATE SET seq ="
                         " CASE WHEN excluded.seq > hub_media_seen.seq THEN excluded.seq ELSE hub_media_seen.seq END", "ti", studio, seq);
}

/* Fetching ---------------------------------------------------------------------------------------- */

/* *@media: the one that waits longest; *@until as it stands there. */
static gboolean
find_next (SoHubStore *store, SoHubMedia **media, gint64 *until, GError **error)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (store, error, "SELECT key, studio, account, remote, tries, at, until FROM hub_media WHERE state = 0"
                                                " ORDER BY until, at LIMIT 1", "");
  GError *inner = NULL;

  *media = NULL;
  if (row && so_hub_rows_next (row, &inner))
    {
      *media = g_new0 (SoHubMedia, 1);
      (*media)->key = so_hub_rows_dup (row, 0);
      (*media)->studio = so_hub_rows_dup (row, 1);
      (*media)->account = so_hub_rows_dup (row, 2);
      (*media)->remote = so_hub_rows_dup (row, 3);
      (*media)->tries = so_hub_rows_int (row, 4) + 1;
      (*media)->since = so_hub_rows_int (row, 5);
      *until = so_hub_rows_int (row, 6);
    }
  return end_rows (row, inner, error);
}

/* Another hub may be quicker: then it looks for the next one. */
gboolean
so_hub_media_take (SoHubStore *store, gint64 until, SoHubMedia **media, gint64 *due, GError **error)
{
  for (;;)
    {
      g_autoptr (SoHubMedia) next = NULL;
      gint64 held = 0;

      *media = NULL;
      *due = 0;
      if (!find_next (store, &next, &held, error))
        return FALSE;
      if (!next || held > so_now ())
        return *due = next ? held : 0, TRUE;
      if (!so_hub_sql_run (store, error, "UPDATE hub_media SET until = ?, tries = ? WHERE studio = ? AND key = ? AND state = 0 AND until = ?", "iitti", until,
                           next->tries, next->studio, next->key, held))
        return FALSE;
      if (so_hub_sql_changes (store) == 1)
        return *media = g_steal_pointer (&next), TRUE;
    }
}

gboolean
so_hub_media_hold (SoHubStore *store, const SoHubMedia *media, gint64 until, GError **error)
{
  return so_hub_sql_run (store, error, "UPDATE hub_media SET until = ? WHERE studio = ? AND key = ? AND state = 0", "itt", until, media->studio, media->key);
}

gboolean
so_hub_media_had (SoHubStore *store, const SoHubMedia *media, const char *sha256, GError **error)
{
  return so_hub_sql_run (store, error, "UPDATE hub_media SET state = 1, sha256 = ? WHERE studio = ? AND key = ?", "ttt", sha256, media->studio, media->key);
}

gboolean
so_hub_media_later (SoHubStore *store, const SoHubMedia *media, gint64 at, GError **error)
{
  return so_hub_media_hold (store, media, at, error);
}

/* Somebody may be at one of them: then it is fetched twice, and kept once. */
gboolean
so_hub_media_hasten (SoHubStore *store, const char *studio, const char *account, GError **error)
{
  return so_hub_sql_run (store, error, "UPDATE hub_media SET until = 0 WHERE studio = ? AND account = ? AND state = 0", "tt", studio, account);
}

gboolean
so_hub_media_never (SoHubStore *store, const SoHubMedia *media, GError **error)
{
  return so_hub_sql_run (store, error, "UPDATE hub_media SET state = 2 WHERE studio = ? AND key = ? AND state = 0", "tt", media->studio, media->key);
}

gboolean
so_hub_media_find (SoHubStore *store, const char *studio, const char *key, char **sha256, GError **error)
{
  *sha256 = NULL;
  return so_hub_sql_text (store, sha256, error, "SELECT sha256 FROM hub_media WHERE studio = ? AND key = ? AND state = 1", "tt", studio, key);
}

gboolean
so_hub_media_count (SoHubStore *store, SoHubMediaNumbers *numbers, GError **error)
{
  gint64 *all[] = { [WAITING] = &numbers->waiting, [HAD] = &numbers->had, [LOST] = &numbers->lost };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      *all[i] = 0;
      if (!so_hub_sql_int (store, all[i], error, "SELECT count(*) FROM hub_media WHERE state = ?", "i", (gint64) i))
        return FALSE;
    }
  return TRUE;
}

/* The rest ---------------------------------------------------------------------------------------- */

gboolean
so_hub_media_sweep (SoHubStore *store, gint64 before, gint64 acked_before, GError **error)
{
  return so_hub_sql_run (store, error, "DELETE FROM hub_media WHERE at < ? OR (state <> 0 AND at < ? AND seq <="
                         " coalesce ((SELECT min (cursor) FROM device d WHERE d.studio = hub_media.studio AND d.revoked_at IS NULL), 0))", "ii", before, acked_before);
}

/* Up to where was looked stays behind: where numbers begin anew it would be wrong, and what is looked at twice is wanted once. */
gboolean
so_hub_media_copy (SoHubStore *from, SoHubStore *to, GError **error)
{
  g_autoptr (SoHubRows) row = NULL;
  GError *inner = NULL;
  gboolean has;

  if (!so_hub_sql_has_table (from, "hub_media", &has, error))
    return FALSE;
  for (guint i = 0; has && i < G_N_ELEMENTS (schema); i++)
    if (!so_hub_sql_run (to, error, schema[i], ""))
      return FALSE;
  row = has ? so_hub_sql_query (from, error, "SELECT key, studio, account, remote, seq, at, state, tries, sha256 FROM hub_media", "") : NULL;
  while (row && so_hub_rows_next (row, &inner))
    {
      g_autofree char *key = so_hub_rows_dup (row, 0), *studio = so_hub_rows_dup (row, 1), *account = so_hub_rows_dup (row, 2), *remote = so_hub_rows_dup (row, 3),
        *sha256 = so_hub_rows_is_null (row, 8) ? NULL : so_hub_rows_dup (row, 8);

      if (!so_hub_sql_run (to, error, "INSERT INTO hub_media (key, studio, account, remote, seq, at, state, tries, sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           "ttttiiiit", key, studio, account, remote, so_hub_rows_int (row, 4), so_hub_rows_int (row, 5), so_hub_rows_int (row, 6),
                           so_hub_rows_int (row, 7), sha256))
        return FALSE;
    }
  return !has || end_rows (row, inner, error);
}
