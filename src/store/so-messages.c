/* SPDX-License-Identifier: MIT */
#include "so-threads-private.h"

#include <string.h>

#include "so-error.h"
#include "so-people.h"
#include "so-tags.h"

/* What a model made of it, where one was asked, else what the rules did. */
#define OR_REFINED(name) "coalesce (json_extract (m.refined, '$." name "'), m." name ")"
#define COLUMNS "m.n, m.id, m.thread_id, m.contact_id, m.remote_id, m.direction, m.is_system, m.sent_at, m.sender, m.text," \
                " m.state, " OR_REFINED ("intent") ", " OR_REFINED ("sub_category") ", " OR_REFINED ("priority") ", " OR_REFINED ("sentiment") "," \
                " " OR_REFINED ("confidence") ", " OR_REFINED ("entities") ", m.draft_id," \
                " m.practice, m.import_id IS NOT NULL, m.edited_at, m.failure, m.segments, json_extract (m.refined, '$.action')"

GArray *
so_message_numbers (SoDb *db, const char *thread_id, const char *contact_id, GError **error)
{
  if (contact_id)
    return so_db_numbers (db, error, "SELECT m.n FROM thread t JOIN message m ON m.thread_id = t.id AND m.deleted_at IS NULL"
                          " WHERE t.contact_id IN " SO_PERSON_ALL ("?1") " AND t.deleted_at IS NULL ORDER BY m.sent_at, m.n", "t", contact_id);
  return so_db_numbers (db, error, "SELECT n FROM message WHERE thread_id = ? AND deleted_at IS NULL ORDER BY sent_at, n", "t", thread_id);
}

static gpointer
read_part (SoStmt *row)
{
  SoPartKind kind = SO_PART_UNSUPPORTED;
  SoPart *part;

  so_part_kind_parse (so_stmt_text (row, 0), &kind);
  part = so_part_new (kind);
  part->mime = so_stmt_dup (row, 1);
  part->name = so_stmt_dup (row, 2);
  part->text = so_stmt_dup (row, 3);
  part->sha256 = so_stmt_dup (row, 4);
  part->size = so_stmt_int (row, 5);
  part->remote = so_stmt_dup (row, 6);
  return part;
}

/* NULL if they cannot be read: a message without its pictures would pass for the whole. */
static GPtrArray *
read_parts (SoDb *db, const char *message_id, const char *text, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error,
    "SELECT kind, mime, name, text, sha256, size, remote FROM part WHERE message_id = ? ORDER BY position", "t", message_id);
  GPtrArray *parts = so_stmt_all (row, read_part, (GDestroyNotify) so_part_free, error);

  if (parts && parts->len == 0)
    g_ptr_array_add (parts, so_part_new_text (text));
  return parts;
}

static SoMessage *
read_message (SoDb *db, SoStmt *row, GError **error)
{
  g_autoptr (SoMessage) message = g_new0 (SoMessage, 1);

  message->n = so_stmt_int (row, 0);
  message->id = so_stmt_dup (row, 1);
  message->thread_id = so_stmt_dup (row, 2);
  message->contact_id = so_stmt_dup (row, 3);
  message->remote_id = so_stmt_dup (row, 4);
  message->outbound = !g_strcmp0 (so_stmt_text (row, 5), "outbound");
  message->system = so_stmt_int (row, 6) != 0;
  message->sent_at = so_stmt_int (row, 7);
  message->sender = so_stmt_dup (row, 8);
  message->text = so_stmt_dup (row, 9);
  message->state = so_stmt_dup (row, 10);
  message->intent = so_stmt_dup (row, 11);
  message->sub_category = so_stmt_dup (row, 12);
  message->priority = so_stmt_dup (row, 13);
  message->sentiment = so_stmt_dup (row, 14);
  message->confidence = so_stmt_is_null (row, 15) ? -1 : so_stmt_double (row, 15);
  message->entities = so_stmt_dup (row, 16);
  message->draft_id = so_stmt_dup (row, 17);
  message->practice = so_stmt_int (row, 18) != 0;
  message->imported = so_stmt_int (row, 19) != 0;
  message->edited_at = so_stmt_int (row, 20);
  message->failure = so_stmt_dup (row, 21);
  message->segments = (guint) so_stmt_int (row, 22);
  message->action = so_stmt_dup (row, 23);
  message->tags = so_tags_of (db, message->id);
  message->reactions = so_db_texts (db, NULL, "SELECT emoji FROM reaction WHERE message_id = ? AND emoji <> '' ORDER BY at, n", "t", message->id);
  if (!message->reactions)
    message->reactions = g_new0 (char *, 1);
  message->parts = read_parts (db, message->id, message->text, error);
  return message->parts ? g_steal_pointer (&message) : NULL;
}

static SoMessage *
one (SoDb *db, SoStmt *stmt, GError **error)
{
  return so_stmt_one (stmt, "There is no such message in this studio.", error) ? read_message (db, stmt, error) : NULL;
}

SoMessage *
so_message_load (SoDb *db, gint64 n, GError **error)
{
  g_autoptr (SoStmt) stmt = so_db_query (db, error, "SELECT " COLUMNS " FROM message m WHERE m.n = ?", "i", n);

  return one (db, stmt, error);
}

GStrv
so_message_since_inbound (SoDb *db, const char *thread_id, gint64 known_at, char **newest, GError **error)
{
  gint64 n = so_db_int (db, 0, "SELECT n FROM message WHERE thread_id = ? AND is_system = 0 AND deleted_at IS NULL AND direction = 'inbound' AND created_at <= ?"
                        " ORDER BY sent_at DESC, n DESC LIMIT 1", "ti", thread_id, known_at);

  *newest = n ? so_db_text (db, "SELECT remote_id FROM message WHERE n = ?", "i", n) : NULL;
  return so_db_texts (db, error, "SELECT remote_id FROM message WHERE thread_id = ?1 AND direction = 'outbound' AND deleted_at IS NULL AND remote_id IS NOT NULL"
                      " AND created_at <= ?3 AND sent_at >= coalesce ((SELECT sent_at FROM message WHERE n = ?2), 0) ORDER BY n DESC LIMIT 50", "tii", thread_id, n, known_at);
}

SoMessage *
so_message_last_written (SoDb *db, const char *thread_id, gboolean inbound, GError **error)
{
  gint64 n = so_db_int (db, 0, "SELECT n FROM message WHERE thread_id = ?1 AND is_system = 0 AND deleted_at IS NULL AND (NOT ?2 OR direction = 'inbound')"
                        " ORDER BY sent_at DESC, n DESC LIMIT 1", "ti", thread_id, (gint64) inbound);

  return n ? so_message_load (db, n, error) : NULL;
}

SoMessage *
so_message_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) stmt = so_db_query (db, error, "SELECT " COLUMNS " FROM message m WHERE m.id = ? AND m.deleted_at IS NULL", "t", id);

  return one (db, stmt, error);
}
