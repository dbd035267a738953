/* SPDX-License-Identifier: MIT */
#include "so-undo.h"

#include <stdarg.h>
#include <string.h>

#include "so-clock.h"
#include "so-consents.h"
#include "so-credits.h"
#include "so-error.h"
#include "so-id.h"
#include "so-knowledge-private.h"
#include "so-people.h"
#include "so-stage-moves.h"
#include "so-threads-private.h"

#define KEPT_STEPS 50

gboolean
so_event_log (SoDb *db, const char *actor, const char *kind, const char *target_kind, const char *target_id,
              const char *data, GError **error)
{
  g_autofree char *id = so_id_new ();

  return so_db_run (db, error,
    "INSERT INTO event (id, at, actor, kind, target_kind, target_id, data) VALUES (?, ?, ?, ?, ?, ?, ?)", "tittttt",
    id, so_now (), actor, kind, target_kind, target_id, data);
}

gint64
so_event_newest_at (SoDb *db)
{
  return so_db_int (db, 0, "SELECT max (at) FROM (SELECT at, kind FROM event WHERE n > coalesce ((SELECT max (n) FROM"
                    " (SELECT n, kind FROM event ORDER BY n DESC LIMIT 64) WHERE kind = 'clock.changed'), 0) ORDER BY n DESC LIMIT 64)", "");
}

gboolean
so_undo_begin (SoDb *db, const char *label, GError **error)
{
  if (!so_db_run (db, error, "INSERT INTO undo_step (at, label) VALUES (?, ?)", "it", so_now (), label))
    return FALSE;
  so_db_set_undo_step (db, so_db_last_row (db));
  return TRUE;
}

gboolean
so_undo_end (SoDb *db, GError **error)
{
  gint64 step = so_db_get_undo_step (db);

  so_db_set_undo_step (db, 0);
  return so_db_run (db, error, "DELETE FROM undo_step WHERE n = ? AND NOT EXISTS (SELECT 1 FROM undo_field WHERE step = undo_step.n)",
                    "i", step) &&
         so_db_run (db, error, "DELETE FROM undo_step WHERE n <= (SELECT n FROM undo_step ORDER BY n DESC LIMIT 1 OFFSET ?)",
                    "i", (gint64) KEPT_STEPS);
}

static gboolean
remember (SoDb *db, const char *table, const char *id, const char *field, const char *text, gint64 number,
          gboolean is_text, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO undo_field (step, tbl, id, field, old, new)"
                                          " SELECT ?1, '%s', id, '%s', %s, ?2 FROM %s WHERE id = ?3 AND %s IS NOT ?2",
                                          table, field, field, table, field);

  if (is_text)
    return so_db_run (db, error, sql, "itt", so_db_get_undo_step (db), text, id);
  return so_db_run (db, error, sql, "iit", so_db_get_undo_step (db), number, id);
}

gboolean
so_undo_set (SoDb *db, const char *table, const char *id, const char *field, GError **error, const char *types, ...)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s = ?1 WHERE id = ?2", table, field);
  gboolean is_text = *types == 't';
  const char *text = NULL;
  gint64 number = 0;
  va_list args;

  va_start (args, types);
  if (is_text)
    text = va_arg (args, const char *);
  else
    number = va_arg (args, gint64);
  va_end (args);
  if (so_db_get_undo_step (db) && !remember (db, table, id, field, text, number, is_text, error))
    return FALSE;
  if (!(is_text ? so_db_run (db, error, sql, "tt", text, id) : so_db_run (db, error, sql, "it", number, id)))
    return FALSE;
  return so_db_changes (db) > 0 || so_fail (error, SO_ERROR_CHANGE, "There is no %s %s in this studio.", table, id);
}

/* What hangs on a row that just went back. */
static gboolean
refresh (SoDb *db, const char *table, const char *id, const char *name, GError **error)
{
  g_autofree char *thread = NULL;

  if (!strcmp (table, "thread"))
    return so_thread_refresh (db, id, error);
  if (!strcmp (table, "contact"))
    return !strcmp (name, "name") ? so_people_name_changed (db, id, error)
           : !strcmp (name, "stage") ? so_stage_settle (db, id, error)
           : !strcmp (name, "score") ? so_people_score_changed (db, id, error)
           : !strcmp (name, "merged_into") || !strcmp (name, "deleted_at") ? so_people_settle_root (db, id, error) : so_people_index (db, id, error);
  if (!strcmp (table, "contact_note"))
    {
      g_autofree char *person = so_db_text (db, "SELECT contact_id FROM contact_note WHERE id = ?", "t", id);
      return !person || so_people_index (db, person, error);
    }
  if (!strcmp (table, "knowledge") || !strcmp (table, "price") || !strcmp (table, "template") || !strcmp (table, "rule") || !strcmp (table, "sequence"))
    return so_knowledge_went_back (db, table, id, error);
  if (!strcmp (table, "identity"))
    {
      g_autofree char *person = so_db_text (db, "SELECT contact_id FROM identity WHERE id = ?", "t", id);
      return !person || so_people_index (db, person, error);
    }
  if (!strcmp (table, "stage_move"))
    {
      g_autofree char *person = so_db_text (db, "SELECT contact_id FROM stage_move WHERE id = ?", "t", id);
      return !person || so_stage_settle (db, person, error);
    }
  if (strcmp (table, "draft"))
    return TRUE;
  thread = so_db_text (db, "SELECT thread_id FROM draft WHERE id = ?", "t", id);
  return !thread || so_thread_refresh_drafts (db, thread, error);
}

