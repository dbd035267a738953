/* SPDX-License-Identifier: MIT */
#include "so-share-files.h"

#include <string.h>

#include "so-db.h"
#include "so-drafts.h"
#include "so-local.h"
#include "so-share-claim.h"

static const char *const states[] = { [SO_SHARE_FILE_NEW] = "new", [SO_SHARE_FILE_HERE] = "here", [SO_SHARE_FILE_AWAY] = "away", [SO_SHARE_FILE_TOLD] = "told",
                                      [SO_SHARE_FILE_GONE] = "gone" };

/* One that is named again is not gone; and who names it here may have it. */
#define NAMED(sha256) "BEGIN INSERT INTO sync_file (sha256) VALUES (" sha256 ") ON CONFLICT (sha256) DO UPDATE SET state = 'new' WHERE state IN ('gone', 'away'); END;\n"

#define WAITS "r.state IN ('queued', 'scheduled', 'held')"

/* When whatever names a file came: of what waits to be sent, later than everything. */
#define NAMERS(sha256) \
  "SELECT m.sent_at AS at FROM part p JOIN message m ON m.id = p.message_id AND m.deleted_at IS NULL WHERE p.sha256 = " sha256 \
  " UNION ALL SELECT CASE WHEN " WAITS " THEN 9000000000000 ELSE d.created_at END FROM draft_file d JOIN draft r ON r.id = d.draft_id AND r.deleted_at IS NULL" \
  " WHERE d.sha256 = " sha256 " AND d.deleted_at IS NULL" \
  " UNION ALL SELECT o.created_at FROM contact_file o WHERE o.sha256 = " sha256 " AND o.deleted_at IS NULL" \
  " UNION ALL SELECT c.created_at FROM contact c WHERE c.photo = " sha256 " AND c.deleted_at IS NULL"

/* Parts are removed where somebody is erased, and nowhere else: also on the computers that hear of it, before they know who that was. */
#define UNNAMED "AND NOT EXISTS (SELECT 1 FROM part WHERE sha256 = OLD.sha256) AND NOT EXISTS (SELECT 1 FROM draft_file WHERE sha256 = OLD.sha256 AND deleted_at IS NULL)" \
  " AND NOT EXISTS (SELECT 1 FROM contact_file WHERE sha256 = OLD.sha256 AND deleted_at IS NULL) AND NOT EXISTS (SELECT 1 FROM contact WHERE photo = OLD.sha256)" \
  " BEGIN UPDATE sync_file SET state = 'gone' WHERE sha256 = OLD.sha256; END;\n"

#define IS_NAMED "EXISTS (" NAMERS ("f.sha256") ")"
#define AGE "coalesce ((SELECT max (at) FROM (" NAMERS ("f.sha256") ")), -1)"

const char *
so_share_files_triggers (void)
{
  return "CREATE TRIGGER sync_file_of_part AFTER INSERT ON part WHEN NEW.sha256 IS NOT NULL " NAMED ("NEW.sha256")
         "CREATE TRIGGER sync_file_of_part_came AFTER UPDATE OF sha256 ON part WHEN NEW.sha256 IS NOT NULL AND NEW.sha256 IS NOT OLD.sha256 " NAMED ("NEW.sha256")
         "CREATE TRIGGER sync_file_of_part_gone AFTER DELETE ON part WHEN OLD.sha256 IS NOT NULL " UNNAMED
         "CREATE TRIGGER sync_file_of_draft AFTER INSERT ON draft_file WHEN NEW.sha256 <> '' " NAMED ("NEW.sha256")
         "CREATE TRIGGER sync_file_of_draft_came AFTER UPDATE OF sha256 ON draft_file WHEN NEW.sha256 <> '' AND NEW.sha256 <> OLD.sha256 " NAMED ("NEW.sha256")
         "CREATE TRIGGER sync_file_of_person AFTER INSERT ON contact_file WHEN NEW.sha256 <> '' " NAMED ("NEW.sha256")
         "CREATE TRIGGER sync_file_of_person_came AFTER UPDATE OF sha256 ON contact_file WHEN NEW.sha256 <> '' AND NEW.sha256 <> OLD.sha256 " NAMED ("NEW.sha256")
         "CREATE TRIGGER sync_file_of_photo AFTER INSERT ON contact WHEN length (NEW.photo) = 64 " NAMED ("NEW.photo")
         "CREATE TRIGGER sync_file_of_photo_came AFTER UPDATE OF photo ON contact WHEN length (NEW.photo) = 64 AND NEW.photo IS NOT OLD.photo " NAMED ("NEW.photo");
}

gboolean
so_share_files_gather (SoDb *db, GError **error)
{
  return so_db_run (db, error, "INSERT INTO sync_file (sha256) SELECT sha256 FROM (SELECT sha256 FROM part WHERE sha256 IS NOT NULL"
                    " UNION SELECT sha256 FROM draft_file WHERE deleted_at IS NULL UNION SELECT sha256 FROM contact_file WHERE sha256 <> '' AND deleted_at IS NULL"
                    " UNION SELECT photo FROM contact WHERE length (photo) = 64) WHERE TRUE ON CONFLICT (sha256) DO NOTHING", "");
}

gboolean
so_share_files_renew (SoDb *db, GError **error)
{
  return so_db_run (db, error, "UPDATE sync_file SET state = 'new' WHERE state = 'told'", "");
}

void
so_share_file_free (gpointer data)
{
  SoShareFile *file = data;

  g_free (file->sha256);
  g_free (file);
}

static gpointer
read_file (SoStmt *row)
{
  SoShareFile *file = g_new0 (SoShareFile, 1);

  file->sha256 = so_stmt_dup (row, 0);
  file->at = so_stmt_int (row, 1);
  return file;
}

