/* SPDX-License-Identifier: MIT */
#include "so-trials.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-id.h"
#include "so-share-claim.h"
#include "so-stage-moves.h"
#include "so-undo.h"

#define LONGEST_TITLE 200
#define SELECT "SELECT t.id, t.contact_id, c.name, t.title, t.starts_at, t.state, t.converted_at FROM trial t JOIN contact c ON c.id = t.contact_id WHERE t.deleted_at IS NULL"
#define THEIRS(id) "(SELECT " id " UNION SELECT p.id FROM contact p WHERE p.root = " id ")"

static gpointer
read_trial (SoStmt *row)
{
  SoTrial *trial = g_new0 (SoTrial, 1);

  trial->id = so_stmt_dup (row, 0);
  trial->contact_id = so_stmt_dup (row, 1);
  trial->contact = so_stmt_dup (row, 2);
  trial->title = so_stmt_dup (row, 3);
  trial->starts_at = so_stmt_int (row, 4);
  so_trial_state_parse (so_stmt_text (row, 5), &trial->state);
  trial->converted_at = so_stmt_int (row, 6);
  return trial;
}

/* Who is a customer already stays one. */
static gboolean
follow (SoDb *db, const char *contact_id, const char *stage, GError **error)
{
  g_autofree char *now = so_db_text (db, "SELECT stage FROM contact WHERE id = ? AND deleted_at IS NULL", "t", contact_id);

  return !g_strcmp0 (now, "CONVERTED") || so_stage_move (db, contact_id, stage, NULL, "attendance", error);
}

char *
so_trial_book (SoDb *db, const char *contact_id, const char *title, gint64 starts_at, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (title)), *id = so_id_new ();
  gint64 now = so_now ();

  if (!*bare || g_utf8_strlen (bare, -1) > LONGEST_TITLE)
    return so_fail (error, SO_ERROR_CHANGE, "The name of a class has 1 to 200 characters."), NULL;
  if (so_db_run (db, error, "INSERT INTO trial (id, contact_id, title, starts_at, state, created_at, updated_at, deleted_at) VALUES (?1, ?2, ?3, ?4, 'booked', ?5, ?5, ?5)",
                 "tttii", id, contact_id, bare, starts_at, now) &&
      so_undo_set (db, "trial", id, "deleted_at", error, "t", NULL) && follow (db, contact_id, "TRIAL_SCHEDULED", error) &&
      so_event_log (db, "owner", "trial.booked", "trial", id, NULL, error))
    return g_steal_pointer (&id);
  return NULL;
}

gboolean
so_trial_set_state (SoDb *db, const char *id, SoTrialState state, GError **error)
{
  g_autoptr (SoTrial) trial = so_trial_find (db, id, error);

  if (!trial || trial->state == state)
    return trial != NULL;
  return so_undo_set (db, "trial", id, "state", error, "t", so_trial_state_nick (state)) &&
         (state != SO_TRIAL_BOOKED || follow (db, trial->contact_id, "TRIAL_SCHEDULED", error)) &&
         so_event_log (db, "owner", "trial.state", "trial", id, NULL, error);
}

gboolean
so_trial_convert (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoTrial) trial = so_trial_find (db, id, error);

  if (!trial || trial->converted_at)
    return trial != NULL;
  return so_undo_set (db, "trial", id, "converted_at", error, "i", so_now ()) && follow (db, trial->contact_id, "CONVERTED", error) &&
         so_event_log (db, "owner", "trial.converted", "trial", id, NULL, error);
}

SoTrial *
so_trial_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT " AND t.id = ?", "t", id);

  return so_stmt_one (row, "There is no such trial class in this studio.", error) ? read_trial (row) : NULL;
}

GPtrArray *
so_trial_list (SoDb *db, const char *contact_id, guint limit, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, SELECT " AND (?1 IS NULL OR t.contact_id IN " THEIRS ("?1") ") ORDER BY t.starts_at DESC, t.n DESC LIMIT ?2", "ti",
                                         contact_id, (gint64) limit);

  return so_stmt_all (rows, read_trial, (GDestroyNotify) so_trial_free, error);
}

GPtrArray *
so_trial_quiet (SoDb *db, gint64 after, gint64 before, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, SELECT " AND t.state IN ('attended', 'no-show', 'cancelled') AND t.starts_at > ?1 AND t.starts_at <= ?2 AND t.converted_at = 0"
                                         " AND c.deleted_at IS NULL AND c.stage NOT IN ('CONVERTED', 'LOST')"
                                         " AND NOT EXISTS (SELECT 1 FROM thread h WHERE h.contact_id IN " THEIRS ("coalesce (c.root, c.id)") " AND h.deleted_at IS NULL"
                                         " AND h.last_inbound_at > t.starts_at)"
                                         " AND NOT EXISTS (SELECT 1 FROM trial o WHERE o.contact_id IN " THEIRS ("coalesce (c.root, c.id)") " AND o.deleted_at IS NULL AND o.id <> t.id"
                                         " AND (o.converted_at > 0 OR o.starts_at > t.starts_at)) ORDER BY t.starts_at, t.n", "ii", after, before);

  return so_stmt_all (rows, read_trial, (GDestroyNotify) so_trial_free, error);
}

char *
so_trial_thread (SoDb *db, const SoTrial *trial)
{
  g_autofree char *here = so_share_home_of (db, "");

  /* Alone a computer does everything; among several the one that has the account. */
  return so_db_text (db, "SELECT h.id FROM thread h LEFT JOIN account a ON a.id = h.account_id WHERE h.contact_id IN " THEIRS ("?1") " AND h.deleted_at IS NULL AND h.is_group = 0"
                     " AND h.state NOT IN ('spam', 'bin') AND (?2 IS NULL OR a.home = ?2) ORDER BY h.last_at DESC, h.n LIMIT 1", "tt", trial->contact_id, here);
}

gboolean
so_trial_was_touched (SoDb *db, const SoTrial *trial, guint day)
{
  return so_db_int (db, 0, "SELECT 1 FROM draft d JOIN thread h ON h.id = d.thread_id, json_each (d.sources) s WHERE d.origin = 'trial'"
                    " AND h.contact_id IN " THEIRS ("?1") " AND json_extract (s.value, '$.id') = ?2 AND json_extract (s.value, '$.version') >= ?3 LIMIT 1", "tti", trial->contact_id,
                    trial->id, (gint64) day) == 1;
}

char *
so_trial_language (SoDb *db, const char *thread_id)
{
  return so_db_text (db, "SELECT language FROM message WHERE thread_id = ? AND direction = 'inbound' AND language IS NOT NULL AND deleted_at IS NULL ORDER BY sent_at DESC LIMIT 1",
                     "t", thread_id);
}
