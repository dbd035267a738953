/* SPDX-License-Identifier: MIT */
#include "so-intents.h"

#include "so-db.h"

#include "so-error.h"
#include "so-people.h"

void
so_message_said_free (SoMessageSaid *self)
{
  g_free (self->intent);
  g_free (self->sub_category);
  g_free (self->sentiment);
  g_free (self->entities);
  g_free (self);
}

GPtrArray *
so_message_said_by (SoDb *db, const char *contact_id, guint limit, guint *messages, gint64 *newest_at, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_message_said_free);
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoStmt) rows = so_db_query (db, error,
    "SELECT m.intent, m.sub_category, m.sentiment, m.entities, m.sent_at FROM thread t JOIN message m ON m.thread_id = t.id"
    " WHERE t.contact_id IN " SO_PERSON_ALL ("?1") " AND m.direction = 'inbound' AND m.is_system = 0 AND m.import_id IS NULL AND m.deleted_at IS NULL"
    " ORDER BY m.sent_at DESC LIMIT ?2", "ti", contact_id, (gint64) limit);

  *messages = 0;
  *newest_at = 0;
  while (rows && so_stmt_next (rows, &failed))
    {
      SoMessageSaid *said = g_new0 (SoMessageSaid, 1);

      said->intent = so_stmt_dup (rows, 0);
      said->sub_category = so_stmt_dup (rows, 1);
      said->sentiment = so_stmt_dup (rows, 2);
      said->entities = so_stmt_dup (rows, 3);
      *newest_at = MAX (*newest_at, so_stmt_int (rows, 4));
      (*messages)++;
      g_ptr_array_add (all, said);
    }
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  return rows ? g_steal_pointer (&all) : NULL;
}

char *
so_message_lead (SoDb *db, const char *message_id)
{
  return so_db_text (db, "SELECT c.id FROM message m JOIN thread t ON t.id = m.thread_id JOIN contact c ON c.id = " SO_PERSON_ROOT ("t.contact_id")
                     " WHERE m.id = ? AND c.stage <> 'CONVERTED' AND c.deleted_at IS NULL", "t", message_id);
}

gboolean
so_thread_raise (SoDb *db, const char *message_id, const char *priority, GError **error)
{
  return so_db_run (db, error, "UPDATE thread SET priority = ?1 WHERE (id, last_inbound_at) IN (SELECT thread_id, sent_at FROM message WHERE id = ?2)",
                    "tt", priority, message_id);
}

gboolean
so_message_set_intent (SoDb *db, const char *id, const SoMessageIntent *intent, GError **error)
{
  g_autofree char *thread = so_db_text (db, "SELECT thread_id FROM message WHERE id = ?", "t", id);

  if (!thread)
    return so_fail (error, SO_ERROR_CHANGE, "There is no such message in this studio.");
  return so_db_run (db, error,
    "UPDATE message SET intent = ?, sub_category = ?, priority = ?, sentiment = ?, confidence = ?, entities = ?, language = ?"
    " WHERE id = ?", "ttttdttt", intent->intent, intent->sub_category, intent->priority, intent->sentiment,
    intent->confidence, intent->entities, intent->language, id) &&
         so_db_run (db, error,
    "UPDATE thread SET intent = ?, sub_category = ?, priority = ? WHERE id = ? AND last_inbound_at ="
    " (SELECT sent_at FROM message WHERE id = ?)", "ttttt", intent->intent, intent->sub_category, intent->priority, thread, id);
}

gboolean
so_message_set_refined (SoDb *db, const char *id, const char *refined, const char *intent, const char *sub_category, GError **error)
{
  return so_db_run (db, error, "UPDATE message SET refined = ? WHERE id = ? AND deleted_at IS NULL", "tt", refined, id) &&
         so_db_run (db, error, "UPDATE thread SET intent = ?, sub_category = ? WHERE (id, last_inbound_at) IN"
                    " (SELECT thread_id, sent_at FROM message WHERE id = ? AND deleted_at IS NULL)", "ttt", intent, sub_category, id);
}

gboolean
so_message_is_overruled (SoDb *db, const char *id)
{
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM message m JOIN event e ON e.target_id = m.thread_id AND e.kind = 'thread.priority' AND e.at >= m.created_at"
                    " WHERE m.id = ?)", "t", id) != 0;
}

GStrv
so_message_texts_by (SoDb *db, const char *contact_id, guint limit, GError **error)
{
  return so_db_texts (db, error,
    "SELECT text FROM (SELECT m.text, m.sent_at, m.n FROM thread t JOIN message m ON m.thread_id = t.id WHERE t.contact_id IN " SO_PERSON_ALL ("?1") " AND t.is_group = 0"
    " AND m.direction = 'inbound' AND m.is_system = 0 AND m.import_id IS NULL AND m.deleted_at IS NULL AND m.text <> ''"
    " ORDER BY m.sent_at DESC, m.n DESC LIMIT ?2) ORDER BY sent_at, n", "ti", contact_id, (gint64) limit);
}
