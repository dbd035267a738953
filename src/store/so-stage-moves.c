/* SPDX-License-Identifier: MIT */
#include "so-stage-moves.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-id.h"
#include "so-undo.h"

#define LONGEST_REASON 200

/* Of moves at the same time the one that was made last here. */
#define SINCE "coalesce ((SELECT max (created_at) FROM stage_move WHERE contact_id = contact.id AND to_stage = contact.stage AND deleted_at IS NULL), created_at)"

gboolean
so_stage_settle (SoDb *db, const char *contact_id, GError **error)
{
  return so_db_run (db, error, "UPDATE contact SET stage_at = " SINCE " WHERE id = ?1 AND stage_at <> " SINCE, "t", contact_id);
}

/* The words without the space around them; NULL for none, or with an error. */
static char *
check_reason (SoStage stage, const char *reason, const char *actor, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (reason && stage == SO_STAGE_LOST ? reason : ""));

  if (stage == SO_STAGE_LOST && !*bare && !strcmp (actor, "owner"))
    return so_fail (error, SO_ERROR_CHANGE, "Why is this person lost? Give a reason: price, times, distance, elsewhere, no-answer, not-offered, changed-mind,"
                    " no-lead, or your own words"), NULL;
  if (g_utf8_strlen (bare, -1) > LONGEST_REASON)
    return so_fail (error, SO_ERROR_CHANGE, "A reason has at most 200 characters: shorten it"), NULL;
  return g_steal_pointer (&bare);
}

/* A row that was there before counts as made when it is brought back, so that undoing takes it away. */
static gboolean
add_row (SoDb *db, const char *contact_id, const char *from, const char *to, const char *reason, const char *actor, gint64 now, GError **error)
{
  g_autofree char *id = so_id_new ();

  return so_db_run (db, error, "INSERT INTO stage_move (id, contact_id, from_stage, to_stage, reason, actor, created_at, deleted_at)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)", "tttttti", id, contact_id, from, to, reason, actor, now) &&
         so_undo_set (db, "stage_move", id, "deleted_at", error, "t", NULL);
}

gboolean
so_stage_move (SoDb *db, const char *contact_id, const char *stage, const char *reason, const char *actor, GError **error)
{
  g_autofree char *before = NULL, *words = NULL, *why = NULL;
  const char *given;
  SoStage known;

  if (!so_stage_parse (stage, &known))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no stage: choose NEW, CONTACTED, QUALIFIED, TRIAL_SCHEDULED, CONVERTED or LOST", stage ? stage : "");
  if (!(words = check_reason (known, reason, actor, error)))
    return FALSE;
  before = so_db_text (db, "SELECT stage FROM contact WHERE id = ? AND deleted_at IS NULL", "t", contact_id);
  if (!before)
    return so_fail (error, SO_ERROR_CHANGE, "There is no such person in this studio.");
  why = so_db_text (db, "SELECT lost_reason FROM contact WHERE id = ?", "t", contact_id);
  given = *words ? words : NULL;
  if (!strcmp (before, stage) && !g_strcmp0 (why, given))
    return TRUE;
  return add_row (db, contact_id, before, stage, given, actor, so_now (), error) &&
         so_undo_set (db, "contact", contact_id, "stage", error, "t", stage) &&
         so_undo_set (db, "contact", contact_id, "lost_reason", error, "t", given) && so_stage_settle (db, contact_id, error);
}

static gpointer
read_move (SoStmt *row)
{
  SoStageMove *move = g_new0 (SoStageMove, 1);

  move->id = so_stmt_dup (row, 0);
  /* What a newer version calls otherwise is shown as new. */
  so_stage_parse (so_stmt_text (row, 1), &move->from);
  so_stage_parse (so_stmt_text (row, 2), &move->to);
  move->reason = so_stmt_dup (row, 3);
  move->actor = so_stmt_dup (row, 4);
  move->at = so_stmt_int (row, 5);
  return move;
}

GPtrArray *
so_stage_moves (SoDb *db, const char *contact_id, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT id, from_stage, to_stage, reason, actor, created_at FROM stage_move"
                                         " WHERE contact_id IN (SELECT ?1 UNION SELECT id FROM contact WHERE root = ?1) AND deleted_at IS NULL"
                                         " ORDER BY created_at DESC, n DESC", "t", contact_id);

  return so_stmt_all (rows, read_move, (GDestroyNotify) so_stage_move_free, error);
}
