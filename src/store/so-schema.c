/* SPDX-License-Identifier: MIT */
#include "so-schema.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-library-resources.h"
#include "so-share-capture.h"

/* "Stud" as a number: tells our databases from other programs'. */
#define APPLICATION_ID 0x53747564
/* The version that has sync_link. */
#define FIRST_SHARED 17

static const char *const steps[SO_SCHEMA_VERSION] = {
  "/org/studioos/library/sql/001-studio.sql",
  "/org/studioos/library/sql/002-approval.sql",
  "/org/studioos/library/sql/003-decisions.sql",
  "/org/studioos/library/sql/004-order.sql",
  "/org/studioos/library/sql/005-channels.sql",
  "/org/studioos/library/sql/006-windows.sql",
  "/org/studioos/library/sql/007-consent.sql",
  "/org/studioos/library/sql/008-accounts.sql",
  "/org/studioos/library/sql/009-copies.sql",
  "/org/studioos/library/sql/010-rules.sql",
  "/org/studioos/library/sql/011-models.sql",
  "/org/studioos/library/sql/012-analysis.sql",
  "/org/studioos/library/sql/013-written-from.sql",
  "/org/studioos/library/sql/014-hub.sql",
  "/org/studioos/library/sql/015-vectors.sql",
  "/org/studioos/library/sql/016-alert-mail.sql",
  "/org/studioos/library/sql/017-sync.sql",
  "/org/studioos/library/sql/018-several.sql",
  "/org/studioos/library/sql/019-people.sql",
  "/org/studioos/library/sql/020-schedule.sql",
  "/org/studioos/library/sql/021-calls.sql",
  "/org/studioos/library/sql/022-numbers.sql",
};

static gboolean
run_step (SoDb *db, int version, GError **error)
{
  g_autoptr (GBytes) sql = g_resource_lookup_data (so_library_get_resource (), steps[version - 1],
                                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *bump = g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d; COMMIT",
                                           version, APPLICATION_ID);

  if (!sql || !so_db_script (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  /* Another process may have done it while this one waited for the lock. */
  if (so_db_int (db, 0, "PRAGMA user_version", "") >= version)
    return so_db_script (db, "ROLLBACK", error);
  if (so_db_script (db, g_bytes_get_data (sql, NULL), error) && so_db_script (db, bump, error))
    return TRUE;
  so_db_script (db, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
keep_copy (SoDb *db, const char *backups, int version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/before-version-%d-%" G_GINT64_FORMAT ".db", backups, version, so_now ());

  if (g_mkdir_with_parents (backups, 0700) != 0)
    return so_fail (error, SO_ERROR_CHANGE, "The folder %s cannot be made: %s", backups, g_strerror (errno));
  return so_db_copy_to (db, path, NULL, error);
}

/* Reads only: what is refused stays as it is, byte by byte. */
static gboolean
check (SoDb *db, gint64 *version, GError **error)
{
  gint64 application = so_db_int (db, 0, "PRAGMA application_id", "");
  gint64 tables = so_db_int (db, 0, "SELECT count(*) FROM sqlite_schema", "");

  *version = so_db_int (db, 0, "PRAGMA user_version", "");
  if (so_db_take_failure (db, error))
    return FALSE;
  if (application != APPLICATION_ID && (application != 0 || tables > 0 || *version != 0))
    return so_fail (error, SO_ERROR_CHANGE, "%s is the database of another program: choose another folder.", so_db_get_path (db));
  if (*version < 0 || (*version == 0 && tables > 0))
    return so_fail (error, SO_ERROR_CHANGE, "The studio's database has no version: restore a backup from the folder “backups” beside it.");
  if (*version > SO_SCHEMA_VERSION)
    return so_fail (error, SO_ERROR_CHANGE,
                    "This studio was used with a newer Studio OS (its version is %d, this program knows %d): "
                    "update Studio OS. Nothing was changed.", (int) *version, SO_SCHEMA_VERSION);
  return TRUE;
}

gboolean
so_schema_upgrade (SoDb *db, const char *backups, GError **error)
{
  gint64 version;

  if (!check (db, &version, error))
    return FALSE;
  if (version > 0 && version < SO_SCHEMA_VERSION && !keep_copy (db, backups, (int) version + 1, error))
    return FALSE;
  if (!so_db_use_wal (db, error))
    return FALSE;
  /* What a migration does is done by every desktop, and no change of one. */
  if (version >= FIRST_SHARED && version < SO_SCHEMA_VERSION && !so_share_capture_drop (db, error))
    return FALSE;
  for (int next = (int) version + 1; next <= SO_SCHEMA_VERSION; next++)
    if (!run_step (db, next, error))
      return FALSE;
  return TRUE;
}
