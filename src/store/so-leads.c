/* SPDX-License-Identifier: MIT */
#include "so-leads.h"

#include "so-db.h"
#include "so-hit.h"
#include "so-lost-reason.h"
#include "so-search-query.h"
#include "so-tags.h"

#define LIVE "c.deleted_at IS NULL AND c.merged_into IS NULL"
/* All that a person brought, also by those who were merged into them. */
#define THEIRS "(SELECT c.id UNION ALL SELECT id FROM contact WHERE root = c.id)"
#define OPEN_TASK "FROM task WHERE contact_id IN " THEIRS " AND done_at = 0 AND deleted_at IS NULL ORDER BY due_at = 0, due_at, n LIMIT 1"
#define TRIAL "FROM trial WHERE contact_id IN " THEIRS " AND deleted_at IS NULL ORDER BY starts_at DESC, n DESC LIMIT 1"

#define SELECT "SELECT c.n, c.id, c.name, c.stage, c.stage_at, c.lost_reason, c.temperature, c.score, c.source, (SELECT title " OPEN_TASK "), (SELECT due_at " OPEN_TASK ")," \
               " t.id, t.channel, t.snippet, t.last_at, (SELECT sum (unread) FROM thread WHERE contact_id IN " THEIRS " AND deleted_at IS NULL)," \
               " (SELECT iif (converted_at > 0, 'converted', state) " TRIAL "), (SELECT starts_at " TRIAL ")" \
               " FROM contact c LEFT JOIN thread t ON t.id = (SELECT id FROM thread WHERE contact_id IN " THEIRS " AND deleted_at IS NULL ORDER BY last_at DESC, n LIMIT 1) WHERE "

/* ?1 to ?5 are the filter, as bound by ask(). The stage comes after. */
#define FILTER " (?1 IS NULL OR c.source = ?1) AND (?2 IS NULL OR c.temperature = ?2) AND (?3 = 0 OR c.stage_at <= ?3)" \
               " AND (?4 IS NULL OR EXISTS (SELECT 1 FROM tagging g JOIN tag ON tag.id = g.tag_id WHERE g.target_id = c.id AND g.deleted_at IS NULL AND tag.name = ?4))" \
               " AND (?5 IS NULL OR c.n IN (SELECT ref FROM search_doc WHERE kind = ?6 AND doc IN (SELECT rowid FROM search WHERE search MATCH ?5)))"

static SoStmt *
ask (SoDb *db, const char *sql, const SoLeadFilter *filter, const char *stage, guint limit, GError **error)
{
  static const SoLeadFilter everybody;
  const SoLeadFilter *f = filter ? filter : &everybody;
  g_autofree char *match = f->text && *f->text ? so_search_query_words (f->text) : NULL;

  return so_db_query (db, error, sql, "ttittiti", f->source, f->temperature, f->before, f->tag, match, (gint64) SO_HIT_CONTACT, stage, limit ? (gint64) limit : -1);
}

GArray *
so_lead_numbers (SoDb *db, SoStage stage, const SoLeadFilter *filter, guint limit, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoStmt) rows = ask (db, "SELECT c.n FROM contact c WHERE c.stage = ?7 AND " LIVE " AND" FILTER " ORDER BY c.score DESC, c.n LIMIT ?8", filter,
                                 so_stage_nick (stage), limit, error);

  while (rows && so_stmt_next (rows, &failed))
    {
      gint64 n = so_stmt_int (rows, 0);

      g_array_append_val (numbers, n);
    }
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  return rows ? g_steal_pointer (&numbers) : NULL;
}

gboolean
so_lead_counts (SoDb *db, const SoLeadFilter *filter, guint counts[SO_N_STAGES], GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoStmt) rows = ask (db, "SELECT c.stage, count(*) FROM contact c WHERE ?7 IS NULL AND ?8 AND " LIVE " AND" FILTER " GROUP BY c.stage", filter, NULL, 0,
                                 error);
  SoStage stage;

  for (SoStage i = 0; i < SO_N_STAGES; i++)
    counts[i] = 0;
  while (rows && so_stmt_next (rows, &failed))
    if (so_stage_parse (so_stmt_text (rows, 0), &stage))
      counts[stage] = (guint) so_stmt_int (rows, 1);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  return rows != NULL;
}

