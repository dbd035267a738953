/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <glib/gstdio.h>

#include "so-db.h"
#include "so-share-claim.h"
#include "so-share.h"

void
so_test_store_set_up (SoTestStore *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test->folder = g_dir_make_tmp ("so-store-XXXXXX", &error);
  g_assert_no_error (error);
  test->store = so_store_open (test->folder, &error);
  g_assert_no_error (error);
  /* The same tests in a studio that is shared: its changes are captured, and nothing else is to be seen of that. */
  if (g_getenv ("SO_TEST_SHARED"))
    {
      g_autoptr (SoDb) db = so_store_begin (test->store, NULL, NULL);

      g_assert_true (so_share_start (db, &error));
      /* A hub that says at once that nobody else sends it, for good. */
      so_share_claim_set_lease (G_MAXINT64);
      g_assert_true (so_db_script (db, "CREATE TRIGGER test_hub AFTER UPDATE ON thread BEGIN INSERT INTO sync_answer"
                                   " SELECT d.id, 'claim', json_object ('ok', 1, 'who', dev || ' ' || run, 'epoch', epoch, 'asked', 0) FROM sync_link, draft d WHERE d.state = 'queued'"
                                   " ON CONFLICT (id, command) DO NOTHING;"
                                   " UPDATE draft SET claim = (SELECT dev || ' ' || run FROM sync_link) WHERE state = 'queued' AND claim IS NULL; END;"
                                   "CREATE TRIGGER test_run AFTER UPDATE OF run ON sync_link BEGIN UPDATE sync_answer SET answer = json_set (answer, '$.who', NEW.dev || ' ' || NEW.run);"
                                   " UPDATE draft SET claim = NEW.dev || ' ' || NEW.run WHERE claim IS NOT NULL; END", &error));
      g_assert_true (so_store_commit (test->store, &db, &error));
      so_test_spin (0);
    }
}

void
so_test_remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        so_test_remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
so_test_store_close (SoTestStore *test)
{
  /* A change that is not told yet holds the store, and so does a worker that still reads. */
  so_test_spin (0);
  for (int i = 0; test->store && G_OBJECT (test->store)->ref_count > 1 && i < 5000; i++)
    so_test_spin (2);
  if (test->store)
    g_assert_finalize_object (test->store);
  test->store = NULL;
}

void
so_test_store_tear_down (SoTestStore *test, gconstpointer data)
{
  so_test_store_close (test);
  so_test_remove_tree (test->folder);
  g_free (test->folder);
}

void
so_test_store_reopen (SoTestStore *test)
{
  g_autoptr (GError) error = NULL;

  so_test_store_close (test);
  test->store = so_store_open (test->folder, &error);
  g_assert_no_error (error);
}

char *
so_test_store_path (SoTestStore *test, const char *name)
{
  return g_build_filename (test->folder, name, NULL);
}

SoIncoming *
so_test_message (const char *remote_id, const char *number, const char *name, const char *text, gint64 at)
{
  SoIncoming *in = so_incoming_new (SO_CHANNEL_WHATSAPP);

  in->remote_id = g_strdup (remote_id);
  in->thread_key = g_strdup (number);
  in->sender = so_identity_new (SO_IDENTITY_PHONE, number, name);
  in->sent_at = at;
  g_ptr_array_add (in->parts, so_part_new_text (text));
  return in;
}

char *
so_test_put (SoStore *store, SoIncoming *in, const char *import_id)
{
  g_autoptr (SoIncoming) incoming = in;
  g_auto (SoIngested) result = { 0 };
  g_autoptr (GError) error = NULL;
  SoIngest how = { .country = "49", .import_id = import_id };
  g_autoptr (SoDb) db = so_store_begin (store, NULL, &error);

  g_assert_no_error (error);
  so_ingest (db, incoming, &how, &result, &error);
  g_assert_no_error (error);
  so_store_commit (store, &db, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&result.thread_id);
}

char *
so_test_say (SoStore *store, const char *number, const char *name, const char *text, gint64 at)
{
  static guint serial;
  g_autofree char *id = g_strdup_printf ("say-%u", ++serial);

  return so_test_put (store, so_test_message (id, number, name, text, at), NULL);
}

gint64
so_test_int (SoStore *store, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  g_assert_nonnull (db);
  return so_db_int (db, G_MININT64, sql, "");
}

char *
so_test_text (SoStore *store, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  g_assert_nonnull (db);
  return so_db_text (db, sql, "");
}

void
so_test_sql (SoStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (store, NULL, &error);

  g_assert_no_error (error);
  so_db_script (db, sql, &error);
  g_assert_no_error (error);
  so_store_commit (store, &db, &error);
  g_assert_no_error (error);
}

static void
hash_table (SoDb *db, const char *table, GChecksum *sum)
{
  g_autofree char *columns = so_db_text (db, "SELECT group_concat ('quote (\"' || name || '\")', ' || ''|'' || ')"
                                         " FROM pragma_table_info (?)", "t", table);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" ORDER BY 1", columns, table);
  g_autoptr (SoStmt) row = so_db_query (db, NULL, sql, "");

  g_assert_nonnull (row);
  g_checksum_update (sum, (const guchar *) table, -1);
  while (so_stmt_next (row, NULL))
    g_checksum_update (sum, (const guchar *) so_stmt_text (row, 0), -1);
}

char *
so_test_content (SoStore *store)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  g_autoptr (SoStmt) table = so_db_query (db, NULL, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                                          " AND name NOT LIKE 'search\\_%' ESCAPE '\\' AND name <> 'search' ORDER BY name", "");

  while (so_stmt_next (table, NULL))
    hash_table (db, so_stmt_text (table, 0), sum);
  hash_table (db, "search_doc", sum);
  return g_strdup (g_checksum_get_string (sum));
}

static gboolean
holds (const char *bytes, gsize n, const char *word)
{
  gsize length = strlen (word);

  for (gsize i = 0; i + length <= n; i++)
    if (!g_ascii_strncasecmp (bytes + i, word, length))
      return TRUE;
  return FALSE;
}

guint
so_test_words_on_disk (SoTestStore *f, const char *const *words)
{
  static const char *const names[] = { "studio.db", "studio.db-wal", "studio.db-shm" };
  guint found = 0;

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autofree char *path = so_test_store_path (f, names[k]), *bytes = NULL;
      gsize n = 0;

      if (!g_file_get_contents (path, &bytes, &n, NULL))
        continue;
      for (guint i = 0; words[i]; i++)
        if (holds (bytes, n, words[i]))
          {
            g_test_message ("%s in %s", words[i], names[k]);
            found++;
          }
    }
  return found;
}

void
so_test_spin (guint ms)
{
  gint64 end = g_get_monotonic_time () + (gint64) ms * 1000;

  do
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      if (ms)
        g_usleep (1000);
    }
  while (g_get_monotonic_time () < end);
}
