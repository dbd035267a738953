/* SPDX-License-Identifier: MIT */
/* What a keystroke in the search costs: so_search(), and so_search_grouped() as the window asks, against one bare prepared FTS5 statement with the same expression, in
 * one run, query by query, letter by letter; processor time, so that what else runs does not matter. SO_BIG_STUDIO names a studio to search (it is only read); else
 * one of SO_BENCH_MESSAGES (default 50,000) is made. */
#include <sqlite3.h>
#include <stdio.h>
#include <time.h>

#include "so-batches.h"
#include "so-search-query.h"
#include "so-search.h"
#include "so-threads.h"

#define LIMIT 50
#define ROUNDS 7
#define PER_TRANSACTION 500

static const char *const words[] = {
  "salsa", "class", "tuesday", "price", "beginner", "hello", "thanks", "please", "room", "teacher", "évènement", "straße",
  "ballet", "evening", "trial", "book", "cancel", "shoes", "music", "kids", "weekend", "ticket", "course", "money",
};
static const char *const typed[] = {
  "salsa", "hello please", "price beginner", "strasse", "\"trial book", "class -cancel", "from:anna ticket", "money123", "kids weekend music",
};

static void
fill (SoStore *store, guint n)
{
  guint32 state = 1;

  for (guint i = 0; i < n;)
    {
      g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);

      for (guint k = 0; k < PER_TRANSACTION && i < n; k++, i++)
        {
          g_autoptr (SoIncoming) in = so_incoming_new (SO_CHANNEL_WHATSAPP);
          g_autofree char *number = g_strdup_printf ("+4915%08u", i % (n / 20 + 1));
          g_autoptr (GString) text = g_string_new (NULL);
          g_auto (SoIngested) result = { 0 };
          SoIngest how = { .import_id = "bench" };

          for (guint w = 0; w < 6 + i % 14; w++)
            {
              state = state * 1664525u + 1013904223u;
              g_string_append_printf (text, "%s%s%u ", words[(state >> 16) % G_N_ELEMENTS (words)], state & 64 ? " " : "", (state >> 8) % 400);
            }
          in->remote_id = g_strdup_printf ("m%u", i);
          in->thread_key = g_strdup (number);
          in->sender = so_identity_new (SO_IDENTITY_PHONE, number, i % 3 ? "Anna Schmidt" : "Berta");
          in->sent_at = 1500000000000 + (gint64) i * 60000;
          g_ptr_array_add (in->parts, so_part_new_text (text->str));
          if (!so_ingest (db, in, &how, &result, NULL))
            g_error ("not stored");
        }
      if (!so_store_commit (store, &db, NULL))
        g_error ("not committed");
    }
}

/* Milliseconds that this thread has worked. */
static double
worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

static double
bare (sqlite3_stmt *stmt, const char *text)
{
  g_autoptr (SoSearchQuery) query = so_search_query_parse (text, NULL);
  double start = worked ();
  gint64 sum = 0;

  sqlite3_bind_text (stmt, 1, query->match, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    sum += sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  return worked () - start + (sum == G_MAXINT64);
}

static double
ours (SoStore *store, const char *text, gboolean grouped)
{
  double start = worked ();
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  g_autoptr (GPtrArray) hits = grouped ? so_search_grouped (db, text, 5, 30, 200, NULL, NULL) : so_search (db, text, LIMIT, NULL, NULL);

  if (!hits)
    g_error ("the search failed");
  return worked () - start;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static double
percentile (GArray *times, double p)
{
  g_array_sort (times, compare);
  return g_array_index (times, double, (guint) ((times->len - 1) * p));
}

static void
measure (SoStore *store, sqlite3_stmt *stmt, const char *name, gboolean grouped)
{
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double)), mine = g_array_new (FALSE, FALSE, sizeof (double));

  for (int round = 0; round < ROUNDS; round++)
    for (guint q = 0; q < G_N_ELEMENTS (typed); q++)
      for (const char *end = g_utf8_next_char (typed[q]);; end = g_utf8_next_char (end))
        {
          g_autofree char *text = g_strndup (typed[q], (gsize) (end - typed[q]));

          if (so_search_is_query (text))
            {
              double a = bare (stmt, text), b = ours (store, text, grouped);
              g_array_append_val (theirs, a);
              g_array_append_val (mine, b);
            }
          if (!*end)
            break;
        }
  printf ("%s: bare p50 %.2f p99 %.2f ms; so_search p50 %.2f p99 %.2f ms; ratio p50 %.2f p99 %.2f (%u keystrokes)\n", name,
          percentile (theirs, 0.5), percentile (theirs, 0.99), percentile (mine, 0.5), percentile (mine, 0.99),
          percentile (mine, 0.5) / percentile (theirs, 0.5), percentile (mine, 0.99) / percentile (theirs, 0.99), mine->len);
}

int
main (void)
{
  const char *big = g_getenv ("SO_BIG_STUDIO"), *wanted = g_getenv ("SO_BENCH_MESSAGES");
  g_autofree char *folder = big ? g_strdup (big) : g_dir_make_tmp ("so-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "studio.db", NULL);
  g_autoptr (SoStore) store = so_store_open (folder, NULL);
  sqlite3 *handle = NULL;
  sqlite3_stmt *numbers = NULL, *rows = NULL;

  if (!store)
    g_error ("%s cannot be opened", folder);
  if (!big)
    fill (store, wanted ? (guint) atoi (wanted) : 50000);
  sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL);
  sqlite3_exec (handle, "PRAGMA cache_size = -8000", NULL, NULL, NULL);
  sqlite3_prepare_v2 (handle, "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 50", -1, &numbers, NULL);
  sqlite3_prepare_v2 (handle, "SELECT length (m.text) + m.sent_at + length (c.name) FROM search s JOIN search_doc d ON d.doc = s.rowid"
                      " LEFT JOIN message m ON m.n = d.ref LEFT JOIN thread t ON t.id = m.thread_id LEFT JOIN contact c ON c.id = t.contact_id"
                      " WHERE search MATCH ? ORDER BY s.rowid DESC LIMIT 50", -1, &rows, NULL);
  if (!numbers || !rows)
    g_error ("%s", sqlite3_errmsg (handle));
  measure (store, numbers, "against 50 row numbers", FALSE);
  measure (store, rows, "against 50 rows with their text and person", FALSE);
  measure (store, rows, "by kind, against 50 rows with their text and person", TRUE);
  sqlite3_finalize (numbers);
  sqlite3_finalize (rows);
  sqlite3_close (handle);
  if (!big)
    {
      g_autofree char *command = g_strdup_printf ("rm -rf '%s'", folder);
      g_clear_object (&store);
      g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
    }
  return 0;
}
