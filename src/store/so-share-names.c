/* SPDX-License-Identifier: MIT */
#include "so-share-names.h"

#include "so-computer.h"
#include "so-db.h"

/* dev '': the hub did not say who, and never will. */
#define UNKNOWN "SELECT dev FROM sync_notice WHERE dev <> '' AND dev NOT IN (SELECT dev FROM computer)"

gboolean
so_share_knows_names (SoDb *db)
{
  return so_db_int (db, 0, "SELECT EXISTS (" UNKNOWN ")", "") == 0;
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

      for (guint k = 0; computer->devs && computer->devs[k]; k++)
        if (!keep (db, computer, computer->devs[k], error))
          return FALSE;
    }
  return so_db_run (db, error, "INSERT INTO computer (dev, device, name) SELECT dev, '', '' FROM (" UNKNOWN " GROUP BY dev)", "");
}
