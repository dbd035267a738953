/* SPDX-License-Identifier: MIT */
#include "so-share-capture.h"

#include "so-hash.h"
#include "so-share-files.h"
#include "so-share-tables.h"

/* A row that the hub has not been told of yet is told as it is then: its changes until then are no changes. */
#define NOT_NEW "NOT EXISTS (SELECT 1 FROM sync_pend WHERE tbl = '%1$s' AND pk = NEW.id AND grp = '' AND n IS NULL)"

static void
append_tuple (GString *sql, const char *columns, const char *prefix)
{
  g_auto (GStrv) names = g_strsplit (columns, " ", -1);

  g_string_append_c (sql, '(');
  for (guint i = 0; names[i]; i++)
    g_string_append_printf (sql, "%s%s%s", i ? ", " : "", prefix, names[i]);
  g_string_append_c (sql, ')');
}

/* The functions are of our own connections (so-share-clock.c): a foreign program that writes into the file fails instead of going unnoticed. */
static void
append_born (GString *sql, const SoShareTable *table)
{
  g_string_append_printf (sql, "CREATE TRIGGER sync_%s_born AFTER INSERT ON %s WHEN so_share_on() BEGIN"
                          " INSERT INTO sync_pend (tbl, pk, grp, h) VALUES ('%s', NEW.id, '', so_share_stamp(0)) ON CONFLICT (tbl, pk, grp) DO UPDATE SET n = NULL;",
                          table->name, table->name, table->name);
  for (const SoShareGroup *group = table->groups; table->named && group->name; group++)
    g_string_append_printf (sql, " INSERT INTO sync_pend (tbl, pk, grp, h) VALUES ('%s', NEW.id, '%s', so_share_stamp(0))"
                            " ON CONFLICT (tbl, pk, grp) DO UPDATE SET n = NULL, h = so_share_stamp(sync_pend.h);", table->name, group->name);
  g_string_append (sql, " END;\n");
}

static void
append_changed (GString *sql, const SoShareTable *table, const SoShareGroup *group)
{
  g_autofree char *old = so_share_json_of (group->columns, "OLD."), *columns = g_strdelimit (g_strdup (group->columns), " ", ',');

  g_string_append_printf (sql, "CREATE TRIGGER sync_%s_%s AFTER UPDATE OF %s ON %s WHEN so_share_on() AND ", table->name, group->name, columns, table->name);
  append_tuple (sql, group->columns, "NEW.");
  g_string_append (sql, " IS NOT ");
  append_tuple (sql, group->columns, "OLD.");
  g_string_append_printf (sql, " BEGIN INSERT INTO sync_pend (tbl, pk, grp, h, base, base_h, base_dev)"
                          " SELECT '%1$s', NEW.id, '%2$s', so_share_stamp(coalesce(c.h, 0)), %3$s, coalesce(c.h, 0), coalesce(c.dev, '')"
                          " FROM (SELECT 1) LEFT JOIN sync_cell c ON c.tbl = '%1$s' AND c.pk = NEW.id AND c.grp = '%2$s' WHERE " NOT_NEW
                          " ON CONFLICT (tbl, pk, grp) DO UPDATE SET n = NULL, h = so_share_stamp(sync_pend.h); END;\n", table->name, group->name, old);
}

static void
append_gone (GString *sql, const SoShareTable *table)
{
  g_string_append_printf (sql, "CREATE TRIGGER sync_%1$s_gone AFTER DELETE ON %1$s WHEN so_share_on() BEGIN"
                          " DELETE FROM sync_pend WHERE tbl = '%1$s' AND pk = OLD.id;"
                          " INSERT INTO sync_pend (tbl, pk, grp, h) VALUES ('%1$s', OLD.id, '!', so_share_stamp(0)); END;\n", table->name);
}

/* What others wrote in a conversation may be here before it is: after the hub was set back, say. Whoever begins it counts only their own. */
static const char begun[] =
  "CREATE TRIGGER sync_thread_begun AFTER INSERT ON thread WHEN so_share_on() AND EXISTS (SELECT 1 FROM message WHERE thread_id = NEW.id AND deleted_at IS NULL) BEGIN"
  " INSERT INTO sync_touched (kind, id) VALUES ('thread', NEW.id) ON CONFLICT (kind, id) DO NOTHING; END;\n"
  "CREATE TRIGGER sync_thread_begun_anew AFTER UPDATE OF deleted_at ON thread WHEN so_share_on() AND NEW.deleted_at IS NULL AND OLD.deleted_at IS NOT NULL BEGIN"
  " INSERT INTO sync_touched (kind, id) VALUES ('thread', NEW.id) ON CONFLICT (kind, id) DO NOTHING; END;\n";

static char *
write_triggers (void)
{
  g_autoptr (GString) sql = g_string_new (begun);

  for (guint i = 0; i < so_share_n_tables; i++)
    {
      append_born (sql, &so_share_tables[i]);
      append_gone (sql, &so_share_tables[i]);
      for (const SoShareGroup *group = so_share_tables[i].groups; group->name; group++)
        append_changed (sql, &so_share_tables[i], group);
    }
  g_string_append (sql, so_share_files_triggers ());
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

/* By their names: also those of a version that knew other tables. */
static gboolean
drop_triggers (SoDb *db, GError **error)
{
  g_auto (GStrv) names = so_db_texts (db, error, "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'sync\\_%' ESCAPE '\\'", "");

  for (guint i = 0; names && names[i]; i++)
    {
      g_autofree char *sql = g_strdup_printf ("DROP TRIGGER %s", names[i]);

      if (!so_db_script (db, sql, error))
        return FALSE;
    }
  return names != NULL;
}

gboolean
so_share_capture_drop (SoDb *db, GError **error)
{
  return drop_triggers (db, error) && so_db_run (db, error, "UPDATE sync_link SET captures = '' WHERE captures <> ''", "");
}

gboolean
so_share_capture_refresh (SoDb *db, GError **error)
{
  g_autofree char *sql = write_triggers (), *hash = so_hash_strings (sql, SO_HASH_END), *there = so_db_text (db, "SELECT captures FROM sync_link", "");

  if (!g_strcmp0 (there, hash))
    return TRUE;
  return drop_triggers (db, error) && so_db_script (db, sql, error) && so_share_files_gather (db, error) && so_db_run (db, error, "UPDATE sync_link SET captures = ?", "t", hash);
}
