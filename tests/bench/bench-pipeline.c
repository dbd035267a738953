/* SPDX-License-Identifier: MIT */
/* Messages of customers through all that happens to them by rules alone (stored, understood, scored, a draft proposed from sixteen entries of
 * knowledge), and understood only, in one run and on one core, against two bare inserts: of the text alone into one table with an index and a search
 * index, and of all the rows that the pipeline wrote (person, conversation, message, draft, question, event, search) into the same tables.
 * SO_BENCH_MESSAGES (default 5,000). bench-pipeline MESSAGES.TSV */
#include <sqlite3.h>
#include <stdio.h>
#include <time.h>

#include "so-test-studio.h"

#include "so-classification.h"
#include "so-clock.h"
#include "so-hit.h"
#include "so-pipeline.h"
#include "so-understand.h"
#include "so-update.h"

#define PER_PAGE 100
#define MESSAGE_KIND 0   /* SO_HIT_MESSAGE */

G_STATIC_ASSERT (MESSAGE_KIND == SO_HIT_MESSAGE);

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

/* By the clock on the wall, and of the processor: what else the machine does falls on the first. */
typedef struct {
  double wall, cpu;
} Seconds;

static Seconds
now (void)
{
  struct timespec cpu;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &cpu);
  return (Seconds) { (double) g_get_monotonic_time () / 1e6, (double) cpu.tv_sec + (double) cpu.tv_nsec / 1e9 };
}

static Seconds
seconds_since (Seconds start)
{
  Seconds end = now ();

  return (Seconds) { end.wall - start.wall, end.cpu - start.cpu };
}

static void
tell (const char *what, guint n, Seconds took, Seconds inserted)
{
  printf ("%-16s %8.0f a second, %5.2f of a bare insert (%.2f by the processor's time), %.3f ms each\n", what, n / took.wall,
          inserted.wall / took.wall, inserted.cpu / took.cpu, took.wall * 1000 / n);
}

static Seconds
understand_all (SoStudio *studio, GPtrArray *texts, guint n)
{
  SoUnderstand *understand = so_understand_new (studio);
  Seconds start = now ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SoClassification) said = so_understand_text (understand, texts->pdata[i % texts->len], NULL);

      if (!said)
        g_error ("not understood");
    }
  so_understand_free (understand);
  return seconds_since (start);
}

