/* SPDX-License-Identifier: MIT */
#include "so-db-private.h"

#include "so-error.h"

static int
copy_pages (sqlite3_backup *backup, GCancellable *cancellable)
{
  int code;

  do
    {
      code = sqlite3_backup_step (backup, 2000);
      if (g_cancellable_is_cancelled (cancellable))
        return SQLITE_INTERRUPT;
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        sqlite3_sleep (20);
    }
  while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED);
  return code;
}

gboolean
so_db_copy_to (SoDb *db, const char *path, GCancellable *cancellable, GError **error)
{
  sqlite3 *target = NULL;
  sqlite3_backup *backup;
  int code = sqlite3_open_v2 (path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, NULL);

  if (code == SQLITE_OK)
    {
      backup = sqlite3_backup_init (target, "main", db->handle, "main");
      code = backup ? copy_pages (backup, cancellable) : sqlite3_errcode (target);
      if (backup)
        sqlite3_backup_finish (backup);
      /* The copy is one file: no -wal beside it that somebody forgets to take along. */
      if (code == SQLITE_DONE)
        code = sqlite3_exec (target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    }
  sqlite3_close (target);
  switch (code & 0xff)
    {
    case SQLITE_OK:
      return TRUE;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return so_fail (error, SO_ERROR_CHANGE, "The file %s cannot be written: choose another place, or change the permissions of the folder.", path);
    default:
      return so_db_fail_with_code (db, code, "copying", error);
    }
}
