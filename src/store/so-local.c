/* SPDX-License-Identifier: MIT */
#include "so-local.h"

#include "so-db.h"

char *
so_local_get (SoDb *db, const char *key)
{
  return so_db_text (db, "SELECT value FROM local WHERE key = ?", "t", key);
}

gboolean
so_local_set (SoDb *db, const char *key, const char *value, GError **error)
{
  if (!value)
    return so_db_run (db, error, "DELETE FROM local WHERE key = ?", "t", key);
  return so_db_run (db, error, "INSERT INTO local (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", "tt", key, value);
}
