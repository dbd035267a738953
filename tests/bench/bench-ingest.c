/* SPDX-License-Identifier: MIT */
/* How fast messages are stored: so_ingest() against bare inserts of the same text into one table with the same index,
 * in one run. SO_BENCH_MESSAGES (default 20,000). */
#include <sqlite3.h>
#include <stdio.h>

#include "so-threads.h"

#define PER_TRANSACTION 500

static const char *const words[] = {
  "salsa", "class", "tuesday", "price", "beginner", "hello", "thanks", "please", "room", "teacher", "évènement", "straße",
  "ballet", "evening", "trial", "book", "cancel", "shoes", "music", "kids", "weekend", "ticket", "course", "money",
};

static char *
text_of (guint i)
{
  GString *text = g_string_new (NULL);
  guint32 state = i * 2654435761u + 1;

  for (guint k = 0; k < 6 + i % 14; k++)
    {
      state = state * 1664525u + 1013904223u;
      g_string_append_printf (text, "%s%u ", words[(state >> 16) % G_N_ELEMENTS (words)], (state >> 8) % 400);
    }
  return g_string_free_and_steal (text);
}

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

static double
ingest_all (const char *folder, guint n)
{
  g_autoptr (SoStore) store = so_store_open (folder, NULL);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n;)
    {
      g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
      for (guint k = 0; k < PER_TRANSACTION && i < n; k++, i++)
        {
          g_autoptr (SoIncoming) in = so_incoming_new (SO_CHANNEL_WHATSAPP);
          g_autofree char *text = text_of (i);
          g_autofree char *number = g_strdup_printf ("+4915%08u", i % (n / 10 + 1));
          g_auto (SoIngested) result = { 0 };
          SoIngest how = { .import_id = "bench" };

          in->remote_id = g_strdup_printf ("m%u", i);
          in->thread_key = g_strdup (number);
          in->sender = so_identity_new (SO_IDENTITY_PHONE, number, NULL);
          in->sent_at = 1500000000000 + (gint64) i * 60000;
          g_ptr_array_add (in->parts, so_part_new_text (text));
          if (!so_ingest (db, in, &how, &result, NULL))
            g_error ("not stored");
        }
      if (!so_store_commit (store, &db, NULL))
        g_error ("not committed");
    }
  return seconds_since (start);
}

static double
insert_all (const char *path, guint n)
{
  sqlite3 *db;
  sqlite3_stmt *row, *index;
  gint64 start;

  sqlite3_open (path, &db);
  sqlite3_exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                "CREATE TABLE m (n INTEGER PRIMARY KEY, id TEXT UNIQUE, thread TEXT, at INTEGER, text TEXT);"
                "CREATE INDEX by_thread ON m (thread, at);"
                "CREATE VIRTUAL TABLE f USING fts5 (body, content='', prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2')", NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO m (id, thread, at, text) VALUES (?, ?, ?, ?)", -1, &row, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO f (rowid, body) VALUES (?, ?)", -1, &index, NULL);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = text_of (i), *id = g_strdup_printf ("%036u", i), *thread = g_strdup_printf ("%036u", i % (n / 10 + 1));
      if (i % PER_TRANSACTION == 0)
        sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
      sqlite3_bind_text (row, 1, id, -1, SQLITE_STATIC);
      sqlite3_bind_text (row, 2, thread, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (row, 3, i);
      sqlite3_bind_text (row, 4, text, -1, SQLITE_STATIC);
      sqlite3_step (row);
      sqlite3_reset (row);
      sqlite3_bind_int64 (index, 1, i + 1);
      sqlite3_bind_text (index, 2, text, -1, SQLITE_STATIC);
      sqlite3_step (index);
      sqlite3_reset (index);
      if (i % PER_TRANSACTION == PER_TRANSACTION - 1 || i == n - 1)
        sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
    }
  sqlite3_finalize (row);
  sqlite3_finalize (index);
  sqlite3_close (db);
  return seconds_since (start);
}

int
main (void)
{
  const char *wanted = g_getenv ("SO_BENCH_MESSAGES");
  guint n = wanted ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 20000;
  g_autofree char *folder = g_dir_make_tmp ("so-bench-XXXXXX", NULL);
  g_autofree char *bare_path = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *clean = g_strdup_printf ("rm -rf '%s'", folder);
  double ours = ingest_all (folder, n), bare = insert_all (bare_path, n);

  printf ("ingest: %u messages of %u people in %.2f s (%.0f a second); bare table and index: %.2f s; ratio %.2f\n",
          n, n / 10, ours, n / ours, bare, ours / bare);
  g_spawn_command_line_sync (clean, NULL, NULL, NULL, NULL);
  return 0;
}
