/* SPDX-License-Identifier: MIT */
#include "so-threads-private.h"

/* What is escalated, due or waited for ends with the answer, and begins anew with a conversation that was put away. */
#define FORGET " answer_due_at = NULL, due_at = NULL, escalated_at = 0, told_at = 0"
#define BEGINS "state <> 'open' OR waiting_since = 0"

void
so_thread_wait_free (SoThreadWait *wait)
{
  g_free (wait->id);
  g_free (wait);
}

/* Who waits already goes on waiting since then; the window opens anew with each message. */
gboolean
so_thread_waits (SoDb *db, const char *id, gint64 at, GError **error)
{
  return so_db_run (db, error, "UPDATE thread SET waiting_since = CASE WHEN " BEGINS " THEN ?2 ELSE min (waiting_since, ?2) END, answer_due_at = NULL, due_at = NULL,"
                    " escalated_at = CASE WHEN " BEGINS " THEN 0 ELSE escalated_at END, told_at = CASE WHEN " BEGINS " THEN 0 ELSE told_at END WHERE id = ?1", "ti", id, at);
}

gboolean
so_thread_answered (SoDb *db, const char *id, gint64 at, GError **error)
{
  return so_db_run (db, error, "UPDATE thread SET waiting_since = 0," FORGET " WHERE id = ?1 AND waiting_since > 0 AND last_inbound_at <= ?2", "ti", id, at);
}

gboolean
so_thread_expects_nothing (SoDb *db, const char *id, gint64 at, GError **error)
{
  return so_db_run (db, error, "UPDATE thread SET waiting_since = 0," FORGET " WHERE id = ?1 AND (?2 = 0 OR waiting_since = ?2)", "ti", id, at);
}

#define WAITS "SELECT id, channel, last_inbound_at, waiting_since FROM thread WHERE waiting_since > 0 AND state = 'open' AND deleted_at IS NULL" \
              " AND (due_at IS NULL OR NOT ?1)"

static gpointer
read_wait (SoStmt *row)
{
  SoThreadWait *wait = g_new0 (SoThreadWait, 1);

  wait->id = so_stmt_dup (row, 0);
  so_channel_kind_parse (so_stmt_text (row, 1), &wait->channel);
  wait->last_inbound_at = so_stmt_int (row, 2);
  wait->waiting_since = so_stmt_int (row, 3);
  return wait;
}

GPtrArray *
so_thread_waits_list (SoDb *db, const char *id, gboolean open, GError **error)
{
  g_autoptr (SoStmt) row = id ? so_db_query (db, error, WAITS " AND id = ?2", "it", (gint64) open, id) : so_db_query (db, error, WAITS, "i", (gint64) open);

  return so_stmt_all (row, read_wait, (GDestroyNotify) so_thread_wait_free, error);
}

gboolean
so_thread_set_due (SoDb *db, const char *id, gint64 answer_due_at, gint64 due_at, GError **error)
{
  return so_db_run (db, error, "UPDATE thread SET answer_due_at = ?2, due_at = ?3 WHERE id = ?1", "tii", id, answer_due_at, due_at);
}

gboolean
so_thread_escalate (SoDb *db, const char *id, gint64 now, GError **error)
{
  return so_db_run (db, error, "UPDATE thread SET escalated_at = ?2 WHERE id = ?1 AND escalated_at = 0 AND waiting_since > 0", "ti", id, now);
}

gboolean
so_thread_escalate_urgent (SoDb *db, gint64 now, GError **error)
{
  return so_db_run (db, error, "UPDATE thread SET escalated_at = ?1 WHERE waiting_since > 0 AND state = 'open' AND deleted_at IS NULL"
                    " AND escalated_at = 0 AND priority = 'URGENT'", "i", now);
}

gboolean
so_thread_escalate_late (SoDb *db, gint64 now, guint *n, GError **error)
{
  if (!so_db_run (db, error,
        "UPDATE thread SET escalated_at = ?1 WHERE waiting_since > 0 AND state = 'open' AND deleted_at IS NULL AND escalated_at = 0"
        " AND answer_due_at <= ?1 AND NOT EXISTS (SELECT 1 FROM draft WHERE thread_id = thread.id AND deleted_at IS NULL"
        " AND standing_id IS NULL AND state IN ('queued', 'scheduled', 'sending', 'held', 'unknown'))", "i", now))
    return FALSE;
  *n = (guint) so_db_changes (db);
  return TRUE;
}

static GStrv
take_untold (SoDb *db, gint64 now, gboolean only_urgent, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GArray) numbers = so_db_numbers (db, error, "SELECT n FROM thread WHERE waiting_since > 0 AND state = 'open' AND deleted_at IS NULL"
                                              " AND escalated_at > 0 AND told_at = 0 AND (? = 0 OR priority = 'URGENT') ORDER BY waiting_since", "i", (gint64) only_urgent);

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      gint64 n = g_array_index (numbers, gint64, i);

      if (!so_db_run (db, error, "UPDATE thread SET told_at = ? WHERE n = ?", "ii", now, n))
        return NULL;
      g_strv_builder_take (ids, so_db_text (db, "SELECT id FROM thread WHERE n = ?", "i", n));
    }
  return numbers ? g_strv_builder_end (ids) : NULL;
}

GStrv
so_thread_take_untold (SoDb *db, gint64 now, GError **error)
{
  return take_untold (db, now, FALSE, error);
}

GStrv
so_thread_take_untold_urgent (SoDb *db, gint64 now, GError **error)
{
  return take_untold (db, now, TRUE, error);
}

GStrv
so_thread_take_closing (SoDb *db, gint64 now, gint64 within, GError **error)
{
  const gint64 day = 24 * 60 * 60 * G_GINT64_CONSTANT (1000);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GArray) numbers = so_db_numbers (db, error,
    "SELECT t.n FROM thread t JOIN account a ON a.id = t.account_id AND a.deleted_at IS NULL AND a.transport <> 'loopback'"
    " WHERE t.waiting_since > 0 AND t.state = 'open' AND t.deleted_at IS NULL AND t.channel IN ('whatsapp', 'instagram', 'messenger') AND t.queued = 0"
    " AND t.last_inbound_at > ?1 AND t.last_inbound_at <= ?2 AND t.closing_told_at < t.last_inbound_at ORDER BY t.last_inbound_at", "ii", now - day, now - day + within);

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      gint64 n = g_array_index (numbers, gint64, i);

      if (!so_db_run (db, error, "UPDATE thread SET closing_told_at = last_inbound_at WHERE n = ?", "i", n))
        return NULL;
      g_strv_builder_take (ids, so_db_text (db, "SELECT id FROM thread WHERE n = ?", "i", n));
    }
  return numbers ? g_strv_builder_end (ids) : NULL;
}
