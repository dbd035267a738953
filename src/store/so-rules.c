/* SPDX-License-Identifier: MIT */
#include "so-rules.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-undo.h"

#define SELECT "SELECT n, id, name, definition, enabled, version, (SELECT count(*) FROM rule_use WHERE rule_id = rule.id)," \
               " (SELECT max (at) FROM rule_use WHERE rule_id = rule.id) FROM rule WHERE deleted_at IS NULL"

static SoRule *
read_rule (SoStmt *row, GError **error)
{
  SoRule *rule = so_rule_from_json (so_stmt_text (row, 2), so_stmt_text (row, 3), error);

  if (!rule)
    return NULL;
  rule->n = so_stmt_int (row, 0);
  rule->id = so_stmt_dup (row, 1);
  rule->enabled = so_stmt_int (row, 4) != 0;
  rule->version = so_stmt_int (row, 5);
  rule->used = (guint) so_stmt_int (row, 6);
  rule->used_at = so_stmt_int (row, 7);
  return rule;
}

/* One that a newer version has written is left to that one, and does nothing here. */
static gpointer
read_known (SoStmt *row)
{
  g_autoptr (GError) unread = NULL;
  SoRule *rule = read_rule (row, &unread);

  if (!rule)
    g_message ("A rule cannot be read: %s", unread->message);
  return rule;
}

GPtrArray *
so_rule_list (SoDb *db, gboolean enabled, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT " AND enabled >= ? ORDER BY n", "i", (gint64) enabled);

  return so_stmt_all (row, read_known, (GDestroyNotify) so_rule_free, error);
}

SoRule *
so_rule_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT " AND id = ?", "t", id);

  return so_stmt_one (row, "There is no such rule.", error) ? read_rule (row, error) : NULL;
}

/* It comes to be as a deleted row that is brought back: so undoing takes it away again. */
static gboolean
insert (SoDb *db, const char *id, const char *name, const char *definition, GError **error)
{
  return so_db_run (db, error, "INSERT INTO rule (id, name, definition, created_at, updated_at, deleted_at) VALUES (?1, ?2, ?3, ?4, ?4, ?4)", "ttti", id,
                    name, definition, so_now ()) &&
         so_undo_set (db, "rule", id, "deleted_at", error, "t", NULL);
}

static gboolean
update (SoDb *db, const char *id, const char *name, const char *definition, GError **error)
{
  return so_undo_set (db, "rule", id, "name", error, "t", name) && so_undo_set (db, "rule", id, "definition", error, "t", definition) &&
         so_undo_set (db, "rule", id, "enabled", error, "i", (gint64) 0) &&
         so_db_run (db, error, "UPDATE rule SET version = version + 1, updated_at = ? WHERE id = ?", "it", so_now (), id);
}

char *
so_rule_save (SoDb *db, const SoRule *rule, GError **error)
{
  g_autofree char *id = rule->id ? g_strdup (rule->id) : so_id_new (), *definition = so_rule_to_json (rule, FALSE);

  if (!so_rule_check (rule, error))
    return NULL;
  if (rule->id && !so_db_int (db, 0, "SELECT 1 FROM rule WHERE id = ? AND deleted_at IS NULL", "t", id))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such rule."), NULL;
  if (rule->id && so_db_int (db, 0, "SELECT 1 FROM rule WHERE id = ? AND name IS ? AND definition IS ?", "ttt", id, rule->name, definition))
    return g_steal_pointer (&id);
  if (!(rule->id ? update (db, id, rule->name, definition, error) : insert (db, id, rule->name, definition, error)) ||
      !so_event_log (db, "owner", rule->id ? "rule.changed" : "rule.added", "rule", id, NULL, error))
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
so_rule_set_enabled (SoDb *db, const char *id, gboolean enabled, GError **error)
{
  g_autoptr (SoRule) rule = so_rule_find (db, id, error);

  return rule && so_undo_set (db, "rule", id, "enabled", error, "i", (gint64) enabled) &&
         so_event_log (db, "owner", enabled ? "rule.on" : "rule.off", "rule", id, NULL, error);
}

gboolean
so_rule_delete (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoRule) rule = so_rule_find (db, id, error);

  return rule && so_undo_set (db, "rule", id, "deleted_at", error, "i", so_now ()) && so_event_log (db, "owner", "rule.removed", "rule", id, NULL, error);
}

gboolean
so_rule_use (SoDb *db, const SoRule *rule, const char *message_id, gboolean *taken, GError **error)
{
  g_autofree char *id = so_id_derive (rule->id, message_id);

  if (!so_db_run (db, error, "INSERT INTO rule_use (id, rule_id, version, message_id, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING", "ttiti", id,
                  rule->id, rule->version, message_id, so_now ()))
    return FALSE;
  *taken = so_db_changes (db) > 0;
  return TRUE;
}

static GStrv
read_tags (SoDb *db, const char *message_id, GError **error)
{
  return so_db_texts (db, error,
    "SELECT DISTINCT tag.name FROM message JOIN thread ON thread.id = message.thread_id JOIN tagging ON tagging.target_id IN (SELECT thread.id UNION ALL SELECT * FROM " SO_PERSON_ALL ("thread.contact_id") ")"
    " JOIN tag ON tag.id = tagging.tag_id WHERE message.id = ? AND tagging.deleted_at IS NULL AND tag.deleted_at IS NULL", "t", message_id);
}

SoRuleMessage *
so_rule_message (SoDb *db, const char *message_id, GError **error)
{
  g_autoptr (SoRuleMessage) message = g_new0 (SoRuleMessage, 1);
  g_autoptr (SoStmt) row = so_db_query (db, error,
    "SELECT message.language, contact.stage, NOT EXISTS (SELECT 1 FROM message AS before WHERE before.thread_id = message.thread_id"
    " AND before.direction = 'inbound' AND before.n <> message.n AND (before.sent_at < message.sent_at OR (before.sent_at = message.sent_at AND before.n < message.n)))"
    " FROM message JOIN thread ON thread.id = message.thread_id LEFT JOIN contact ON contact.id = " SO_PERSON_ROOT ("thread.contact_id") " WHERE message.id = ?", "t", message_id);

  if (!so_stmt_one (row, "There is no such message.", error))
    return NULL;
  message->language = so_stmt_dup (row, 0);
  message->stage = so_stmt_dup (row, 1);
  message->first = so_stmt_int (row, 2) != 0;
  message->tags = read_tags (db, message_id, error);
  return message->tags ? g_steal_pointer (&message) : NULL;
}

void
so_rule_message_free (SoRuleMessage *message)
{
  if (!message)
    return;
  g_free (message->language);
  g_free (message->stage);
  g_strfreev (message->tags);
  g_free (message);
}
