/* SPDX-License-Identifier: MIT */
#include "so-reply-templates.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-undo.h"

#define SELECT "SELECT n, id, name, category, text, language, version, updated_at FROM template WHERE "
#define IN_ORDER " ORDER BY category, name COLLATE NOCASE, n"

static gpointer
read_template (SoStmt *row)
{
  SoReplyTemplate *reply = g_new0 (SoReplyTemplate, 1);

  reply->n = so_stmt_int (row, 0);
  reply->id = so_stmt_dup (row, 1);
  reply->name = so_stmt_dup (row, 2);
  reply->category = so_stmt_dup (row, 3);
  reply->text = so_stmt_dup (row, 4);
  reply->language = so_stmt_dup (row, 5);
  reply->version = so_stmt_int (row, 6);
  reply->updated_at = so_stmt_int (row, 7);
  return reply;
}

static SoReplyTemplate *
one (SoStmt *row, GError **error)
{
  return so_stmt_one (row, "There is no such template in this studio.", error) ? read_template (row) : NULL;
}

GArray *
so_reply_template_numbers (SoDb *db, const char *query, GError **error)
{
  if (!query || !*query)
    return so_db_numbers (db, error, "SELECT n FROM template WHERE deleted_at IS NULL" IN_ORDER, "");
  return so_db_numbers (db, error, "SELECT n FROM template WHERE deleted_at IS NULL"
                        " AND instr (lower (name || ' ' || category || ' ' || text), lower (?)) > 0" IN_ORDER, "t", query);
}

SoReplyTemplate *
so_reply_template_load (SoDb *db, gint64 n, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "n = ?", "i", n);

  return one (row, error);
}

SoReplyTemplate *
so_reply_template_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "id = ? AND deleted_at IS NULL", "t", id);

  return one (row, error);
}

GPtrArray *
so_reply_template_list (SoDb *db, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "deleted_at IS NULL" IN_ORDER, "");

  return so_stmt_all (row, read_template, (GDestroyNotify) so_reply_template_free, error);
}

/* As with prices: a deleted row that is brought back, so that undoing takes it away again. */
static gboolean
insert (SoDb *db, const char *id, const SoReplyTemplate *reply, GError **error)
{
  gint64 now = so_now ();

  return so_db_run (db, error, "INSERT INTO template (id, name, category, text, language, created_at, updated_at, deleted_at)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?6)", "ttttti", id, reply->name, reply->category ? reply->category : "other",
                    reply->text, reply->language, now) &&
         so_undo_set (db, "template", id, "deleted_at", error, "t", NULL);
}

static gboolean
update (SoDb *db, const SoReplyTemplate *reply, GError **error)
{
  return so_undo_set (db, "template", reply->id, "name", error, "t", reply->name) &&
         so_undo_set (db, "template", reply->id, "category", error, "t", reply->category ? reply->category : "other") &&
         so_undo_set (db, "template", reply->id, "text", error, "t", reply->text) &&
         so_undo_set (db, "template", reply->id, "language", error, "t", reply->language) &&
         so_db_run (db, error, "UPDATE template SET version = version + 1, updated_at = ? WHERE id = ?", "it", so_now (), reply->id);
}

char *
so_reply_template_save (SoDb *db, const SoReplyTemplate *reply, GError **error)
{
  g_autofree char *id = reply->id ? g_strdup (reply->id) : so_id_new ();

  if (!reply->name || !*reply->name || !reply->text || !*reply->text)
    return so_fail (error, SO_ERROR_CHANGE, "A template needs a name and a text."), NULL;
  if (reply->id && !so_db_int (db, 0, "SELECT 1 FROM template WHERE id = ? AND deleted_at IS NULL", "t", id))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such template in this studio."), NULL;
  if (reply->id && so_db_int (db, 0, "SELECT 1 FROM template WHERE id = ? AND name IS ? AND category IS ? AND text IS ? AND language IS ?", "ttttt",
                              id, reply->name, reply->category ? reply->category : "other", reply->text, reply->language))
    return g_steal_pointer (&id);
  if (!(reply->id ? update (db, reply, error) : insert (db, id, reply, error)) ||
      !so_event_log (db, "owner", reply->id ? "template.changed" : "template.added", "template", id, NULL, error))
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
so_reply_template_delete (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoReplyTemplate) reply = so_reply_template_find (db, id, error);

  return reply && so_undo_set (db, "template", id, "deleted_at", error, "i", so_now ()) &&
         so_event_log (db, "owner", "template.removed", "template", id, NULL, error);
}
