/* SPDX-License-Identifier: MIT */
/* Messages of customers through all that happens to them by rules alone (stored, understood, scored, a draft proposed), and understood only, against
 * bare inserts of the same text into one table with an index and a search index, in one run and on one core.
 * SO_BENCH_MESSAGES (default 5,000). bench-pipeline MESSAGES.TSV */
#include <sqlite3.h>
#include <stdio.h>

#include "so-test-studio.h"

#include "so-classification.h"
#include "so-clock.h"
#include "so-pipeline.h"
#include "so-understand.h"
#include "so-update.h"

#define PER_PAGE 100

static GPtrArray *
read_texts (const char *path)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &content, NULL, NULL))
    g_error ("no messages");
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 3);

      if (lines[i][0] != '#' && g_strv_length (fields) == 3)
        g_ptr_array_add (texts, g_strdup (fields[2]));
    }
  return texts;
}

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

static double
understand_all (SoStudio *studio, GPtrArray *texts, guint n)
{
  SoUnderstand *understand = so_understand_new (studio);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SoClassification) said = so_understand_text (understand, texts->pdata[i % texts->len], NULL);

      if (!said)
        g_error ("not understood");
    }
  so_understand_free (understand);
  return seconds_since (start);
}

static double
take_all (SoStudio *studio, GPtrArray *texts, guint n)
{
  SoAccount account = { .id = (char *) "bench", .channel = SO_CHANNEL_WHATSAPP, .name = (char *) "Bench" };
  gint64 start = g_get_monotonic_time ();
  guint received = 0;

  for (guint i = 0; i < n;)
    {
      g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
      SoPage page = { .updates = updates, .next = "1" };
      g_autoptr (GError) error = NULL;

      for (guint k = 0; k < PER_PAGE && i < n; k++, i++)
        {
          g_autofree char *name = g_strdup_printf ("Person %u", i % (n / 5 + 1));

          g_ptr_array_add (updates, so_update_new_message (so_test_incoming ("whatsapp", name, texts->pdata[i % texts->len])));
        }
      if (!so_pipeline_store (studio, &account, &page, &received, &error))
        g_error ("%s", error->message);
    }
  if (received != n)
    g_error ("%u of %u", received, n);
  return seconds_since (start);
}

static void
put (sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("not inserted");
  sqlite3_reset (statement);
}

static double
insert_all (const char *path, GPtrArray *texts, guint n)
{
  sqlite3 *db;
  sqlite3_stmt *row, *index;
  gint64 start;

  sqlite3_open (path, &db);
  sqlite3_exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                "CREATE TABLE m (n INTEGER PRIMARY KEY, id TEXT UNIQUE, thread TEXT, at INTEGER, text TEXT); CREATE INDEX by_thread ON m (thread, at);"
                "CREATE VIRTUAL TABLE f USING fts5 (body, content='', prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2')", NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO m (id, thread, at, text) VALUES (?, ?, ?, ?)", -1, &row, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO f (rowid, body) VALUES (?, ?)", -1, &index, NULL);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%036u", i), *thread = g_strdup_printf ("%036u", i % (n / 5 + 1));

      if (i % PER_PAGE == 0)
        sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
      sqlite3_bind_text (row, 1, id, -1, SQLITE_STATIC);
      sqlite3_bind_text (row, 2, thread, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (row, 3, i);
      sqlite3_bind_text (row, 4, texts->pdata[i % texts->len], -1, SQLITE_STATIC);
      sqlite3_bind_int64 (index, 1, i + 1);
      sqlite3_bind_text (index, 2, texts->pdata[i % texts->len], -1, SQLITE_STATIC);
      put (row);
      put (index);
      if (i % PER_PAGE == PER_PAGE - 1 || i == n - 1)
        sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
    }
  sqlite3_finalize (row);
  sqlite3_finalize (index);
  sqlite3_close (db);
  return seconds_since (start);
}

int
main (int argc, char **argv)
{
  const char *wanted = g_getenv ("SO_BENCH_MESSAGES");
  guint n = wanted ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 5000;
  g_autoptr (GPtrArray) texts = read_texts (argv[1]);
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *bare = g_build_filename (test->folder, "bare.db", NULL);
  double inserted, understood, taken;

  so_clock_set (0);
  inserted = insert_all (bare, texts, n);
  understood = understand_all (test->studio, texts, n);
  taken = take_all (test->studio, texts, n);
  printf ("%u messages on one core\n", n);
  printf ("bare insert      %8.0f a second\n", n / inserted);
  printf ("understood only  %8.0f a second, %5.2f of a bare insert, %.3f ms each\n", n / understood, inserted / understood, understood * 1000 / n);
  printf ("whole pipeline   %8.0f a second, %5.2f of a bare insert, %.3f ms each\n", n / taken, inserted / taken, taken * 1000 / n);
  return 0;
}
