/* SPDX-License-Identifier: MIT */
/* New leads, and who came into which stage. */
#include "so-figures-private.h"

#include "so-people.h"

/* Of each contact: when they were first heard of. Who came with a file is heard of with the first message; who was entered before all spans is new in none
 * of them, and not looked at. */
#define FIRST \
  "SELECT coalesce (c.root, c.id) AS person, iif (c.import_id IS NULL, c.created_at, NULL) AS made, iif (c.import_id IS NULL AND c.created_at < ?1, 0," \
  "  (SELECT min ((SELECT m.sent_at FROM message m WHERE m.thread_id = t.id AND m.deleted_at IS NULL AND m.is_system = 0 ORDER BY m.sent_at, m.n LIMIT 1))" \
  "   FROM thread t WHERE t.contact_id = c.id AND t.deleted_at IS NULL AND t.is_group = 0 AND t.state <> 'spam')) AS wrote" \
  " FROM contact c WHERE c.deleted_at IS NULL"
#define MEMBERS "(SELECT p.id UNION ALL SELECT id FROM contact WHERE root = p.id AND deleted_at IS NULL)"
/* Of each person. Who has nothing but spam is nobody; who stood at the end of the board from the beginning was no lead. */
#define PEOPLE \
  "WITH first AS MATERIALIZED (" FIRST ")," \
  " person AS MATERIALIZED (SELECT person, min (coalesce (min (made), min (wrote)), coalesce (min (wrote), min (made))) AS first, max (wrote) AS wrote FROM first GROUP BY person)" \
  " SELECT p.stage, p.source, f.first FROM person f JOIN contact p ON p.id = f.person AND p.deleted_at IS NULL WHERE f.first >= ?1 AND f.first < ?2" \
  " AND NOT (f.wrote IS NULL AND EXISTS (SELECT 1 FROM thread t WHERE t.contact_id IN " MEMBERS " AND t.deleted_at IS NULL AND t.state = 'spam'))" \
  " AND NOT (p.stage IN ('CONVERTED', 'LOST') AND NOT EXISTS (SELECT 1 FROM stage_move s WHERE s.contact_id IN (SELECT p.id UNION ALL SELECT id FROM contact WHERE root = p.id)" \
  "  AND s.deleted_at IS NULL))"

static void
count_lead (const SoFiguresJob *job, gint64 first, gboolean converted, const char *source)
{
  SoChannelKind channel;
  gboolean known = so_channel_kind_parse (source, &channel);

  for (SoFiguresSpan *span = NULL; (span = so_figures_span (job, span, first));)
    {
      span->figures->leads++;
      span->figures->leads_converted += converted;
      if (!known)
        {
          span->figures->leads_elsewhere++;
          continue;
        }
      span->figures->channels[channel].leads++;
      span->figures->channels[channel].converted += converted;
    }
}

gboolean
so_figures_read_leads (const SoFiguresJob *job, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (job->db, error, PEOPLE, "ii", job->from, job->to);
  g_autoptr (GError) failed = NULL;

  while (rows && so_figures_next (job, rows, &failed))
    count_lead (job, so_stmt_int (rows, 2), !g_strcmp0 (so_stmt_text (rows, 0), "CONVERTED"), so_stmt_text (rows, 1));
  return so_figures_end (rows, g_steal_pointer (&failed), error);
}

/* The board ------------------------------------------------------------------------------------------------ */

#define MOVES "SELECT s.to_stage, s.created_at, p.n FROM stage_move s JOIN contact c ON c.id = s.contact_id AND c.deleted_at IS NULL JOIN contact p ON p.id = coalesce (c.root, c.id)" \
              " AND p.deleted_at IS NULL WHERE s.deleted_at IS NULL AND s.created_at >= ?1 AND s.created_at < ?2"

static void
count_move (const SoFiguresJob *job, SoFiguresSet *sets, SoStage stage, gint64 at, guint64 person)
{
  for (SoFiguresSpan *span = NULL; (span = so_figures_span (job, span, at));)
    if (so_figures_set_add (&sets[(span - job->spans) * SO_N_STAGES + stage], person))
      span->figures->moved[stage]++;
}

gboolean
so_figures_read_moves (const SoFiguresJob *job, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (job->db, error, MOVES, "ii", job->from, job->to);
  SoFiguresSet *sets = so_figures_sets_new (job->n * SO_N_STAGES);
  g_autoptr (GError) failed = NULL;
  SoStage stage;

  while (rows && so_figures_next (job, rows, &failed))
    if (so_stage_parse (so_stmt_text (rows, 0), &stage))
      count_move (job, sets, stage, so_stmt_int (rows, 1), (guint64) so_stmt_int (rows, 2));
  so_figures_sets_free (sets, job->n * SO_N_STAGES);
  return so_figures_end (rows, g_steal_pointer (&failed), error);
}
