/* SPDX-License-Identifier: MIT */
#include "so-draft-facts.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-session-sources.h"

#define GONE -1

void
so_draft_file_free (SoDraftFile *file)
{
  if (!file)
    return;
  g_free (file->id);
  g_free (file->sha256);
  g_free (file->name);
  g_free (file->mime);
  g_free (file);
}

static gpointer
read_file (SoStmt *row)
{
  SoDraftFile *file = g_new0 (SoDraftFile, 1);

  file->id = so_stmt_dup (row, 0);
  file->sha256 = so_stmt_dup (row, 1);
  file->name = so_stmt_dup (row, 2);
  file->mime = so_stmt_dup (row, 3);
  file->size = (guint64) so_stmt_int (row, 4);
  return file;
}

GPtrArray *
so_draft_files (SoDb *db, const char *draft_id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT id, sha256, name, mime, size FROM draft_file"
                                        " WHERE draft_id = ? AND deleted_at IS NULL ORDER BY position, n", "t", draft_id);

  return so_stmt_all (row, read_file, (GDestroyNotify) so_draft_file_free, error);
}

/* Files are part of what is approved. */
static gboolean
is_free (SoDb *db, const char *draft_id, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, draft_id, error);

  if (!draft)
    return FALSE;
  return so_draft_state_is_open (draft->state) || draft->state == SO_DRAFT_FAILED ||
         so_fail (error, SO_ERROR_CHANGE, "This message is %s: take it back before you change it.", so_draft_state_nick (draft->state));
}

gboolean
so_draft_attach (SoDb *db, const char *draft_id, const SoDraftFile *file, GError **error)
{
  g_autofree char *id = so_id_new ();

  return is_free (db, draft_id, error) &&
         so_db_run (db, error, "INSERT INTO draft_file (id, draft_id, position, sha256, name, mime, size, created_at) SELECT ?1, ?2,"
                    " coalesce (max (position) + 1, 0), ?3, ?4, ?5, ?6, ?7 FROM draft_file WHERE draft_id = ?2", "tttttii",
                    id, draft_id, file->sha256, file->name, file->mime, (gint64) file->size, so_now ());
}

gboolean
so_draft_detach (SoDb *db, const char *draft_id, const char *file_id, GError **error)
{
  return is_free (db, draft_id, error) &&
         so_db_run (db, error, "UPDATE draft_file SET deleted_at = ? WHERE id = ? AND draft_id = ? AND deleted_at IS NULL", "itt",
                    so_now (), file_id, draft_id) &&
         (so_db_changes (db) > 0 || so_fail (error, SO_ERROR_CHANGE, "There is no such attachment."));
}

gint64
so_draft_approved_at (SoDb *db, const char *draft_id, char **warnings)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT approved_at, warnings FROM approval WHERE draft_id = ? ORDER BY n DESC LIMIT 1",
                                        "t", draft_id);

  *warnings = NULL;
  if (!row || !so_stmt_next (row, NULL))
    return 0;
  *warnings = so_stmt_dup (row, 1);
  return so_stmt_int (row, 0);
}

gboolean
so_draft_approved_by (SoDb *db, const char *draft_id, char **approver, char **method, gint64 *standing_version)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT approver, method, standing_version FROM approval WHERE draft_id = ? ORDER BY n DESC LIMIT 1", "t", draft_id);

  if (!row || !so_stmt_next (row, NULL))
    return FALSE;
  *approver = so_stmt_dup (row, 0);
  *method = so_stmt_dup (row, 1);
  *standing_version = so_stmt_int (row, 2);
  return TRUE;
}

char *
so_draft_dup_approval (SoDb *db, const char *draft_id, char **approver, gint64 *at)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT hash, approver, approved_at FROM approval WHERE draft_id = ? ORDER BY n DESC LIMIT 1", "t", draft_id);

  if (!row || !so_stmt_next (row, NULL))
    return NULL;
  *approver = so_stmt_dup (row, 1);
  *at = so_stmt_int (row, 2);
  return so_stmt_dup (row, 0);
}

gboolean
so_draft_was_answered (SoDb *db, const char *draft_id)
{
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM event WHERE target_id = ? AND kind = 'draft.answered')", "t", draft_id) != 0;
}

gboolean
so_draft_is_by_person (SoDb *db, const char *draft_id)
{
  return so_db_int (db, 0, "SELECT approver = 'owner' AND standing_id IS NULL AND method <> 'rule' FROM approval WHERE draft_id = ? ORDER BY n DESC LIMIT 1",
                    "t", draft_id) != 0;
}

gboolean
so_draft_set_acknowledged (SoDb *db, const char *draft_id, const char *nicks, GError **error)
{
  return so_db_run (db, error, "UPDATE draft SET acknowledged = ? WHERE id = ?", "tt", nicks, draft_id);
}

gint64
so_source_version (SoDb *db, const char *kind, const char *id)
{
  static const char *const tables[] = { "knowledge", "price", "template", "sequence" };

  for (guint i = 0; kind && i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (kind, tables[i]))
      {
        g_autofree char *sql = g_strdup_printf ("SELECT version FROM %s WHERE id = ? AND deleted_at IS NULL", tables[i]);
        return so_db_int (db, GONE, sql, "t", id);
      }
  return so_session_source_version (db, kind, id);
}

GStrv
so_draft_proposed_from (SoDb *db, const char *kind, GError **error)
{
  return so_db_texts (db, error, "SELECT d.id FROM draft d WHERE d.state = 'proposed' AND d.deleted_at IS NULL AND d.sources IS NOT NULL"
                      " AND EXISTS (SELECT 1 FROM json_each (d.sources) s WHERE s.value ->> 'kind' = ?) ORDER BY d.n", "t", kind);
}

gboolean
so_draft_is_duplicate (SoDb *db, const SoDraft *draft, gint64 since)
{
  return so_db_int (db, 0,
    "SELECT EXISTS (SELECT 1 FROM thread t JOIN message m ON m.thread_id = t.id WHERE t.contact_id IN " SO_PERSON_ALL ("?1") " AND m.sent_at >= ?2"
    "   AND m.direction = 'outbound' AND m.deleted_at IS NULL AND m.import_id IS NULL AND trim (m.text) = trim (?3))"
    " OR EXISTS (SELECT 1 FROM draft d WHERE d.contact_id IN " SO_PERSON_ALL ("?1") " AND d.id <> ?4 AND d.deleted_at IS NULL AND trim (d.text) = trim (?3)"
    "   AND d.state IN ('queued', 'scheduled', 'sending', 'unknown'))", "titt", draft->contact_id, since, draft->text, draft->id) != 0;
}

gboolean
so_identity_is_of_other (SoDb *db, const SoIdentity *identity, const char *country, const char *contact_id)
{
  g_autofree char *owner = so_people_of (db, identity, country), *person = contact_id ? so_people_root (db, contact_id) : NULL;

  return owner && g_strcmp0 (owner, person);
}
