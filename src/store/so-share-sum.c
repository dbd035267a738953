/* SPDX-License-Identifier: MIT */
#include "so-share-sum.h"

#include <string.h>

#include "so-share-tables.h"

typedef struct { guint64 rows, hash; } Table;

struct _SoSyncSum {
  GTree *tables;             /* name → Table */
  GString *words;
  char *row;                 /* the one that comes just now */
  GHashTable *groups;        /* of it: name → guint64 * */
};

SoShareSum *
so_share_sum_new (void)
{
  SoShareSum *sum = g_new0 (SoShareSum, 1);

  sum->words = g_string_new (NULL);
  sum->tables = g_tree_new_full ((GCompareDataFunc) (void (*) (void)) strcmp, NULL, g_free, g_free);
  sum->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return sum;
}

void
so_share_sum_free (SoShareSum *sum)
{
  if (!sum)
    return;
  g_tree_unref (sum->tables);
  g_hash_table_unref (sum->groups);
  g_string_free (sum->words, TRUE);
  g_free (sum->row);
  g_free (sum);
}

gboolean
so_share_is_nothing (SoJsonText *text, SoJsonPlace val)
{
  gsize length;
  gint64 value;
  double real;

  for (SoJsonPlace place = so_json_text_first (text, val); place; place = so_json_text_next (text, place))
    switch (so_json_text_kind (text, place))
      {
      case SO_JSON_NULL: case SO_JSON_FALSE:
        break;
      case SO_JSON_NUMBER:
        if (!so_json_text_number (text, place, &value, &real) || value)
          return FALSE;
        break;
      case SO_JSON_STRING:
        if (!so_json_text_plain (text, place, &length) || length)
          return FALSE;
        break;
      default:
        return FALSE;
      }
  return TRUE;
}

static guint64
hash_group (SoShareSum *sum, const char *grp, SoJsonText *text, SoJsonPlace val)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[32];
  gsize n = sizeof bytes;
  guint64 hash;

  if (so_share_is_nothing (text, val))
    return 0;
  g_string_truncate (sum->words, 0);
  so_json_text_write (text, val, sum->words);
  g_checksum_update (checksum, (const guchar *) sum->row, strlen (sum->row) + 1);
  g_checksum_update (checksum, (const guchar *) grp, strlen (grp) + 1);
  g_checksum_update (checksum, (const guchar *) sum->words->str, sum->words->len);
  g_checksum_get_digest (checksum, bytes, &n);
  memcpy (&hash, bytes, sizeof hash);
  return GUINT64_FROM_LE (hash);
}

static Table *
table_of (SoShareSum *sum, const char *tbl)
{
  Table *table = g_tree_lookup (sum->tables, tbl);

  if (!table)
    g_tree_insert (sum->tables, g_strdup (tbl), table = g_new0 (Table, 1));
  return table;
}

static void
add_group (SoShareSum *sum, Table *table, const char *grp, SoJsonText *text, SoJsonPlace val)
{
  guint64 *before = g_hash_table_lookup (sum->groups, grp), *hash = g_new (guint64, 1);

  *hash = hash_group (sum, grp, text, val);
  table->hash ^= *hash ^ (before ? *before : 0);
  g_hash_table_insert (sum->groups, g_strdup (grp), hash);
}

static void
add_born (SoShareSum *sum, Table *table, SoJsonText *born)
{
  table->rows++;
  for (SoJsonPlace group = so_json_text_first (born, SO_JSON_TEXT_ROOT); group; group = so_json_text_next (born, group))
    {
      const char *name = so_json_text_name (born, group);

      if (strcmp (name, SO_SHARE_ONCE))
        add_group (sum, table, name, born, group);
    }
}

gboolean
so_share_sum_add (SoShareSum *sum, const char *tbl, const char *pk, const char *grp, const char *val, GError **error)
{
  g_autoptr (SoJsonText) text = so_json_text_new (val, -1, 0, error);
  Table *table = table_of (sum, tbl);
  g_autofree char *row = g_strconcat (tbl, "\n", pk, NULL);

  if (!text)
    return FALSE;
  if (g_strcmp0 (row, sum->row))
    {
      g_free (sum->row);
      sum->row = g_steal_pointer (&row);
      g_hash_table_remove_all (sum->groups);
    }
  if (*grp)
    add_group (sum, table, grp, text, SO_JSON_TEXT_ROOT);
  else
    add_born (sum, table, text);
  return TRUE;
}

static gboolean
write_table (gpointer name, gpointer value, gpointer data)
{
  const Table *table = value;

  if (table->rows || table->hash)
    g_string_append_printf (data, "%s %" G_GUINT64_FORMAT " %016" G_GINT64_MODIFIER "x\n", (const char *) name, table->rows, table->hash);
  return FALSE;
}

char *
so_share_sum_write (SoShareSum *sum)
{
  GString *text = g_string_new (NULL);

  g_tree_foreach (sum->tables, write_table, text);
  return g_string_free_and_steal (text);
}
