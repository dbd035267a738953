/* SPDX-License-Identifier: MIT */
#include "so-insights.h"

#include "so-clock.h"
#include "so-contact-details.h"
#include "so-db.h"
#include "so-draft-facts.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-text.h"
#include "so-undo.h"

#include <string.h>

#define ANALYSIS "SELECT source, model, fault, summary, outcome, sentiment, satisfaction, quote, message_id, messages, newest_at, dropped, updated_at" \
                 " FROM analysis WHERE thread_id = ?1 AND deleted_at IS NULL"
#define FINDING "SELECT id, thread_id, contact_id, kind, field, what, quote, message_id, by_rules, by_model, state FROM finding WHERE deleted_at IS NULL"

static const char *
source_of (gboolean by_model)
{
  return by_model ? "model" : "rules";
}

/* Keeping ---------------------------------------------------------------------------------------- */

static gboolean
keep_analysis (SoDb *db, const SoInsight *insight, GError **error)
{
  g_autofree char *id = so_id_derive (insight->thread_id, source_of (insight->by_model));

  return so_db_run (db, error, "INSERT INTO analysis (id, thread_id, source, model, summary, outcome, sentiment, satisfaction, quote, message_id, messages, newest_at,"
                    " dropped, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif (?8, -1), ?9, ?10, ?11, ?12, ?13, ?14, ?14)"
                    " ON CONFLICT (id) DO UPDATE SET model = excluded.model, fault = NULL, summary = excluded.summary, outcome = excluded.outcome,"
                    " sentiment = excluded.sentiment, satisfaction = excluded.satisfaction, quote = excluded.quote, message_id = excluded.message_id,"
                    " messages = excluded.messages, newest_at = excluded.newest_at, dropped = excluded.dropped, updated_at = excluded.updated_at, deleted_at = NULL",
                    "tttttttittiiii", id, insight->thread_id, source_of (insight->by_model), insight->model, insight->summary, insight->outcome, insight->sentiment,
                    (gint64) insight->satisfaction, insight->quote, insight->message_id, (gint64) insight->messages, insight->newest_at, (gint64) insight->dropped,
                    so_now ());
}

/* The person has it already, or somebody else does. */
static gboolean
is_idle (SoDb *db, const SoFinding *finding, const char *contact_id, const char *country)
{
  g_autoptr (SoIdentity) identity = NULL;
  gboolean same;

  if (strcmp (finding->kind, "detail"))
    return FALSE;
  if (!contact_id)
    return TRUE;
  g_free (so_contact_detail_now (db, contact_id, finding->field, finding->what, country, &same));
  if (same)
    return TRUE;
  if (!strcmp (finding->field, "email") || !strcmp (finding->field, "phone"))
    identity = so_identity_new (*finding->field == 'e' ? SO_IDENTITY_EMAIL : SO_IDENTITY_PHONE, finding->what, NULL);
  return identity && so_identity_is_of_other (db, identity, country, contact_id);
}

/* The same words of the same person are the same finding, in whatever conversation: dismissed once is dismissed. */
static char *
finding_id (const SoFinding *finding, const char *thread_id, const char *contact_id)
{
  g_autofree char *folded = so_text_fold (finding->what), *name = g_strconcat (finding->kind, ":", finding->field ? finding->field : "", ":", folded, NULL);

  return so_id_derive (!strcmp (finding->kind, "detail") ? contact_id : thread_id, name);
}

static gboolean
keep_finding (SoDb *db, const SoInsight *insight, const SoFinding *finding, const char *contact_id, GError **error)
{
  g_autofree char *id = finding_id (finding, insight->thread_id, contact_id);

  return so_db_run (db, error, "INSERT INTO finding (id, thread_id, contact_id, kind, field, what, quote, message_id, by_rules, by_model, created_at, updated_at)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NOT ?9, ?9, ?10, ?10) ON CONFLICT (id) DO UPDATE SET thread_id = excluded.thread_id,"
                    " contact_id = excluded.contact_id, quote = excluded.quote, message_id = excluded.message_id, by_rules = max (by_rules, excluded.by_rules),"
                    " by_model = max (by_model, excluded.by_model), updated_at = excluded.updated_at, deleted_at = NULL", "ttttttttii", id, insight->thread_id,
                    contact_id, finding->kind, finding->field, finding->what, finding->quote, finding->message_id, (gint64) insight->by_model, so_now ());
}