GPtrArray *
so_share_files_list (SoDb *db, SoShareFileState state, guint most, GError **error)
{
  gboolean plain = state == SO_SHARE_FILE_NEW || state == SO_SHARE_FILE_GONE;
  g_autoptr (SoStmt) rows = so_db_query (db, error, plain ? "SELECT sha256, 0 FROM sync_file WHERE state = ? LIMIT ?"
                                   : "SELECT sha256, at FROM (SELECT sha256, " AGE " AS at FROM sync_file f WHERE state = ?) WHERE at >= 0 ORDER BY at DESC, sha256 LIMIT ?",
                                   "ti", states[state], (gint64) most);

  return so_stmt_all (rows, read_file, so_share_file_free, error);
}

GStrv
so_share_files_of_drafts (SoDb *db, GError **error)
{
  return so_db_texts (db, error, "SELECT DISTINCT d.sha256 FROM draft r JOIN draft_file d ON d.draft_id = r.id AND d.deleted_at IS NULL JOIN sync_file f ON f.sha256 = d.sha256"
                      " AND f.state = 'told' WHERE " WAITS " AND r.deleted_at IS NULL", "");
}

gboolean
so_share_file_set (SoDb *db, const char *sha256, SoShareFileState state, GError **error)
{
  return so_db_run (db, error, "UPDATE sync_file SET state = ? WHERE sha256 = ? AND state NOT IN ('new', 'gone')", "tt", states[state], sha256);
}

gboolean
so_share_file_seen (SoDb *db, const char *sha256, SoShareFileState state, GError **error)
{
  return so_db_run (db, error, "UPDATE sync_file SET state = ? WHERE sha256 = ? AND state = 'new'", "tt", states[state], sha256);
}

gboolean
so_share_file_find (SoDb *db, const char *sha256, SoShareFileState *state)
{
  g_autofree char *nick = so_db_text (db, "SELECT state FROM sync_file WHERE sha256 = ?", "t", sha256);

  for (guint i = 0; nick && i < G_N_ELEMENTS (states); i++)
    if (!strcmp (nick, states[i]))
      return *state = i, TRUE;
  return FALSE;
}

gboolean
so_share_file_forgotten (SoDb *db, const char *sha256, GError **error)
{
  return so_db_run (db, error, "DELETE FROM sync_file WHERE sha256 = ? AND state = 'gone'", "t", sha256);
}

/* Lists look at messages and drafts, not at their files. Nothing is changed by it that anybody else would be told. */
gboolean
so_share_file_came (SoDb *db, const char *sha256, GError **error)
{
  return so_share_file_set (db, sha256, SO_SHARE_FILE_TOLD, error) &&
         so_db_run (db, error, "UPDATE message SET state = state WHERE id IN (SELECT message_id FROM part WHERE sha256 = ?)", "t", sha256) &&
         so_db_run (db, error, "UPDATE draft SET state = state WHERE id IN (SELECT draft_id FROM draft_file WHERE sha256 = ? AND deleted_at IS NULL)", "t", sha256) &&
         so_db_run (db, error, "UPDATE contact SET photo = photo WHERE photo = ?1 OR id IN (SELECT contact_id FROM contact_file WHERE sha256 = ?1 AND deleted_at IS NULL)", "t", sha256);
}

gboolean
so_share_file_erased (SoDb *db, const char *sha256, GError **error)
{
  return so_db_run (db, error, "INSERT INTO sync_file (sha256, state) SELECT ?, 'gone' FROM sync_link WHERE TRUE ON CONFLICT (sha256) DO UPDATE SET state = 'gone'", "t", sha256);
}

void
so_share_files_count (SoDb *db, gint64 *here, gint64 *away, gint64 *unseen)
{
  *here = so_db_int (db, 0, "SELECT count(*) FROM sync_file f WHERE state = 'here' AND " IS_NAMED, "");
  *away = so_db_int (db, 0, "SELECT count(*) FROM sync_file f WHERE state = 'away' AND " IS_NAMED, "");
  *unseen = so_db_int (db, 0, "SELECT count(*) FROM sync_file WHERE state = 'new'", "");
}

#define ERROR_KEY "share.files.error"

gboolean
so_share_files_failed (SoDb *db, const char *words, GError **error)
{
  /* Of that table nobody hears. */
  return so_local_set (db, ERROR_KEY, words, error) && so_db_run (db, error, "UPDATE sync_link SET n = n", "");
}

char *
so_share_files_dup_error (SoDb *db)
{
  return so_local_get (db, ERROR_KEY);
}

gboolean
so_share_files_is_due (SoDb *db)
{
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM sync_file WHERE state IN ('new', 'here', 'gone'))", "") != 0;
}

#define CAME "FROM draft WHERE state = 'held' AND reason = '" SO_SHARE_FILE_HOLD "' AND deleted_at IS NULL AND " SO_DRAFT_IS_HERE \
             " AND NOT EXISTS (SELECT 1 FROM draft_file d JOIN sync_file f ON f.sha256 = d.sha256 AND f.state IN ('new', 'away')" \
             " WHERE d.draft_id = draft.id AND d.deleted_at IS NULL)"

guint
so_share_files_count_holds (SoDb *db)
{
  return (guint) so_db_int (db, 0, "SELECT count(*) " CAME, "");
}

gboolean
so_share_files_release (SoDb *db, GError **error)
{
  g_auto (GStrv) ids = so_db_texts (db, error, "SELECT id " CAME " ORDER BY n", "");

  for (guint i = 0; ids && ids[i]; i++)
    if (!so_draft_step (db, ids[i], SO_DRAFT_EVENT_RELEASE, NULL, NULL, error))
      return FALSE;
  return ids != NULL;
}
