/* SPDX-License-Identifier: MIT */
#include "so-threads.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-people.h"
#include "so-text.h"
#include "so-threads-private.h"
#include "so-undo.h"

#define COLUMNS "t.n, t.id, t.channel, t.account_id, coalesce (c.id, t.contact_id), c.name, t.title, t.is_group, t.state, t.starred," \
                " t.snoozed_until, t.unread, t.messages, t.last_at, t.last_outbound, t.snippet, t.priority, t.intent," \
                " t.sub_category, t.score, t.draft_id, t.queued, t.remote_key, t.last_inbound_at, t.waiting_since, t.answer_due_at, t.escalated_at, c.photo"
#define FROM " FROM thread t LEFT JOIN contact c ON c.id = " SO_PERSON_ROOT ("t.contact_id")

static SoThread *
read_thread (SoStmt *row)
{
  SoThread *thread = g_new0 (SoThread, 1);

  thread->n = so_stmt_int (row, 0);
  thread->id = so_stmt_dup (row, 1);
  so_channel_kind_parse (so_stmt_text (row, 2), &thread->channel);
  thread->account_id = so_stmt_dup (row, 3);
  thread->contact_id = so_stmt_dup (row, 4);
  thread->title = so_stmt_dup (row, 6);
  thread->contact_name = so_stmt_dup (row, 5);
  if (!thread->contact_name || !*thread->contact_name)
    {
      g_free (thread->contact_name);
      thread->contact_name = g_strdup (thread->title ? thread->title : "?");
    }
  thread->group = so_stmt_int (row, 7) != 0;
  so_thread_state_parse (so_stmt_text (row, 8), &thread->state);
  thread->starred = so_stmt_int (row, 9) != 0;
  thread->snoozed_until = so_stmt_int (row, 10);
  thread->unread = (guint) so_stmt_int (row, 11);
  thread->messages = (guint) so_stmt_int (row, 12);
  thread->last_at = so_stmt_int (row, 13);
  thread->last_outbound = so_stmt_int (row, 14) != 0;
  thread->snippet = so_text_snippet (so_stmt_text (row, 15), 160);
  thread->priority = so_stmt_dup (row, 16);
  thread->intent = so_stmt_dup (row, 17);
  thread->sub_category = so_stmt_dup (row, 18);
  thread->score = so_stmt_is_null (row, 19) ? -1 : (int) so_stmt_int (row, 19);
  thread->draft_id = so_stmt_dup (row, 20);
  thread->queued = (guint) so_stmt_int (row, 21);
  thread->key = so_stmt_dup (row, 22);
  thread->last_inbound_at = so_stmt_int (row, 23);
  thread->waiting_since = so_stmt_int (row, 24);
  thread->answer_due_at = so_stmt_int (row, 25);
  thread->escalated_at = so_stmt_int (row, 26);
  thread->contact_photo = so_stmt_dup (row, 27);
  return thread;
}

static SoThread *
one (SoStmt *row, GError **error)
{
  return so_stmt_one (row, "There is no such conversation in this studio.", error) ? read_thread (row) : NULL;
}

SoThread *
so_thread_load (SoDb *db, gint64 n, GError **error)
{
  g_autoptr (SoStmt) stmt = so_db_query (db, error, "SELECT " COLUMNS FROM " WHERE t.n = ?", "i", n);

  return one (stmt, error);
}

SoThread *
so_thread_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) stmt = so_db_query (db, error, "SELECT " COLUMNS FROM " WHERE t.id = ? AND t.deleted_at IS NULL", "t", id);

  return one (stmt, error);
}

char *
so_thread_dup_key (SoDb *db, const char *id, GError **error)
{
  char *key = so_db_text (db, "SELECT remote_key FROM thread WHERE id = ? AND deleted_at IS NULL", "t", id);

  if (!key)
    so_fail (error, SO_ERROR_CHANGE, "There is no such conversation in this studio.");
  return key;
}

gboolean
so_thread_set_state (SoDb *db, const char *id, SoThreadState state, gint64 snoozed_until, GError **error)
{
  return so_undo_set (db, "thread", id, "state", error, "t", so_thread_state_nick (state)) &&
         so_undo_set (db, "thread", id, "snoozed_until", error, "i", state == SO_THREAD_SNOOZED ? snoozed_until : (gint64) 0);
}

gboolean
so_thread_set_starred (SoDb *db, const char *id, gboolean starred, GError **error)
{
  return so_undo_set (db, "thread", id, "starred", error, "i", (gint64) (starred ? 1 : 0));
}

gboolean
so_thread_set_priority (SoDb *db, const char *id, const char *priority, GError **error)
{
  /* A conversation is as urgent as what was asked last: said there, it outlives a refresh, such as that of an undone star. */
  g_autofree char *asked = so_db_text (db, "SELECT id FROM message WHERE thread_id = ? AND deleted_at IS NULL AND direction = 'inbound'"
                                       " AND is_system = 0 ORDER BY sent_at DESC, n DESC LIMIT 1", "t", id);

  if (!g_strv_contains (so_priorities, priority))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no priority: choose URGENT, HIGH, NORMAL or LOW", priority);
  return so_undo_set (db, "thread", id, "priority", error, "t", priority) &&
         (!asked || so_undo_set (db, "message", asked, "priority", error, "t", priority));
}