gboolean
so_insight_keep (SoDb *db, const SoInsight *insight, const char *country, GError **error)
{
  g_autofree char *contact = so_db_text (db, "SELECT contact_id FROM thread WHERE id = ? AND is_group = 0", "t", insight->thread_id);

  if (!so_db_int (db, 0, "SELECT 1 FROM thread WHERE id = ? AND deleted_at IS NULL", "t", insight->thread_id))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such conversation in this studio.");
  if (!keep_analysis (db, insight, error) ||
      !so_db_run (db, error, insight->by_model ? "UPDATE finding SET by_model = 0 WHERE thread_id = ? AND by_model" : "UPDATE finding SET by_rules = 0 WHERE thread_id = ? AND by_rules",
                  "t", insight->thread_id))
    return FALSE;
  for (guint i = 0; i < insight->findings->len; i++)
    {
      const SoFinding *finding = g_ptr_array_index (insight->findings, i);

      if (!is_idle (db, finding, contact, country) && !keep_finding (db, insight, finding, contact, error))
        return FALSE;
    }
  return so_db_run (db, error, "UPDATE finding SET deleted_at = ?2 WHERE thread_id = ?1 AND NOT by_rules AND NOT by_model AND state = 'proposed' AND deleted_at IS NULL",
                    "ti", insight->thread_id, so_now ());
}

gboolean
so_insight_keep_fault (SoDb *db, const char *thread_id, const char *model, const char *fault, GError **error)
{
  g_autofree char *id = so_id_derive (thread_id, source_of (TRUE));

  return so_db_run (db, error, "INSERT INTO analysis (id, thread_id, source, model, fault, outcome, messages, newest_at, created_at, updated_at)"
                    " VALUES (?1, ?2, 'model', ?3, ?4, 'open', 0, 0, ?5, ?5) ON CONFLICT (id) DO UPDATE SET fault = excluded.fault, updated_at = excluded.updated_at",
                    "tttti", id, thread_id, model, fault, so_now ());
}

/* Reading ---------------------------------------------------------------------------------------- */

static SoFinding *
read_finding (SoStmt *row)
{
  SoFinding *finding = g_new0 (SoFinding, 1);

  finding->id = so_stmt_dup (row, 0);
  finding->thread_id = so_stmt_dup (row, 1);
  finding->contact_id = so_stmt_dup (row, 2);
  finding->kind = so_stmt_dup (row, 3);
  finding->field = so_stmt_dup (row, 4);
  finding->what = so_stmt_dup (row, 5);
  finding->quote = so_stmt_dup (row, 6);
  finding->message_id = so_stmt_dup (row, 7);
  finding->by_rules = so_stmt_int (row, 8) != 0;
  finding->by_model = so_stmt_int (row, 9) != 0;
  so_finding_state_parse (so_stmt_text (row, 10), &finding->state);
  return finding;
}

/* @everything: also what only the other one found, where that is a thing to be decided. */
static gboolean
read_findings (SoDb *db, SoInsight *insight, gboolean everything, GError **error)
{
  g_autofree char *contact = so_db_text (db, "SELECT contact_id FROM thread WHERE id = ? AND is_group = 0", "t", insight->thread_id);
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoStmt) row = so_db_query (db, error, FINDING " AND (thread_id = ?1 OR (kind = 'detail' AND contact_id IN " SO_PERSON_ALL ("?2") ")) ORDER BY n", "tt", insight->thread_id, contact);

  while (row && so_stmt_next (row, &failed))
    {
      g_autoptr (SoFinding) finding = read_finding (row);
      gboolean own = insight->by_model ? finding->by_model : finding->by_rules;
      gboolean decides = !strcmp (finding->kind, "action") || !strcmp (finding->kind, "detail");
      gboolean same = FALSE;

      if (!own && !(everything && decides))
        continue;
      if (!strcmp (finding->kind, "detail") && finding->contact_id && finding->state == SO_FINDING_PROPOSED)
        finding->now = so_contact_detail_now (db, finding->contact_id, finding->field, finding->what, NULL, &same);
      /* She has typed it herself since. */
      if (!same)
        g_ptr_array_add (insight->findings, g_steal_pointer (&finding));
    }
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  return row != NULL;
}

