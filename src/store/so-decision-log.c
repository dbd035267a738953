/* SPDX-License-Identifier: MIT */
#include "so-decision-log.h"

#include <string.h>

#include "so-db.h"
#include "so-error.h"
#include "so-people.h"
#include "so-text.h"

/* Its index is that of all decisions (draft_by_decision); of one person draft_by_contact is shorter. */
#define LOGGED "d.decided_at IS NOT NULL AND d.deleted_at IS NULL"
#define NEWEST_FIRST " ORDER BY d.decided_at DESC, d.n DESC"

#define LAPSED "'superseded', 'expired', 'answered_elsewhere'"
#define OPEN "'generating', 'proposed', 'editing', 'edited'"
#define APPROVER "(SELECT approver FROM approval WHERE draft_id = d.id ORDER BY n DESC LIMIT 1)"

static const char *const deciders[SO_N_LOG_BY] = {
  [SO_LOG_BY_ANYONE] = "",
  [SO_LOG_BY_OWNER] = " AND d.state NOT IN (" LAPSED ") AND (d.state IN ('discarded', " OPEN ") OR " APPROVER " = 'owner')",
  [SO_LOG_BY_STAFF] = " AND d.state NOT IN ('discarded', " LAPSED ", " OPEN ") AND " APPROVER " NOT IN ('owner', 'standing', 'chain')",
  [SO_LOG_BY_RULE] = " AND d.state NOT IN ('discarded', " LAPSED ", " OPEN ") AND " APPROVER " IN ('standing', 'chain')",
  [SO_LOG_BY_NOBODY] = " AND d.state IN (" LAPSED ")",
};

static void
append_states (GString *sql, guint states)
{
  const char *comma = " AND +d.state IN (";   /* + : not by the index of states, which would have to be sorted */

  for (guint i = 0; i < SO_N_DRAFT_STATES; i++)
    if (states & (1u << i))
      {
        g_string_append_printf (sql, "%s'%s'", comma, so_draft_state_nick (i));
        comma = ", ";
      }
  g_string_append (sql, states ? ")" : "");
}

/* What is before the row (?2, ?3) in the order, from ?1 on; ?4 is the person. */
static char *
dup_sql (const SoLogFilter *filter, const char *columns, guint limit)
{
  GString *sql = g_string_new ("SELECT ");

  g_string_append (sql, columns);
  g_string_append (sql, " WHERE " LOGGED " AND d.decided_at >= ?1 AND (d.decided_at, d.n) < (?2, ?3)");
  append_states (sql, filter->states);
  g_string_append (sql, deciders[filter->by]);
  g_string_append (sql, filter->contact_id ? " AND d.contact_id IN " SO_PERSON_ALL ("?4") NEWEST_FIRST : NEWEST_FIRST);
  if (limit)
    g_string_append_printf (sql, " LIMIT %u", limit);
  return g_string_free_and_steal (sql);
}

/* Words are looked for in folded text; a name is stored folded. */
static gboolean
has_words (char **words, const char *text, const char *name)
{
  g_autofree char *folded = so_text_fold (text);

  for (char **word = words; *word; word++)
    if (**word && !strstr (folded, *word) && !(name && strstr (name, *word)))
      return FALSE;
  return TRUE;
}

static GArray *
look_for (SoStmt *row, const char *text, guint limit, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *folded = so_text_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GError) failed = NULL;

  while (so_stmt_next (row, &failed))
    {
      gint64 n = so_stmt_int (row, 0);

      if (has_words (words, so_stmt_text (row, 1), so_stmt_text (row, 2)))
        g_array_append_val (numbers, n);
      if (limit && numbers->len == limit)
        break;
    }
  if (!failed)
    return g_steal_pointer (&numbers);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GArray *
