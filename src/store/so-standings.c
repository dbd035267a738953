/* SPDX-License-Identifier: MIT */
#include "so-standings.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"

void
so_standing_free (SoStanding *standing)
{
  if (!standing)
    return;
  g_free (standing->id);
  g_free (standing->kind);
  g_free (standing->text);
  g_free (standing);
}

static char *
id_of (const char *kind)
{
  return so_id_derive ("standing", kind);
}

SoStanding *
so_standing_load (SoDb *db, const char *kind, GError **error)
{
  g_autoptr (SoStanding) standing = g_new0 (SoStanding, 1);
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoStmt) row = NULL;

  standing->id = id_of (kind);
  standing->kind = g_strdup (kind);
  standing->version = 1;
  row = so_db_query (db, error, "SELECT enabled, text, version, enabled_at, (SELECT count (*) FROM standing_use u WHERE u.standing_id = s.id),"
                     " (SELECT max (at) FROM standing_use u WHERE u.standing_id = s.id) FROM standing s WHERE id = ? AND deleted_at IS NULL", "t", standing->id);
  if (!row)
    return NULL;
  if (so_stmt_next (row, &failed))
    {
      standing->enabled = so_stmt_int (row, 0) != 0;
      standing->text = so_stmt_dup (row, 1);
      standing->version = so_stmt_int (row, 2);
      standing->enabled_at = so_stmt_int (row, 3);
      standing->used = (guint) so_stmt_int (row, 4);
      standing->used_at = so_stmt_int (row, 5);
    }
  if (!failed)
    return g_steal_pointer (&standing);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static gboolean
make_row (SoDb *db, const char *id, const char *kind, GError **error)
{
  return so_db_run (db, error, "INSERT INTO standing (id, kind, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)"
                    " ON CONFLICT (id) DO UPDATE SET deleted_at = NULL", "tti", id, kind, so_now ());
}

gboolean
so_standing_set_text (SoDb *db, const char *kind, const char *text, GError **error)
{
  g_autofree char *id = id_of (kind);

  return make_row (db, id, kind, error) &&
         so_db_run (db, error, "UPDATE standing SET text = ?2, version = version + 1, enabled = 0, enabled_at = NULL, updated_at = ?3"
                    " WHERE id = ?1 AND text IS NOT ?2", "tti", id, text, so_now ());
}

gboolean
so_standing_set_enabled (SoDb *db, const char *kind, gboolean enabled, GError **error)
{
  g_autofree char *id = id_of (kind);

  return make_row (db, id, kind, error) &&
         so_db_run (db, error, "UPDATE standing SET enabled = ?2, enabled_at = CASE WHEN ?2 THEN ?3 END, updated_at = ?3 WHERE id = ?1 AND enabled <> ?2",
                    "tii", id, (gint64) (enabled != 0), so_now ());
}

gboolean
so_standing_use (SoDb *db, const char *standing_id, const char *contact_id, const char *period, const char *draft_id, gboolean *taken, GError **error)
{
  g_autofree char *id = so_id_new ();

  *taken = FALSE;
  /* What was withdrawn before it left did not reach anybody: another may take its place. */
  if (!so_db_run (db, error, "INSERT INTO standing_use (id, standing_id, contact_id, period, draft_id, at) VALUES (?, ?, ?, ?, ?, ?)"
                  " ON CONFLICT (standing_id, contact_id, period) DO UPDATE SET draft_id = excluded.draft_id, at = excluded.at"
                  " WHERE (SELECT state FROM draft WHERE draft.id = standing_use.draft_id) = 'superseded'", "ttttti",
                  id, standing_id, contact_id, period, draft_id, so_now ()))
    return FALSE;
  *taken = so_db_changes (db) > 0;
  return TRUE;
}

gboolean
so_standing_was_used (SoDb *db, const char *standing_id, const char *contact_id, const char *period)
{
  return so_db_int (db, 0, "SELECT 1 FROM standing_use WHERE standing_id = ?1 AND contact_id IN " SO_PERSON_ALL ("?2") " AND period = ?3"
                    " AND coalesce ((SELECT state FROM draft WHERE draft.id = draft_id), '') <> 'superseded'", "ttt", standing_id, contact_id, period) != 0;
}

gboolean
so_standing_set_draft (SoDb *db, const char *draft_id, const char *standing_id, GError **error)
{
  return so_db_run (db, error, "UPDATE draft SET standing_id = ? WHERE id = ?", "tt", standing_id, draft_id);
}