static SoInsight *
read_insight (SoStmt *row, const char *thread_id)
{
  SoInsight *insight = so_insight_new (thread_id, !g_strcmp0 (so_stmt_text (row, 0), "model"));

  insight->model = so_stmt_dup (row, 1);
  insight->fault = so_stmt_dup (row, 2);
  insight->summary = so_stmt_dup (row, 3);
  insight->outcome = so_stmt_dup (row, 4);
  insight->sentiment = so_stmt_dup (row, 5);
  insight->satisfaction = so_stmt_is_null (row, 6) ? -1 : (int) so_stmt_int (row, 6);
  insight->quote = so_stmt_dup (row, 7);
  insight->message_id = so_stmt_dup (row, 8);
  insight->messages = (guint) so_stmt_int (row, 9);
  insight->newest_at = so_stmt_int (row, 10);
  insight->dropped = (guint) so_stmt_int (row, 11);
  insight->updated_at = so_stmt_int (row, 12);
  return insight;
}

/* The rules' first. */
static GPtrArray *
read_both (SoDb *db, const char *thread_id, GError **error)
{
  g_autoptr (GPtrArray) both = g_ptr_array_new_with_free_func ((GDestroyNotify) so_insight_free);
  g_autoptr (SoStmt) row = so_db_query (db, error, ANALYSIS " ORDER BY source DESC", "t", thread_id);
  g_autoptr (GError) failed = NULL;

  while (row && so_stmt_next (row, &failed))
    g_ptr_array_add (both, read_insight (row, thread_id));
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  return row ? g_steal_pointer (&both) : NULL;
}

SoInsight *
so_insight_load (SoDb *db, const char *thread_id, GError **error)
{
  g_autoptr (GPtrArray) both = read_both (db, thread_id, error);
  g_autoptr (SoInsight) shown = NULL;
  g_autofree char *fault = NULL;
  guint at = 0;

  if (!both || !both->len)
    return NULL;
  for (guint i = 0; i < both->len; i++)
    {
      const SoInsight *one = g_ptr_array_index (both, i);

      if (one->by_model && one->fault)
        g_set_str (&fault, one->fault);
      /* What it said before it went wrong is older than what the rules say now. */
      if (one->by_model && one->messages && (!i || (!one->fault && one->newest_at >= ((SoInsight *) g_ptr_array_index (both, 0))->newest_at)))
        at = i;
    }
  shown = g_ptr_array_steal_index (both, at);
  g_set_str (&shown->fault, fault);
  return read_findings (db, shown, TRUE, error) ? g_steal_pointer (&shown) : NULL;
}

GPtrArray *
so_insight_list (SoDb *db, const char *thread_id, GError **error)
{
  g_autoptr (GPtrArray) both = read_both (db, thread_id, error);

  for (guint i = 0; both && i < both->len; i++)
    if (!read_findings (db, g_ptr_array_index (both, i), FALSE, error))
      return NULL;
  return g_steal_pointer (&both);
}

gint64
so_insight_newest_at (SoDb *db, const char *thread_id)
{
  return so_db_int (db, 0, "SELECT max (newest_at) FROM analysis WHERE thread_id = ? AND deleted_at IS NULL", "t", thread_id);
}

char *
so_insight_thread_of (SoDb *db, const char *contact_id)
{
  return so_db_text (db, "SELECT a.thread_id FROM thread t JOIN analysis a ON a.thread_id = t.id AND a.deleted_at IS NULL WHERE t.contact_id IN " SO_PERSON_ALL ("?1") " AND t.is_group = 0"
                     " AND t.deleted_at IS NULL ORDER BY a.newest_at DESC LIMIT 1", "t", contact_id);
}

SoFinding *
so_finding_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, FINDING " AND id = ?", "t", id);
  g_autoptr (GError) failed = NULL;

  if (row && so_stmt_next (row, &failed))
    return read_finding (row);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  if (row)
    so_fail (error, SO_ERROR_CHANGE, "There is no such finding any more: the conversation was looked at anew.");
  return NULL;
}

gboolean
so_finding_set_state (SoDb *db, const char *id, SoFindingState state, GError **error)
{
  return so_undo_set (db, "finding", id, "state", error, "t", so_finding_state_nick (state));
}