so_log_numbers (SoDb *db, const SoLogFilter *filter, gint64 after, guint limit, GError **error)
{
  static const SoLogFilter everything = { 0 };
  const SoLogFilter *f = filter ? filter : &everything;
  gboolean searched = f->text && f->text[strspn (f->text, " \t\n")];
  g_autofree char *sql = searched ? dup_sql (f, "d.n, d.text, c.sort FROM draft d LEFT JOIN contact c ON c.id = " SO_PERSON_ROOT ("d.contact_id"), 0)
                                  : dup_sql (f, "d.n FROM draft d", limit);
  const char *types = f->contact_id ? "iiit" : "iii";
  gint64 from = f->from ? f->from : G_MININT64, at = f->to ? f->to : G_MAXINT64, n = G_MININT64, last;
  g_autoptr (SoStmt) row = NULL;

  if (after)
    {
      last = so_db_int (db, G_MININT64, "SELECT decided_at FROM draft WHERE n = ? AND decided_at IS NOT NULL", "i", after);
      if (last == G_MININT64)
        return so_fail (error, SO_ERROR_CHANGE, "The row after which to go on is not in the log of decisions."), NULL;
      if (last < at)
        at = last, n = after;
    }
  if (!searched)
    return so_db_numbers (db, error, sql, types, from, at, n, f->contact_id);
  row = so_db_query (db, error, sql, types, from, at, n, f->contact_id);
  return row ? look_for (row, f->text, limit, error) : NULL;
}

#define SELECT "SELECT d.n, d.id, d.thread_id, coalesce (c.id, d.contact_id), coalesce (nullif (c.name, ''), t.title, '?'), t.channel, d.state, d.decided_at," \
               " d.text, d.proposed, d.origin, d.sources, d.reason, d.detail, coalesce (d.edit_distance, -1), d.not_before," \
               " a.approver, a.method, a.approved_at, a.visible_ms, a.warnings, s.kind, a.standing_version," \
               " (SELECT max (finished_at) FROM attempt WHERE draft_id = d.id AND outcome = 'accepted')" \
               " FROM draft d LEFT JOIN thread t ON t.id = d.thread_id LEFT JOIN contact c ON c.id = " SO_PERSON_ROOT ("d.contact_id") \
               " LEFT JOIN approval a ON a.n = (SELECT max (n) FROM approval WHERE draft_id = d.id)" \
               " LEFT JOIN standing s ON s.id = a.standing_id WHERE " LOGGED " AND "

static SoLogBy
decider_of (SoDraftState state, const char *approver)
{
  if (state == SO_DRAFT_SUPERSEDED || state == SO_DRAFT_EXPIRED || state == SO_DRAFT_ANSWERED_ELSEWHERE)
    return SO_LOG_BY_NOBODY;
  if (state == SO_DRAFT_DISCARDED || state < SO_DRAFT_QUEUED || !g_strcmp0 (approver, "owner"))
    return SO_LOG_BY_OWNER;
  return g_strcmp0 (approver, "standing") && g_strcmp0 (approver, "chain") ? SO_LOG_BY_STAFF : SO_LOG_BY_RULE;
}

static void
read_approval (SoLogEntry *entry, SoStmt *row)
{
  entry->approver = so_stmt_dup (row, 16);
  entry->method = so_stmt_dup (row, 17);
  entry->approved_at = so_stmt_int (row, 18);
  entry->visible_ms = so_stmt_int (row, 19);
  entry->warnings = so_stmt_dup (row, 20);
  entry->rule = so_stmt_dup (row, 21);
  entry->rule_version = so_stmt_int (row, 22);
  entry->sent_at = so_stmt_int (row, 23);
  entry->by = decider_of (entry->state, entry->approver);
}

