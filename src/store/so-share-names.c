/* SPDX-License-Identifier: MIT */
#include "so-share-names.h"

#include "so-computer.h"
#include "so-db.h"

/* dev '': the hub did not say who, and never will. */
#define UNKNOWN_DEVS "SELECT dev FROM sync_notice WHERE dev <> '' AND dev NOT IN (SELECT dev FROM computer)"
/* Who has an account, or sends what waits. */
#define UNKNOWN_HOMES "SELECT home FROM (SELECT home FROM account WHERE deleted_at IS NULL UNION SELECT home FROM draft WHERE deleted_at IS NULL" \
  " AND state IN ('queued', 'scheduled', 'held', 'sending')) WHERE home IS NOT NULL AND home IS NOT (SELECT device FROM hub_link) AND home NOT IN (SELECT device FROM computer)"

gboolean
so_share_knows_names (SoDb *db)
{
  return so_db_int (db, 0, "SELECT EXISTS (" UNKNOWN_DEVS ") OR EXISTS (" UNKNOWN_HOMES ")", "") == 0;
}

static gboolean
keep (SoDb *db, const SoComputer *computer, const char *dev, GError **error)
{
  return so_db_run (db, error, "INSERT INTO computer (dev, device, name, role, seen_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (dev) DO UPDATE SET"
                    " device = excluded.device, name = excluded.name, role = excluded.role, seen_at = excluded.seen_at", "tttti", dev, computer->device,
                    computer->name ? computer->name : "", so_role_nick (computer->role), computer->seen_at);
}

gboolean
so_share_keep_names (SoDb *db, const GPtrArray *computers, GError **error)
{
  for (guint i = 0; i < computers->len; i++)
    {
      const SoComputer *computer = computers->pdata[i];

      /* By its device as well, where nothing was written by it yet. */
      if (!keep (db, computer, computer->device, error))
        return FALSE;
      for (guint k = 0; computer->devs && computer->devs[k]; k++)
        if (!keep (db, computer, computer->devs[k], error))
          return FALSE;
    }
  return so_db_run (db, error, "INSERT INTO computer (dev, device, name) SELECT dev, '', '' FROM (" UNKNOWN_DEVS " GROUP BY dev)", "") &&
         so_db_run (db, error, "INSERT INTO computer (dev, device, name) SELECT home, home, '' FROM (" UNKNOWN_HOMES ")", "");
}
