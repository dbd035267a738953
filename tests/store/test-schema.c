/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "so-care.h"
#include "so-db.h"
#include "so-schema.h"
#include "so-search.h"

/* Tables that never leave this computer; every other one follows the rules of shared tables. */
static const char *const local_tables[] = {
  "playback", "category", "payload", "job", "import_batch", "import_skip", "event", "undo_step", "undo_field", "search", "search_doc", "local", "model_use", "vector", "hub_link", "hub_received", "computer", "sensitive_field", NULL,
};

static gboolean
is_local (const char *table)
{
  return g_strv_contains (local_tables, table) || g_str_has_prefix (table, "search_") || g_str_has_prefix (table, "sqlite_") || g_str_has_prefix (table, "sync_");
}

static char **
shared_tables (SoTestStore *f)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", "");

  while (so_stmt_next (row, NULL))
    if (!is_local (so_stmt_text (row, 0)))
      g_strv_builder_add (names, so_stmt_text (row, 0));
  return g_strv_builder_end (names);
}

static void
test_shared_tables (SoTestStore *f, gconstpointer data)
{
  g_auto (GStrv) tables = shared_tables (f);
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);

  g_assert_cmpuint (g_strv_length (tables), >=, 14);
  for (guint i = 0; tables[i]; i++)
    {
      g_test_message ("%s", tables[i]);
      g_assert_cmpint (so_db_int (db, 0, "SELECT pk = 1 AND type = 'INTEGER' FROM pragma_table_info (?) WHERE name = 'n'", "t", tables[i]), ==, 1);
      g_assert_cmpint (so_db_int (db, 0, "SELECT type = 'TEXT' AND \"notnull\" FROM pragma_table_info (?) WHERE name = 'id'", "t", tables[i]), ==, 1);
      g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM pragma_index_list (?1) l, pragma_index_info (l.name) i WHERE l.\"unique\" AND i.name = 'id'",
                                  "t", tables[i]), >=, 1);
      g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM pragma_foreign_key_list (?)", "t", tables[i]), ==, 0);
      g_assert_cmpint (so_db_int (db, 0, "SELECT strict FROM pragma_table_list WHERE name = ?", "t", tables[i]), ==, 1);
    }
}

/* Nothing of a shared table is deleted but by an erasure, and nothing is replaced: both would take its number away. */
static void
test_no_deletes (SoTestStore *f, gconstpointer data)
{
  g_auto (GStrv) tables = shared_tables (f);
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "src", "store", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint files = 0, found = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;

      if (!g_str_has_suffix (name, ".c") || !g_file_get_contents (path, &text, NULL, NULL))
        continue;
      files++;
      g_assert_null (strstr (text, "REPLACE INTO"));
      for (guint i = 0; tables[i]; i++)
        {
          g_autofree char *pattern = g_strdup_printf ("DELETE FROM %s\\b", tables[i]);
          gboolean deletes = g_regex_match_simple (pattern, text, G_REGEX_CASELESS, 0);

          found += deletes;
          if (deletes && strcmp (name, "so-erase.c") && strcmp (name, "so-forget.c"))
            g_error ("%s deletes rows of %s", name, tables[i]);
        }
    }
  g_assert_cmpuint (files, >, 15);
  g_assert_cmpuint (found, >, 0);   /* the erasure's own: the search sees something */
}

static gboolean
script_fails (SoTestStore *f, const char *sql)
{
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  return !so_db_script (db, sql, NULL);
}