static SoLogEntry *
one (SoStmt *row, GError **error)
{
  SoLogEntry *entry;

  if (!so_stmt_one (row, "Nothing was decided about a draft of this name.", error))
    return NULL;
  entry = g_new0 (SoLogEntry, 1);
  entry->n = so_stmt_int (row, 0);
  entry->id = so_stmt_dup (row, 1);
  entry->thread_id = so_stmt_dup (row, 2);
  entry->contact_id = so_stmt_dup (row, 3);
  entry->contact_name = so_stmt_dup (row, 4);
  entry->channel = so_stmt_dup (row, 5);
  so_draft_state_parse (so_stmt_text (row, 6), &entry->state);
  entry->decided_at = so_stmt_int (row, 7);
  entry->text = so_stmt_dup (row, 8);
  entry->proposed = so_stmt_dup (row, 9);
  entry->origin = so_stmt_dup (row, 10);
  entry->sources = so_stmt_dup (row, 11);
  entry->reason = so_stmt_dup (row, 12);
  entry->detail = so_stmt_dup (row, 13);
  entry->edited = entry->proposed && strcmp (entry->proposed, entry->text) != 0;
  entry->edit_distance = entry->edited ? (int) so_stmt_int (row, 14) : entry->proposed ? 0 : -1;
  entry->not_before = so_stmt_int (row, 15);
  read_approval (entry, row);
  return entry;
}

SoLogEntry *
so_log_load (SoDb *db, gint64 n, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "d.n = ?", "i", n);

  return one (row, error);
}

SoLogEntry *
so_log_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "d.id = ?", "t", id);

  return one (row, error);
}

/* Each table knows a part; the fourth column keeps causes before what came of them within one millisecond. What both an event
 * and a record tell (approved, sent, failed) is taken from the record. */
#define TIMES \
  "SELECT at, what, by, detail FROM (" \
  "  SELECT created_at AS at, CASE WHEN proposed IS NULL THEN 'written' ELSE 'proposed' END AS what," \
  "   CASE WHEN proposed IS NULL THEN 'owner' ELSE origin END AS by, NULL AS detail, 0 AS place, n FROM draft WHERE id = ?1" \
  "  UNION ALL SELECT at, substr (kind, 7), actor, NULL, 2, n FROM event WHERE target_id = ?1 AND kind IN ('draft.redone', 'draft.acknowledged'," \
  "   'draft.attached', 'draft.detached', 'draft.held', 'draft.returned', 'draft.recalled', 'draft.discarded', 'draft.sent_already')" \
  "  UNION ALL SELECT approved_at, CASE WHEN EXISTS (SELECT 1 FROM event WHERE target_id = ?1 AND kind = 'draft.scheduled' AND at = approved_at)" \
  "   THEN 'scheduled' ELSE 'approved' END, approver, NULL, 1, n FROM approval WHERE draft_id = ?1" \
  "  UNION ALL SELECT started_at, 'sending', 'dispatcher', NULL, 3, n FROM attempt WHERE draft_id = ?1" \
  "  UNION ALL SELECT finished_at, outcome, 'dispatcher', detail, 4, n FROM attempt WHERE draft_id = ?1 AND finished_at IS NOT NULL" \
  "  UNION ALL SELECT updated_at, state, NULL, detail, 5, n FROM draft WHERE id = ?1" \
  "   AND (state IN ('superseded', 'expired', 'answered_elsewhere', 'delivered', 'read') OR (state = 'unknown'" \
  "   AND NOT EXISTS (SELECT 1 FROM attempt WHERE draft_id = ?1 AND outcome = 'lost')))" \
  ") ORDER BY at, place, n"

static gpointer
read_time (SoStmt *row)
{
  SoLogTime *time = g_new0 (SoLogTime, 1);

  time->at = so_stmt_int (row, 0);
  time->what = so_stmt_dup (row, 1);
  time->by = so_stmt_dup (row, 2);
  time->detail = so_stmt_dup (row, 3);
  return time;
}

GPtrArray *
so_log_times (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, TIMES, "t", id);

  return so_stmt_all (row, read_time, (GDestroyNotify) so_log_time_free, error);
}