gboolean
so_thread_set_unread (SoDb *db, const char *id, gboolean unread, GError **error)
{
  gint64 last = so_db_int (db, 0, "SELECT max (sent_at) FROM message WHERE thread_id = ? AND deleted_at IS NULL", "t", id);
  gint64 inbound = so_db_int (db, 0, "SELECT max (sent_at) FROM message WHERE thread_id = ? AND deleted_at IS NULL"
                              " AND direction = 'inbound' AND is_system = 0", "t", id);

  return so_undo_set (db, "thread", id, "read_at", error, "i", unread ? inbound - 1 : MAX (last, so_now ())) &&
         so_thread_refresh (db, id, error);
}

GStrv
so_thread_wake (SoDb *db, gint64 now, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GArray) numbers = so_db_numbers (db, error,
    "SELECT n FROM thread WHERE state = 'snoozed' AND deleted_at IS NULL AND snoozed_until <= ?", "i", now);

  if (!numbers)
    return NULL;
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 n = g_array_index (numbers, gint64, i);
      if (!so_db_run (db, error, "UPDATE thread SET state = 'open', snoozed_until = 0 WHERE n = ?", "i", n))
        return NULL;
      g_strv_builder_take (ids, so_db_text (db, "SELECT id FROM thread WHERE n = ?", "i", n));
    }
  return g_strv_builder_end (ids);
}

gboolean
so_thread_refresh_drafts (SoDb *db, const char *id, GError **error)
{
  return so_db_run (db, error,
    "UPDATE thread SET"
    " draft_id = (SELECT id FROM draft WHERE thread_id = ?1 AND deleted_at IS NULL AND state IN ('proposed', 'editing', 'edited')"
    "             ORDER BY n DESC LIMIT 1),"
    " queued = (SELECT count(*) FROM draft WHERE thread_id = ?1 AND deleted_at IS NULL"
    "           AND state IN ('queued', 'scheduled', 'held', 'sending', 'unknown', 'failed'))"
    " WHERE id = ?1", "t", id);
}

/* As so_ingest() writes it. */
static gboolean
refresh_snippet (SoDb *db, const char *id, GError **error)
{
  g_autofree char *text = so_db_text (db, "SELECT text FROM message WHERE thread_id = ? AND deleted_at IS NULL"
                                      " ORDER BY sent_at DESC, n DESC LIMIT 1", "t", id);
  g_autofree char *snippet = text ? so_text_snippet (text, 160) : NULL;

  return so_db_run (db, error, "UPDATE thread SET snippet = ? WHERE id = ?", "tt", snippet, id);
}

gboolean
so_thread_sum_person (SoDb *db, const char *id, GError **error)
{
  g_autofree char *person = so_db_text (db, "SELECT contact_id FROM thread WHERE id = ?", "t", id);

  return so_people_sum (db, person, error);
}

/* The later, the more urgent. */
#define RANKS "'LOW NORMAL HIGH URGENT'"

gboolean
so_thread_refresh (SoDb *db, const char *id, GError **error)
{
  return so_db_run (db, error,
    "WITH live AS (SELECT * FROM message WHERE thread_id = ?1 AND deleted_at IS NULL),"
    " last AS (SELECT * FROM live ORDER BY sent_at DESC, n DESC LIMIT 1),"
    " asked AS (SELECT * FROM live WHERE direction = 'inbound' AND is_system = 0 ORDER BY sent_at DESC, n DESC LIMIT 1)"
    " UPDATE thread SET"
    " messages = (SELECT count(*) FROM live),"
    " last_at = coalesce ((SELECT sent_at FROM last), 0),"
    " last_outbound = coalesce ((SELECT direction = 'outbound' FROM last), 0),"
    " last_inbound_at = coalesce ((SELECT sent_at FROM asked), 0),"
    " intent = (SELECT intent FROM asked), sub_category = (SELECT sub_category FROM asked),"
    /* what a rule or the escalation raised stays until she writes again (so_thread_raise()) */
    " priority = CASE WHEN last_inbound_at = (SELECT sent_at FROM asked) AND instr (" RANKS ", priority) > coalesce (instr (" RANKS ", (SELECT priority FROM asked)), 0)"
    "            THEN priority ELSE (SELECT priority FROM asked) END,"
    " unread = (SELECT count(*) FROM live WHERE direction = 'inbound' AND is_system = 0 AND sent_at > thread.read_at"
    /* Imported history is never news; but what the owner marked as unseen is (see so_thread_set_unread()). */
    "           AND (import_id IS NULL OR (thread.read_at > 0 AND sent_at = thread.read_at + 1)))"
    " WHERE id = ?1", "t", id) &&
         refresh_snippet (db, id, error) && so_thread_refresh_drafts (db, id, error) && so_thread_sum_person (db, id, error);
}
