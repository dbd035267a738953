/* SPDX-License-Identifier: MIT */
/* What is of this moment. */
#include "so-figures-private.h"

#include "so-people.h"
#include "so-threads.h"

void
so_hot_row_free (SoHotRow *row)
{
  g_free (row->contact_id);
  g_free (row->thread_id);
  g_free (row->name);
  g_free (row->interest);
  g_free (row);
}

static gboolean
count_stages (SoDb *db, SoFigures *figures, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT stage, count (*) FROM contact WHERE (" SO_PERSON_PLAIN ") OR (" SO_PERSON_ODD ") GROUP BY stage", "");
  g_autoptr (GError) failed = NULL;
  SoStage stage;

  while (rows && so_stmt_next (rows, &failed))
    if (so_stage_parse (so_stmt_text (rows, 0), &stage))
      figures->stages[stage] = (guint) so_stmt_int (rows, 1);
  return so_figures_end (rows, g_steal_pointer (&failed), error);
}

gboolean
so_figures_read_now (SoDb *db, SoFigures *figures, GError **error)
{
  figures->now = TRUE;
  /* Conditions are those of the tabs, word for word: so their indexes count. */
  figures->urgent = (guint) so_db_int (db, 0, "SELECT count (*) FROM thread WHERE (priority = 'URGENT' OR escalated_at > 0) AND deleted_at IS NULL AND state IN ('open', 'waiting')", "");
  figures->hot = (guint) so_db_int (db, 0, "SELECT count (*) FROM thread WHERE score >= 80 AND deleted_at IS NULL AND state IN ('open', 'waiting')", "");
  figures->to_approve = (guint) so_db_int (db, 0, "SELECT count (*) FROM thread WHERE draft_id IS NOT NULL AND deleted_at IS NULL AND state NOT IN ('spam', 'bin', 'snoozed')", "");
  return count_stages (db, figures, error);
}

#define HOT "t.score >= 80 AND t.deleted_at IS NULL AND t.state IN ('open', 'waiting') AND t.waiting_since > 0 AND t.is_group = 0"
/* What they want, in their words: the newest interest that the owner did not put away. */
#define INTEREST "(SELECT f.what FROM finding f WHERE f.contact_id IN " SO_PERSON_ALL ("t.contact_id") " AND f.kind = 'interest' AND f.state <> 'dismissed' AND f.deleted_at IS NULL ORDER BY f.n DESC LIMIT 1)"

static gpointer
read_hot (SoStmt *rows)
{
  SoHotRow *row = g_new0 (SoHotRow, 1);

  row->contact_id = so_stmt_dup (rows, 0);
  row->thread_id = so_stmt_dup (rows, 1);
  row->name = so_stmt_dup (rows, 2);
  row->interest = so_stmt_dup (rows, 3);
  row->score = (int) so_stmt_int (rows, 4);
  row->waiting_since = so_stmt_int (rows, 5);
  return row;
}

GPtrArray *
so_figures_hot (SoDb *db, guint limit, guint *all, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT c.id, t.id, c.name, " INTEREST ", t.score, t.waiting_since FROM thread t JOIN contact c ON c.id = "
                                         SO_PERSON_ROOT ("t.contact_id") " AND c.deleted_at IS NULL WHERE " HOT " ORDER BY t.score DESC, t.waiting_since, t.n LIMIT ?", "i", (gint64) limit);

  if (all)
    *all = (guint) so_db_int (db, 0, "SELECT count (*) FROM thread t WHERE " HOT, "");
  return so_stmt_all (rows, read_hot, (GDestroyNotify) so_hot_row_free, error);
}