/* What was approved since stays as it was approved: it is taken back by recalling it. */
#define DRAFT_IS_FREE " AND state NOT IN ('queued', 'scheduled', 'held', 'sending', 'unknown', 'accepted', 'delivered', 'read')"

/* Whose it is again is found by it, and it by their name. */
static gboolean
index_owned (SoDb *db, const char *table, const char *id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT contact_id FROM %s WHERE id = ?", table), *owner = so_db_text (db, sql, "t", id);
  g_auto (GStrv) messages = !owner && !strcmp (table, "thread") ? so_db_texts (db, error, "SELECT id FROM message WHERE thread_id = ? AND deleted_at IS NULL", "t", id) : NULL;

  for (guint i = 0; messages && messages[i]; i++)
    if (!so_people_index_message (db, messages[i], error))
      return FALSE;
  return !owner || (so_people_revive (db, owner, error) && so_people_sum (db, owner, error) && so_people_name_changed (db, owner, error));
}

/* What moved to somebody else: whose it was meanwhile misses it now. */
static gboolean
refresh_former (SoDb *db, SoStmt *field, GError **error)
{
  const char *table = so_stmt_text (field, 1), *name = so_stmt_text (field, 3);
  gboolean to_thread = !strcmp (table, "message") && !strcmp (name, "thread_id");
  gboolean to_person = (!strcmp (table, "thread") || !strcmp (table, "identity")) && !strcmp (name, "contact_id");
  g_autofree char *former = to_thread || to_person ? so_db_text (db, "SELECT new FROM undo_field WHERE n = ?", "i", so_stmt_int (field, 0)) : NULL;

  if (to_thread)
    return so_people_message_moved (db, so_stmt_text (field, 2), former, error);
  return !former || (so_people_sum (db, former, error) && so_people_name_changed (db, former, error) && index_owned (db, table, so_stmt_text (field, 2), error));
}

/* Who was made by a step, and has got something since, stays. */
static const char *
guard_of (const char *table, const char *name)
{
  gboolean alive = !strcmp (name, "deleted_at");

  if (!strcmp (table, "draft"))
    return DRAFT_IS_FREE;
  if (alive && !strcmp (table, "contact"))
    return " AND NOT EXISTS (SELECT 1 FROM thread WHERE contact_id = contact.id AND deleted_at IS NULL)"
           " AND NOT EXISTS (SELECT 1 FROM identity WHERE contact_id = contact.id AND deleted_at IS NULL)";
  if (alive && !strcmp (table, "thread"))
    return " AND NOT EXISTS (SELECT 1 FROM message WHERE thread_id = thread.id AND deleted_at IS NULL)";
  return "";
}

static gboolean
take_back (SoDb *db, SoStmt *field, GError **error)
{
  const char *table = so_stmt_text (field, 1), *id = so_stmt_text (field, 2), *name = so_stmt_text (field, 3);
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s = (SELECT old FROM undo_field WHERE n = ?1)"
                                          " WHERE id = ?2 AND %s IS (SELECT new FROM undo_field WHERE n = ?1)%s",
                                          table, name, name, guard_of (table, name));

  if (!strcmp (table, "consent"))
    {
      g_autofree char *before = so_db_text (db, "SELECT old FROM undo_field WHERE n = ?", "i", so_stmt_int (field, 0));
      return so_consent_take_back (db, id, before, error);
    }
  if (!strcmp (table, "credit"))
    return so_credit_take_back (db, id, error);
  return so_db_run (db, error, sql, "it", so_stmt_int (field, 0), id) && refresh (db, table, id, name, error) && refresh_former (db, field, error);
}

gboolean
so_undo_last (SoDb *db, char **label, GError **error)
{
  gint64 step = so_db_int (db, 0, "SELECT max (n) FROM undo_step", "");
  g_autoptr (SoStmt) fields = NULL;
  g_autoptr (GError) inner = NULL;

  *label = NULL;
  if (!step)
    return TRUE;
  fields = so_db_query (db, error, "SELECT n, tbl, id, field FROM undo_field WHERE step = ? ORDER BY n DESC", "i", step);
  if (!fields)
    return FALSE;
  while (so_stmt_next (fields, &inner))
    if (!take_back (db, fields, error))
      return FALSE;
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  *label = so_db_text (db, "SELECT label FROM undo_step WHERE n = ?", "i", step);
  return so_db_run (db, error, "DELETE FROM undo_step WHERE n = ?", "i", step);
}

gint64
so_undo_newest (SoDb *db)
{
  return so_db_int (db, 0, "SELECT at FROM undo_step ORDER BY n DESC LIMIT 1", "");
}
