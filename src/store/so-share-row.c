/* SPDX-License-Identifier: MIT */
#include "so-share-row.h"

#include "so-share-apply.h"

#include <string.h>

/* The words for a table, made once: they are also the key under which a statement is kept. */
typedef struct {
  char *exists, *born, *make, *remove, *straight, *same, *list;
  char **columns[SO_SHARE_MOST_GROUPS + 2];
  char *read[SO_SHARE_MOST_GROUPS], *set[SO_SHARE_MOST_GROUPS];
} Words;

/* "json_object('group', json_object(…), …)" */
static char *
write_born (const SoShareTable *table)
{
  g_autoptr (GString) sql = g_string_new ("json_object(");

  for (const SoShareGroup *group = table->groups; group->name; group++)
    {
      g_autofree char *json = so_share_json_of (group->columns, "");

      g_string_append_printf (sql, "%s'%s', %s", group == table->groups ? "" : ", ", group->name, json);
    }
  if (table->once)
    {
      g_autofree char *json = so_share_json_of (table->once, "");

      g_string_append_printf (sql, ", '" SO_SHARE_ONCE "', %s", json);
    }
  g_string_append_c (sql, ')');
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

#define NOTHING_IN(what) " NOT EXISTS (SELECT 1 FROM " what " WHERE tbl = '%1$s' AND pk = ?1)"

static char *
write_straight (const SoShareTable *table, char ***columns)
{
  g_autoptr (GString) names = g_string_new ("id"), values = g_string_new ("?1");
  guint n = 1;

  for (guint g = 0; columns[g]; g++)
    for (guint i = 0; columns[g][i]; i++)
      {
        g_string_append_printf (names, ", %s", columns[g][i]);
        g_string_append_printf (values, ", ?%u", ++n);
      }
  return g_strdup_printf ("INSERT INTO %1$s (%2$s) SELECT %3$s WHERE" NOTHING_IN ("sync_pend") " AND" NOTHING_IN ("sync_gone") " AND" NOTHING_IN ("sync_unknown")
                          " ON CONFLICT (id) DO NOTHING", table->name, names->str, values->str);
}

static char *
write_same (const SoShareTable *table, const char *born)
{
  return g_strdup_printf ("SELECT %2$s = ?2 FROM %1$s WHERE id = ?1 AND" NOTHING_IN ("sync_pend") " AND" NOTHING_IN ("sync_cell") " AND" NOTHING_IN ("sync_unknown"),
                          table->name, born);
}

static char *
write_list (const SoShareTable *table, const char *born)
{
  return g_strdup_printf ("SELECT id, %2$s, EXISTS (SELECT 1 FROM sync_pend WHERE tbl = '%1$s' AND pk = t.id) OR EXISTS (SELECT 1 FROM sync_cell WHERE tbl = '%1$s'"
                          " AND pk = t.id) FROM %1$s t WHERE id > ?1 ORDER BY id LIMIT ?2", table->name, born);
}

static void
append_columns (GString *names, GString *values, const char *group, const char *columns)
{
  g_auto (GStrv) each = g_strsplit (columns, " ", -1);

  for (guint i = 0; each[i]; i++)
    {
      g_string_append_printf (names, ", %s", each[i]);
      g_string_append_printf (values, ", json_extract(?1, '$.\"%s\".%s')", group, each[i]);
    }
}

/* @text: NULL for all groups. */
static char *
write_make (const SoShareTable *table, SoJsonText *text, SoJsonPlace born)
{
  g_autoptr (GString) names = g_string_new ("id"), values = g_string_new ("?2");

  for (const SoShareGroup *group = table->groups; group->name; group++)
    if (!text || so_json_text_member (text, born, group->name))
      append_columns (names, values, group->name, group->columns);
  if (table->once)
    append_columns (names, values, SO_SHARE_ONCE, table->once);
  return g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", table->name, names->str, values->str);
}

static char *
write_set (const SoShareTable *table, const SoShareGroup *group)
{
  g_auto (GStrv) each = g_strsplit (group->columns, " ", -1);
  g_autoptr (GString) sets = g_string_new (NULL), values = g_string_new (NULL);
  g_autofree char *columns = g_strdelimit (g_strdup (group->columns), " ", ',');

  for (guint i = 0; each[i]; i++)
    {
      g_string_append_printf (sets, "%s%s = json_extract(?1, '$.%s')", i ? ", " : "", each[i], each[i]);
      g_string_append_printf (values, "%sjson_extract(?1, '$.%s')", i ? ", " : "", each[i]);
    }
  return g_strdup_printf ("UPDATE %s SET %s WHERE id = ?2 AND (%s) IS NOT (%s)", table->name, sets->str, columns, values->str);
}

static void
write_words_of (Words *words, const SoShareTable *table)
{
  g_autofree char *born = write_born (table);
  guint k = 0;

  words->exists = g_strdup_printf ("SELECT 1 FROM %s WHERE id = ?", table->name);
  words->remove = g_strdup_printf ("DELETE FROM %s WHERE id = ?", table->name);
  words->born = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", born, table->name);
  words->make = write_make (table, NULL, 0);
  for (; table->groups[k].name; k++)
    {
      g_autofree char *json = so_share_json_of (table->groups[k].columns, "");

      words->read[k] = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", json, table->name);
      words->set[k] = write_set (table, &table->groups[k]);
      words->columns[k] = g_strsplit (table->groups[k].columns, " ", -1);
    }
  if (table->once)
    words->columns[k] = g_strsplit (table->once, " ", -1);
  words->straight = write_straight (table, words->columns);
  words->same = write_same (table, born);
  words->list = write_list (table, born);
}

typedef struct { const SoShareTable *tables; Words *words; } Known;

static Words *
write_words (void)
{
  Words *all = g_new0 (Words, so_share_n_tables);

  for (guint i = 0; i < so_share_n_tables; i++)
    write_words_of (&all[i], &so_share_tables[i]);
  return all;
}

/* In the products there is one list. Tests have several, one after the other (so_share_tables_pretend()). */
static const Words *
words_of (const SoShareTable *table)
{
  static Known lists[16];
  static GMutex lock;
  guint k = 0;

  while (k < G_N_ELEMENTS (lists) && g_atomic_pointer_get (&lists[k].words) && lists[k].tables != so_share_tables)
    k++;
  g_assert (k < G_N_ELEMENTS (lists));
  if (!g_atomic_pointer_get (&lists[k].words))
    {
      g_mutex_lock (&lock);
      lists[k].tables = so_share_tables;
      if (!lists[k].words)
        g_atomic_pointer_set (&lists[k].words, write_words ());
      g_mutex_unlock (&lock);
    }
  return lists[k].words + (table - so_share_tables);
}

gboolean
so_share_row_exists (SoDb *db, const SoShareTable *table, const char *pk)
{
  return so_db_int (db, 0, words_of (table)->exists, "t", pk) == 1;
}

char *
so_share_row_group (SoDb *db, const SoShareTable *table, const SoShareGroup *group, const char *pk)
{
  return so_db_text (db, words_of (table)->read[group - table->groups], "t", pk);
}

char *
so_share_row_born (SoDb *db, const SoShareTable *table, const char *pk)
{
  return so_db_text (db, words_of (table)->born, "t", pk);
}

/* What moves to somebody else is missing where it was: sums and search of that one are worked out anew, too. */
static gboolean
touch_former (SoDb *db, const SoShareTable *table, const SoShareGroup *group, const char *pk, GError **error)
{
  static const struct { const char *table, *group, *kind, *sql; } moves[] = {
    { "message", "where", "thread", "SELECT thread_id FROM message WHERE id = ?" },
    { "thread", "whose", "contact", "SELECT contact_id FROM thread WHERE id = ?" },
    { "identity", "whose", "contact", "SELECT contact_id FROM identity WHERE id = ?" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (!strcmp (moves[i].table, table->name) && !strcmp (moves[i].group, group->name))
      {
        g_autofree char *former = so_db_text (db, moves[i].sql, "t", pk);

        return !former || so_share_touch (db, moves[i].kind, former, error);
      }
  return TRUE;
}

gboolean
so_share_row_set (SoDb *db, const SoShareTable *table, const SoShareGroup *group, const char *pk, const char *val, GError **error)
{
  return touch_former (db, table, group, pk, error) && so_db_run (db, error, words_of (table)->set[group - table->groups], "tt", val, pk);
}

gboolean
so_share_row_make (SoDb *db, const SoShareTable *table, const char *pk, SoJsonText *text, SoJsonPlace born, GError **error)
{
  g_autofree char *partly = NULL;

  for (const SoShareGroup *group = table->groups; !partly && group->name; group++)
    if (!so_json_text_member (text, born, group->name))
      partly = write_make (table, text, born);
  return so_db_run (db, error, partly ? partly : words_of (table)->make, "tt", so_json_text_raw (text, born), pk);
}

const char *
so_share_row_words_straight (const SoShareTable *table)
{
  return words_of (table)->straight;
}

const char *
so_share_row_words_same (const SoShareTable *table)
{
  return words_of (table)->same;
}

const char *
so_share_row_words_list (const SoShareTable *table)
{
  return words_of (table)->list;
}

char ***
so_share_row_columns (const SoShareTable *table)
{
  return ((Words *) words_of (table))->columns;
}

gboolean
so_share_row_remove (SoDb *db, const SoShareTable *table, const char *pk, GError **error)
{
  return so_db_run (db, error, words_of (table)->remove, "t", pk);
}