gboolean
so_standing_any (SoDb *db)
{
  return so_db_int (db, 1, "SELECT EXISTS (SELECT 1 FROM standing WHERE enabled = 1 AND deleted_at IS NULL)"
                    " OR EXISTS (SELECT 1 FROM draft WHERE state IN ('queued', 'held') AND standing_id IS NOT NULL)", "") != 0;
}

void
so_standing_approval_free (SoStandingApproval *approval)
{
  if (!approval)
    return;
  g_free (approval->message_id);
  g_free (approval->standing_id);
  g_free (approval);
}

SoStandingApproval *
so_standing_approval_of (SoDb *db, const char *draft_id, GError **error)
{
  g_autoptr (SoStandingApproval) approval = g_new0 (SoStandingApproval, 1);
  g_autoptr (SoStmt) row = so_db_query (db, error,
    "SELECT a.method, s.enabled, coalesce (a.standing_version, s.version), s.version, d.reply_to, d.standing_id FROM draft d LEFT JOIN approval a ON a.n ="
    " (SELECT max (n) FROM approval WHERE draft_id = d.id) LEFT JOIN standing s ON s.id = d.standing_id WHERE d.id = ?", "t", draft_id);

  if (!row)
    return NULL;
  if (!so_stmt_next (row, NULL))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such draft in this studio."), NULL;
  approval->by_rule = !g_strcmp0 (so_stmt_text (row, 0), "rule");
  approval->enabled = so_stmt_int (row, 1) != 0;
  approval->version = so_stmt_int (row, 2);
  approval->version_now = so_stmt_int (row, 3);
  approval->message_id = so_stmt_dup (row, 4);
  approval->standing_id = so_stmt_dup (row, 5);
  return g_steal_pointer (&approval);
}

GStrv
so_standing_waiting (SoDb *db, const char *thread_id, GError **error)
{
  return so_db_texts (db, error, "SELECT id FROM draft WHERE thread_id = ? AND standing_id IS NOT NULL"
                      " AND state IN ('queued', 'held') AND deleted_at IS NULL AND"
                      " (SELECT method FROM approval WHERE draft_id = draft.id ORDER BY n DESC LIMIT 1) = 'rule'", "t", thread_id);
}

GStrv
so_standing_messages (SoDb *db, gint64 from, gint64 to, GError **error)
{
  return so_db_texts (db, error, "SELECT id FROM message WHERE sent_at >= ? AND sent_at <= ? AND direction = 'inbound' AND is_system = 0"
                      " AND import_id IS NULL AND deleted_at IS NULL ORDER BY sent_at, n", "ii", from, to);
}

GStrv
so_standing_texts_after (SoDb *db, const char *thread_id, gint64 at, gint64 ms, GError **error)
{
  return so_db_texts (db, error, "SELECT text FROM message WHERE thread_id = ? AND sent_at > ? AND sent_at <= ? AND direction = 'inbound'"
                      " AND is_system = 0 AND deleted_at IS NULL ORDER BY sent_at, n", "tii", thread_id, at, at + ms);
}

void
so_decision_free (SoDecision *decision)
{
  if (!decision)
    return;
  g_free (decision->thread_id);
  g_free (decision->topic);
  g_free (decision);
}

static gpointer
read_decision (SoStmt *row)
{
  SoDecision *decision = g_new0 (SoDecision, 1);

  decision->thread_id = so_stmt_dup (row, 0);
  decision->topic = so_stmt_dup (row, 1);
  decision->at = so_stmt_int (row, 2);
  decision->unedited = so_stmt_int (row, 3) != 0;
  return decision;
}

GPtrArray *
so_standing_decisions (SoDb *db, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error,
    "SELECT d.thread_id, coalesce ((SELECT sub_category FROM message WHERE id = d.reply_to),"
    "  CASE WHEN json_valid (d.sources) THEN (SELECT category FROM knowledge WHERE id = json_extract (d.sources, '$[0].id')) END),"
    " coalesce (a.approved_at, d.updated_at), a.n IS NOT NULL AND d.text = d.proposed"
    " FROM draft d LEFT JOIN approval a ON a.n = (SELECT max (n) FROM approval WHERE draft_id = d.id AND approver = 'owner')"
    " WHERE d.proposed IS NOT NULL AND d.standing_id IS NULL AND d.deleted_at IS NULL AND (a.n IS NOT NULL OR d.state = 'discarded') ORDER BY d.n", "");

  return so_stmt_all (rows, read_decision, (GDestroyNotify) so_decision_free, error);
}