static SoLead *
read_lead (SoDb *db, SoStmt *row)
{
  SoLead *lead = g_new0 (SoLead, 1);

  lead->n = so_stmt_int (row, 0);
  lead->id = so_stmt_dup (row, 1);
  lead->name = so_stmt_dup (row, 2);
  so_stage_parse (so_stmt_text (row, 3), &lead->stage);
  lead->stage_at = so_stmt_int (row, 4);
  lead->lost_reason = so_stmt_dup (row, 5);
  lead->temperature = so_stmt_dup (row, 6);
  lead->score = so_stmt_is_null (row, 7) ? -1 : (int) so_stmt_int (row, 7);
  lead->source = so_stmt_dup (row, 8);
  lead->task = so_stmt_dup (row, 9);
  lead->task_due_at = so_stmt_int (row, 10);
  lead->thread_id = so_stmt_dup (row, 11);
  so_channel_kind_parse (so_stmt_text (row, 12), &lead->channel);
  lead->snippet = so_stmt_dup (row, 13);
  lead->last_at = so_stmt_int (row, 14);
  lead->unread = (guint) so_stmt_int (row, 15);
  lead->trial = so_stmt_dup (row, 16);
  lead->trial_at = so_stmt_int (row, 17);
  lead->tags = so_tags_of (db, lead->id);
  return lead;
}

static SoLead *
one (SoDb *db, SoStmt *row, GError **error)
{
  return so_stmt_one (row, "There is no such person in this studio.", error) ? read_lead (db, row) : NULL;
}

SoLead *
so_lead_load (SoDb *db, gint64 n, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "c.n = ?", "i", n);

  return one (db, row, error);
}

SoLead *
so_lead_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "c.id = ? AND " LIVE, "t", id);

  return one (db, row, error);
}

GPtrArray *
so_lead_waiting (SoDb *db, guint limit, GError **error)
{
  g_autoptr (GPtrArray) leads = g_ptr_array_new_with_free_func ((GDestroyNotify) so_lead_free);
  g_autoptr (GArray) numbers = so_db_numbers (db, error, "SELECT DISTINCT c.n FROM thread t JOIN contact m ON m.id = t.contact_id JOIN contact c ON c.id = coalesce (m.root, m.id)"
                                              " WHERE t.score >= 80 AND t.deleted_at IS NULL AND t.state IN ('open', 'waiting') AND t.last_outbound = 0 AND t.messages > 0"
                                              " AND c.stage NOT IN ('CONVERTED', 'LOST') AND " LIVE " ORDER BY c.score DESC, c.n LIMIT ?", "i", (gint64) limit);

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      SoLead *lead = so_lead_load (db, g_array_index (numbers, gint64, i), error);

      if (!lead)
        return NULL;
      g_ptr_array_add (leads, lead);
    }
  return numbers ? g_steal_pointer (&leads) : NULL;
}

GStrv
so_lead_sources (SoDb *db, GError **error)
{
  return so_db_texts (db, error, "SELECT c.source FROM contact c WHERE c.source IS NOT NULL AND " LIVE " GROUP BY c.source ORDER BY count(*) DESC, c.source", "");
}

gboolean
so_lead_lost (SoDb *db, gint64 from, gint64 to, guint *counts, GError **error)
{
  g_autoptr (GError) failed = NULL;
  /* The newest move of each counts: of two within one millisecond that which was written last. Who stands elsewhere by now was not lost. */
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT reason, count(*) FROM (SELECT m.reason, row_number() OVER (PARTITION BY m.contact_id ORDER BY m.created_at DESC, m.n DESC) AS age"
                                         " FROM stage_move m JOIN contact c ON c.id = m.contact_id WHERE m.to_stage = 'LOST' AND c.stage = 'LOST' AND m.created_at >= ? AND m.created_at < ?"
                                         " AND m.deleted_at IS NULL AND c.merged_into IS NULL) WHERE age = 1 GROUP BY reason", "ii", from, to);

  for (guint i = 0; i <= SO_N_LOST_REASONS; i++)
    counts[i] = 0;
  while (rows && so_stmt_next (rows, &failed))
    {
      guint i = SO_N_LOST_REASONS;

      so_lost_reason_parse (so_stmt_text (rows, 0), &i);
      counts[i] += (guint) so_stmt_int (rows, 1);
    }
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  return rows != NULL;
}

static gpointer
read_stat (SoStmt *row)
{
  SoSourceStat *stat = g_new0 (SoSourceStat, 1);

  stat->source = so_stmt_dup (row, 0);
  stat->came = (guint) so_stmt_int (row, 1);
  stat->converted = (guint) so_stmt_int (row, 2);
  stat->lost = (guint) so_stmt_int (row, 3);
  return stat;
}

GPtrArray *
so_lead_conversion (SoDb *db, gint64 from, gint64 to, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT coalesce (c.source, ''), count(*), sum (c.stage = 'CONVERTED'), sum (c.stage = 'LOST') FROM contact c"
                                         " WHERE c.created_at >= ? AND c.created_at < ? AND " LIVE " GROUP BY 1 ORDER BY 2 DESC, 1", "ii", from, to);

  return so_stmt_all (rows, read_stat, (GDestroyNotify) so_source_stat_free, error);
}
