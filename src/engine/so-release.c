/* SPDX-License-Identifier: MIT */
#include "so-release.h"

#include "so-account-holds.h"
#include "so-clock.h"
#include "so-drafts.h"
#include "so-share-files.h"

gboolean
so_release_waiting (SoStudio *studio, gboolean online, gint64 *scheduled, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_read (store, error);
  guint due, offline, freed, came, released = 0;

  if (!db || !so_draft_count_releasable (db, so_now (), &due, &offline, scheduled, error))
    return FALSE;
  freed = so_account_holds_count (db);
  came = so_share_files_count_holds (db);
  if (!online)
    offline = 0;
  if (!due && !offline && !freed && !came)
    return TRUE;
  g_clear_pointer (&db, so_db_release);
  db = so_store_begin (store, NULL, error);
  return db && so_draft_release_scheduled (db, so_now (), error) && (!offline || so_draft_release (db, "offline", &released, error)) &&
         (!freed || so_account_holds_release (db, error)) && (!came || so_share_files_release (db, error)) && so_store_commit (store, &db, error);
}