static void
test_immutable (SoTestStore *f, gconstpointer data)
{
  static const char *const forbidden[] = {
    "UPDATE approval SET hash = 'x'", "UPDATE approval SET approver = 'x'", "UPDATE approval SET recipient = 'x'", "DELETE FROM approval",
    "UPDATE approval SET recipient = '', approved_at = 2", "UPDATE approval SET visible_ms = 1", "UPDATE approval SET standing_version = 2", "UPDATE attempt SET outcome = 'refused'", "UPDATE attempt SET outcome = NULL",
    "UPDATE attempt SET provider_id = 'x'", "UPDATE attempt SET started_at = 2", "UPDATE attempt SET draft_id = 'x'", "DELETE FROM attempt",
    "UPDATE event SET data = NULL", "UPDATE event SET at = 2", "DELETE FROM event",
  };
  static const char *const allowed[] = {
    "UPDATE approval SET recipient = ''", "UPDATE attempt SET provider_id = NULL, detail = NULL",
    "INSERT INTO attempt VALUES (8, 'open', 'd', 'p', 1, NULL, NULL, NULL, NULL); UPDATE attempt SET outcome = 'lost', finished_at = 3 WHERE n = 8;"
    "UPDATE attempt SET outcome = 'accepted', finished_at = 4, provider_id = 'z' WHERE n = 8",
  };

  so_test_sql (f->store, "INSERT INTO approval VALUES (1, 'a', 'd', 'h', 'phone:+49', '', 'owner', 'key', 1, NULL, '0', 900, NULL, NULL);"
               "INSERT INTO attempt VALUES (1, 't', 'd', 'a', 1, 2, 'accepted', 'wamid', 'fine');"
               "INSERT INTO event VALUES (1, 'e', 1, 'owner', 'k', NULL, NULL, '{}')");
  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    {
      g_test_message ("%s", forbidden[i]);
      g_assert_true (script_fails (f, forbidden[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    g_assert_false (script_fails (f, allowed[i]));
}

static void
load_dump (const char *dump, const char *path)
{
  g_autofree char *sql = NULL;
  char *message = NULL;
  sqlite3 *db = NULL;

  g_assert_true (g_file_get_contents (dump, &sql, NULL, NULL));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

/* What the dumped studio holds, whatever the version: it was made once and for ever. */
static void
check_kept (SoStore *store)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  g_autoptr (GPtrArray) hits = so_search (db, "tuesday", 10, NULL, NULL), chinese = so_search (db, "瑜伽", 10, NULL, NULL);

  g_assert_cmpint (so_db_int (db, 0, "PRAGMA user_version", ""), ==, SO_SCHEMA_VERSION);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM message WHERE deleted_at IS NULL", ""), ==, 3);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM contact WHERE name IN ('Priya S.', '王芳')", ""), ==, 2);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM draft JOIN approval ON approval.draft_id = draft.id WHERE state = 'queued'", ""), ==, 1);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM tagging WHERE deleted_at IS NULL", ""), ==, 1);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM knowledge", ""), ==, 1);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM setting WHERE key = 'studio.name' AND value = 'Salsa Norte'", ""), ==, 1);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpuint (chinese->len, ==, 1);
}

/* A studio of each version that there ever was opens, is brought up to date, and keeps its rows. */
static void
test_versions (SoTestStore *f, gconstpointer data)
{
  g_assert_cmpint (SO_SCHEMA_VERSION, >=, 1);
  for (int version = 1; version <= SO_SCHEMA_VERSION; version++)
    {
      g_autofree char *name = g_strdup_printf ("%03d.sql", version), *dump = g_test_build_filename (G_TEST_DIST, "store", "versions", name, NULL);
      g_autofree char *path = so_test_store_path (f, "studio.db");
      g_autoptr (SoCareReport) report = NULL;
      g_autoptr (GError) error = NULL;

      so_test_store_close (f);
      so_test_remove_tree (f->folder);
      g_mkdir (f->folder, 0700);
      load_dump (dump, path);
      so_test_store_reopen (f);
      check_kept (f->store);
      report = so_care_check (f->store, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (report->ok);
    }
}

/* The dump of the current version is what the program makes today: a schema that changed needs a new number. */
static void
test_dump_is_current (SoTestStore *f, gconstpointer data)
{
  static const char sql[] = "SELECT group_concat (sql, char (10)) FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY name)";
  g_autofree char *name = g_strdup_printf ("%03d.sql", SO_SCHEMA_VERSION), *dump = g_test_build_filename (G_TEST_DIST, "store", "versions", name, NULL);
  g_autofree char *path = so_test_store_path (f, "studio.db"), *fresh = so_test_text (f->store, sql), *dumped = NULL;

  so_test_store_close (f);
  g_unlink (path);
  load_dump (dump, path);
  so_test_store_reopen (f);
  dumped = so_test_text (f->store, sql);
  g_assert_cmpstr (dumped, ==, fresh);
}

static void
test_pragmas (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *journal = so_db_text (db, "PRAGMA journal_mode", "");

  g_assert_cmpstr (journal, ==, "wal");
  g_assert_cmpint (so_db_int (db, -1, "PRAGMA synchronous", ""), ==, 2);
  g_assert_cmpint (so_db_int (db, -1, "PRAGMA foreign_keys", ""), ==, 1);
  g_assert_cmpint (so_db_int (db, -1, "PRAGMA secure_delete", ""), ==, 1);
  g_assert_cmpint (so_db_int (db, -1, "PRAGMA temp_store", ""), ==, 2);
  g_assert_false (so_db_run (db, NULL, "INSERT INTO import_skip (batch_id, place, why) VALUES ('nobody', '', '')", ""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/schema/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("shared-tables", test_shared_tables);
  ADD ("no-deletes", test_no_deletes);
  ADD ("immutable", test_immutable);
  ADD ("versions", test_versions);
  ADD ("dump-is-current", test_dump_is_current);
  ADD ("pragmas", test_pragmas);
  return g_test_run ();
}
