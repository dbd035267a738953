/* SPDX-License-Identifier: MIT */
#include "so-exchange-private.h"

#include "so-local.h"

#include <string.h>

/* What the owner said of the columns of a table is kept on this computer, by the headings: "#1=name #3=out". */
static char *
key_of (GPtrArray *columns)
{
  g_autofree char *hash = so_import_columns_key (columns);

  return g_strconcat ("import-columns/", hash, NULL);
}

GPtrArray *
so_exchange_columns (SoStudio *studio, const char *path, const char *const *map, GError **error)
{
  g_autoptr (GPtrArray) columns = so_import_table_columns (path, NULL, error);
  g_autoptr (SoDb) db = columns ? so_store_read (so_studio_get_store (studio), error) : NULL;
  g_autofree char *key = db ? key_of (columns) : NULL, *kept = db ? so_local_get (db, key) : NULL;
  g_auto (GStrv) said = kept ? g_strsplit (kept, " ", -1) : NULL;

  if (!db)
    return NULL;
  /* Words of a newer version are no reason to refuse the table. */
  if (said)
    so_import_columns_say (columns, (const char *const *) said, NULL);
  return so_import_columns_say (columns, map, error) ? g_steal_pointer (&columns) : NULL;
}

gboolean
so_exchange_remember_columns (SoStudio *studio, GPtrArray *columns, GError **error)
{
  g_autofree char *key = columns ? key_of (columns) : NULL, *text = NULL;
  g_auto (GStrv) said = columns ? so_import_columns_map (columns) : NULL;
  g_autoptr (SoDb) db = NULL;

  if (!said || !said[0])
    return TRUE;
  text = g_strjoinv (" ", said);
  db = so_store_begin (so_studio_get_store (studio), NULL, error);
  return db && so_local_set (db, key, text, error) && so_store_commit (so_studio_get_store (studio), &db, error);
}

char *
so_exchange_dup_country (SoStudio *studio, const char *given)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  const char *country = given && *given ? given + strspn (given, "+0") : profile ? profile->country : NULL;

  return g_strdup (country && *country ? country : NULL);
}

gboolean
so_exchange_is_bare (const SoIdentity *identity, const char *country)
{
  g_autofree char *normal = country || identity->kind != SO_IDENTITY_PHONE ? NULL : so_identity_normalise (identity->kind, identity->value, NULL);

  return normal && *normal != '+';
}