static Seconds
take_all (SoStudio *studio, GPtrArray *texts, guint n)
{
  SoAccount account = { .id = (char *) "bench", .channel = SO_CHANNEL_WHATSAPP, .name = (char *) "Bench" };
  Seconds start = now ();
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

static Seconds
insert_all (const char *path, GPtrArray *texts, guint n)
{
  sqlite3 *db;
  sqlite3_stmt *row, *index;
  Seconds start;

  sqlite3_open (path, &db);
  sqlite3_exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                "CREATE TABLE m (n INTEGER PRIMARY KEY, id TEXT UNIQUE, thread TEXT, at INTEGER, text TEXT); CREATE INDEX by_thread ON m (thread, at);"
                "CREATE VIRTUAL TABLE f USING fts5 (body, content='', prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2')", NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO m (id, thread, at, text) VALUES (?, ?, ?, ?)", -1, &row, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO f (rowid, body) VALUES (?, ?)", -1, &index, NULL);
  start = now ();
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

static void
copy_values (sqlite3_stmt *from, sqlite3_stmt *to)
{
  for (int i = 0; i < sqlite3_column_count (from); i++)
    sqlite3_bind_value (to, i + 1, sqlite3_column_value (from, i));
}

/* The rows of one table, one by one; @n_rows counts those of all, and a page of messages' worth of them is a transaction. */
static void
copy_table (sqlite3 *from, sqlite3 *db, const char *table, const char *columns, const char *rows, guint *n_rows, guint per_page)
{
  g_autofree char *read = g_strdup_printf ("SELECT %s FROM %s", rows, table), *places = NULL, *write = NULL;
  g_autoptr (GString) marks = g_string_new ("?");
  sqlite3_stmt *all, *row;

  if (sqlite3_prepare_v2 (from, read, -1, &all, NULL) != SQLITE_OK)
    g_error ("%s: %s", read, sqlite3_errmsg (from));
  for (int i = 1; i < sqlite3_column_count (all); i++)
    g_string_append (marks, ", ?");
  write = g_strdup_printf ("INSERT OR REPLACE INTO %s%s VALUES (%s)", !strncmp (table, "message m", 9) ? "search" : table, columns, marks->str);
  if (sqlite3_prepare_v2 (db, write, -1, &row, NULL) != SQLITE_OK)
    g_error ("%s: %s", write, sqlite3_errmsg (db));
  for (; sqlite3_step (all) == SQLITE_ROW; (*n_rows)++)
    {
      if (*n_rows % per_page == 0)
        sqlite3_exec (db, "COMMIT; BEGIN", NULL, NULL, NULL);
      copy_values (all, row);
      put (row);
    }
  sqlite3_finalize (all);
  sqlite3_finalize (row);
}

/* What the pipeline has written, all rows of all tables, written by prepared inserts into an empty studio, with its indexes. */
static Seconds
insert_same_rows (SoTestStudio *test, const char *to, guint n, guint *n_rows)
{
  static const char *const tables[] = { "contact", "identity", "thread", "message", "knowledge", "draft", "question", "event", "search_doc" };
  g_autoptr (SoStore) store = so_store_open (to, NULL);
  g_autofree char *old_path = g_build_filename (so_store_get_folder (so_studio_get_store (test->studio)), "studio.db", NULL), *path = g_build_filename (to, "studio.db", NULL);
  sqlite3 *from, *db;
  Seconds start;
  guint counted = 0, per_page;

  sqlite3_open (old_path, &from);
  sqlite3_open (path, &db);
  sqlite3_exec (db, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000; BEGIN", NULL, NULL, NULL);
  per_page = PER_PAGE * 6;
  start = now ();
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    copy_table (from, db, tables[i], "", "*", &counted, per_page);
  copy_table (from, db, "message m JOIN search_doc d ON d.kind = " G_STRINGIFY (MESSAGE_KIND) " AND d.ref = m.n", "(rowid, body, who, meta)", "d.doc, m.text, m.sender, 'xall xinwhatsapp xreceived'", &counted, per_page);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  *n_rows = counted;
  start = seconds_since (start);
  sqlite3_close (from);
  sqlite3_close (db);
  return start;
}

/* What a small studio knows, so that there is something to draft from. */
static void
teach (SoStudio *studio)
{
  static const struct { const char *category, *question, *answer; } entries[] = {
    { "fee_inquiry", "How much is a class?", "A single class is 15 €, ten are 120 €." }, { "fee_inquiry", "Was kostet ein Kurs?", "Eine Stunde kostet 15 €, zehn kosten 120 €." },
    { "fee_inquiry", "¿Cuánto cuesta una clase?", "Una clase cuesta 15 €." }, { "schedule_query", "When are the beginners' classes?", "Beginners meet on Tuesdays at six." },
    { "schedule_query", "Wann ist der Anfängerkurs?", "Anfänger treffen sich dienstags um 18 Uhr." }, { "location_directions", "Where are you?", "Main Street 5, behind the bakery." },
    { "location_directions", "Wo seid ihr?", "Hauptstraße 5, hinter der Bäckerei." }, { "hours", "When are you open?", "Monday to Friday from nine to nine." },
    { "trial_class", "Can I try a class first?", "Your first class is free: just come by." }, { "trial_class", "Kann ich eine Probestunde machen?", "Die erste Stunde ist frei." },
    { "what_to_bring", "What should I bring?", "Comfortable clothes and a towel. Shoes are not needed." }, { "parking", "Is there parking?", "In the yard, free for two hours." },
    { "age", "From which age on?", "Children from four, adults at any age." }, { "level", "Do I need experience?", "No: we begin at the beginning." },
    { "partner", "Do I need a partner?", "No, we change partners in every class." }, { "private_session", "Do you offer private lessons?", "Yes, from Monday to Thursday." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *id = so_test_teach (studio, entries[i].category, entries[i].question, entries[i].answer);
    }
}

int
main (int argc, char **argv)
{
  const char *wanted = g_getenv ("SO_BENCH_MESSAGES");
  guint n = wanted ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 5000;
  g_autoptr (GPtrArray) texts = read_texts (argv[1]);
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *bare = g_build_filename (test->folder, "bare.db", NULL);
  g_autofree char *copy = g_build_filename (test->folder, "same", NULL);
  Seconds inserted, understood, taken, same;
  guint rows;

  teach (test->studio);
  so_clock_set (0);
  inserted = insert_all (bare, texts, n);
  understood = understand_all (test->studio, texts, n);
  taken = take_all (test->studio, texts, n);
  printf ("%u messages on one core\n", n);
  same = insert_same_rows (test, copy, n, &rows);
  tell ("bare insert", n, inserted, inserted);
  tell ("understood only", n, understood, inserted);
  tell ("whole pipeline", n, taken, inserted);
  printf ("the whole pipeline wrote %u rows; to insert these very rows, ready made, into the same tables and indexes: %.3f ms a message.\n"
          "whole pipeline: %.2f of that (%.2f by the processor's time)\n", rows, same.wall * 1000 / n, same.wall / taken.wall, same.cpu / taken.cpu);
  return 0;
}
