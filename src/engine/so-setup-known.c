/* SPDX-License-Identifier: MIT */
#include "so-setup-private.h"

static void
known_free (gpointer data)
{
  SoSetupKnown *known = data;

  g_free (known->id);
  g_free (known->content);
  g_free (known);
}

char *
so_setup_key (const char *name, const char *more)
{
  return g_strconcat (name ? name : "", "\x1f", more ? more : "", NULL);
}

static GHashTable *
table_of (SoSetupRead *read, const char *part)
{
  GHashTable *table = g_hash_table_lookup (read->known, part);

  if (!table)
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
      g_hash_table_insert (read->known, (gpointer) part, table);
    }
  return table;
}

void
so_setup_know (SoSetupRead *read, const char *part, char *key, const char *id, char *content, gboolean again)
{
  GHashTable *table = table_of (read, part);
  SoSetupKnown *known;

  if (!again && g_hash_table_contains (table, key))
    {
      g_free (key);
      g_free (content);
      return;
    }
  known = g_new0 (SoSetupKnown, 1);
  known->id = g_strdup (id);
  known->content = content;
  g_hash_table_replace (table, key, known);
}

gboolean
so_setup_find (SoSetupRead *read, const char *part, const char *key, SoSetupLearn learn, const SoSetupKnown **found, GError **error)
{
  *found = NULL;
  if (!g_hash_table_contains (read->known, part))
    {
      table_of (read, part);
      if (!learn (read, part, error))
        return FALSE;
    }
  *found = g_hash_table_lookup (g_hash_table_lookup (read->known, part), key);
  return TRUE;
}
