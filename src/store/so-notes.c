/* SPDX-License-Identifier: MIT */
#include "so-notes.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-undo.h"

static char *
tidy (const char *text, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (text ? text : ""));

  if (!*bare || g_utf8_strlen (bare, -1) > SO_NOTE_LONGEST)
    return so_fail (error, SO_ERROR_CHANGE, "A note has 1 to 10000 characters."), NULL;
  return g_steal_pointer (&bare);
}

/* Born deleted and then set, so that undo finds the way back. */
char *
so_note_add (SoDb *db, const char *contact_id, const char *text, const char *author, GError **error)
{
  g_autofree char *bare = tidy (text, error), *id = so_id_new (), *person = so_people_root (db, contact_id);

  if (!bare || !so_db_run (db, error, "INSERT INTO contact_note (id, contact_id, text, author, created_at, updated_at, deleted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?5)", "tttti", id,
                           person, bare, author, so_now ()) ||
      !so_undo_set (db, "contact_note", id, "deleted_at", error, "t", NULL) || !so_people_index (db, person, error))
    return NULL;
  return g_steal_pointer (&id);
}

static char *
owner_of (SoDb *db, const char *id, GError **error)
{
  char *person = so_db_text (db, "SELECT contact_id FROM contact_note WHERE id = ? AND deleted_at IS NULL", "t", id);

  if (!person)
    so_fail (error, SO_ERROR_CHANGE, "There is no such note in this studio.");
  return person;
}

gboolean
so_note_set (SoDb *db, const char *id, const char *text, GError **error)
{
  g_autofree char *bare = tidy (text, error), *person = bare ? owner_of (db, id, error) : NULL;

  return person && so_undo_set (db, "contact_note", id, "text", error, "t", bare) && so_people_index (db, person, error);
}

gboolean
so_note_delete (SoDb *db, const char *id, GError **error)
{
  g_autofree char *person = owner_of (db, id, error);

  return person && so_undo_set (db, "contact_note", id, "deleted_at", error, "i", so_now ()) && so_people_index (db, person, error);
}

static gpointer
read_note (SoStmt *row)
{
  SoNote *note = g_new0 (SoNote, 1);

  note->id = so_stmt_dup (row, 0);
  note->contact_id = so_stmt_dup (row, 1);
  note->text = so_stmt_dup (row, 2);
  note->author = so_stmt_dup (row, 3);
  note->at = so_stmt_int (row, 4);
  return note;
}

GPtrArray *
so_note_list (SoDb *db, const char *contact_id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT id, contact_id, text, author, created_at FROM contact_note WHERE contact_id IN " SO_PERSON_ALL ("?1")
                                        " AND deleted_at IS NULL ORDER BY created_at DESC, n DESC", "t", contact_id);

  return so_stmt_all (row, read_note, (GDestroyNotify) so_note_free, error);
}

/* Files -------------------------------------------------------------------------------------------------- */

char *
so_contact_file_add (SoDb *db, const SoContactFile *file, GError **error)
{
  g_autofree char *id = so_id_new (), *person = so_people_root (db, file->contact_id);

  if (!so_db_run (db, error, "INSERT INTO contact_file (id, contact_id, sha256, name, mime, size, created_at, deleted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)", "tttttii", id,
                  person, file->sha256, file->name, file->mime, file->size, so_now ()) ||
      !so_undo_set (db, "contact_file", id, "deleted_at", error, "t", NULL))
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
so_contact_file_delete (SoDb *db, const char *id, GError **error)
{
  if (!so_db_int (db, 0, "SELECT 1 FROM contact_file WHERE id = ? AND deleted_at IS NULL", "t", id))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such file in this studio.");
  return so_undo_set (db, "contact_file", id, "deleted_at", error, "i", so_now ());
}

static gpointer
read_file (SoStmt *row)
{
  SoContactFile *file = g_new0 (SoContactFile, 1);

  file->id = so_stmt_dup (row, 0);
  file->contact_id = so_stmt_dup (row, 1);
  file->sha256 = so_stmt_dup (row, 2);
  file->name = so_stmt_dup (row, 3);
  file->mime = so_stmt_dup (row, 4);
  file->size = so_stmt_int (row, 5);
  file->at = so_stmt_int (row, 6);
  return file;
}

GPtrArray *
so_contact_file_list (SoDb *db, const char *contact_id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT id, contact_id, sha256, name, mime, size, created_at FROM contact_file WHERE contact_id IN " SO_PERSON_ALL ("?1")
                                        " AND deleted_at IS NULL ORDER BY created_at DESC, n DESC", "t", contact_id);

  return so_stmt_all (row, read_file, (GDestroyNotify) so_contact_file_free, error);
}
