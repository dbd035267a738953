/* SPDX-License-Identifier: MIT */
#include "so-share-link.h"

#include <string.h>

#include "so-error.h"
#include "so-hash.h"
#include "so-id.h"
#include "so-share-apply.h"
#include "so-share-capture.h"
#include "so-share-claim.h"

static const char *const states[] = { "merge", "snapshot", "follow" };

void
so_share_link_free (SoShareLink *link)
{
  if (!link)
    return;
  g_free (link->dev);
  g_free (link->epoch);
  g_free (link->place);
  g_free (link);
}

char *
so_share_nonce (void)
{
  g_autofree char *id = so_id_new (), *hash = so_hash_strings (id, SO_HASH_END);

  return g_strndup (hash, 12);
}

SoShareLink *
so_share_link_load (SoDb *db, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT dev, epoch, state, place, cursor, begun, head, next_n, clock_offset FROM sync_link", "");
  SoShareLink *link;
  const char *state;

  if (!so_stmt_one (row, "This studio is not shared with other computers.", error))
    return NULL;
  link = g_new0 (SoShareLink, 1);
  link->dev = so_stmt_dup (row, 0);
  link->epoch = so_stmt_dup (row, 1);
  state = so_stmt_text (row, 2);
  link->state = !strcmp (state, "merge") ? SO_SHARE_MERGE : !strcmp (state, "snapshot") ? SO_SHARE_SNAPSHOT : SO_SHARE_FOLLOW;
  link->place = so_stmt_dup (row, 3);
  link->cursor = so_stmt_int (row, 4);
  link->begun = so_stmt_int (row, 5);
  link->head = so_stmt_int (row, 6);
  link->next_n = so_stmt_int (row, 7);
  so_db_get_sync (db)->offset = so_stmt_int (row, 8);
  return link;
}

gboolean
so_share_link_move (SoDb *db, SoShareLink *link, SoShareState state, const char *place, GError **error)
{
  link->state = state;
  g_free (link->place);
  link->place = g_strdup (place);
  return so_db_run (db, error, "UPDATE sync_link SET state = ?, place = ?, epoch = ?, cursor = ?, begun = ?, head = ?", "tttiii", states[state], place,
                    link->epoch, link->cursor, link->begun, link->head);
}

gboolean
so_share_link_fork (SoDb *db, SoShareLink *link, GError **error)
{
  g_free (link->dev);
  link->dev = so_share_nonce ();
  return so_db_run (db, error, "UPDATE sync_link SET dev = ?", "t", link->dev);
}

gint64
so_share_acked (SoDb *db, const SoShareLink *link)
{
  return so_db_int (db, link->next_n, "SELECT min (n) FROM sync_out", "") - 1;
}

gint64
so_share_page (SoDb *db, guint most)
{
  guint wanted = so_db_get_sync (db)->page;

  return wanted ? wanted : most;
}

gboolean
so_share_is_on (SoDb *db)
{
  return so_db_int (db, 0, "SELECT count(*) FROM sync_link", "") > 0;
}

gboolean
so_share_start (SoDb *db, GError **error)
{
  g_autofree char *dev = so_share_nonce ();

  return so_db_run (db, error, "INSERT INTO sync_link (n, dev) VALUES (1, ?) ON CONFLICT (n) DO NOTHING", "t", dev) && so_share_claim_begin (db, error) &&
         so_share_capture_refresh (db, error);
}

gboolean
so_share_stop (SoDb *db, GError **error)
{
  static const char *const tables[] = { "link", "pend", "out", "cell", "unknown", "gone", "quarantine", "notice", "answer", "touched", "heard", "file" };

  if (!so_share_capture_drop (db, error) || !so_share_claim_end (db, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM sync_%s", tables[i]);

      if (!so_db_run (db, error, sql, ""))
        return FALSE;
    }
  return TRUE;
}

/* Another version than before: it may know tables that are full here and that nobody was told of, so all is told and read once more. */
static gboolean
become_version (SoDb *db, SoShareLink *link, GError **error)
{
  g_autofree char *before = so_db_text (db, "SELECT captures FROM sync_link", ""), *after = NULL;

  if (!so_share_capture_refresh (db, error))
    return FALSE;
  after = so_db_text (db, "SELECT captures FROM sync_link", "");
  return !g_strcmp0 (before, after) || (so_share_apply_kept (db, error) && so_share_link_move (db, link, SO_SHARE_MERGE, "", error));
}

gboolean
so_share_open (SoDb *db, GError **error)
{
  g_autoptr (SoShareLink) link = so_share_is_on (db) ? so_share_link_load (db, error) : NULL;
  gboolean good;

  if (!link)
    return !so_db_take_failure (db, error);
  if (!so_db_script (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  good = become_version (db, link, error) && so_db_script (db, "COMMIT", error);
  if (!good)
    so_db_script (db, "ROLLBACK", NULL);
  return good;
}

gboolean
so_share_is_settled (SoDb *db)
{
  return so_db_int (db, 0, "SELECT state = 'follow' AND cursor >= head AND NOT EXISTS (SELECT 1 FROM sync_pend) AND NOT EXISTS (SELECT 1 FROM sync_out) FROM sync_link", "") == 1;
}

char *
so_share_answer (SoDb *db, const char *command, const char *id)
{
  return so_db_text (db, "SELECT answer FROM sync_answer WHERE id = ? AND command = ?", "tt", id, command);
}
