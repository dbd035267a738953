/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <glib-unix.h>
#include <sys/wait.h>
#include <unistd.h>

#include "so-care.h"
#include "so-db.h"

/* A process that stores numbered messages and says so on a pipe after each commit is killed at any moment, again and
 * again: what it said is there, once, and everything agrees. SO_KILL_CYCLES=1000 for a night's worth. */

#define PEOPLE 7

static gboolean
store_one (SoStore *store, int number)
{
  g_autofree char *id = g_strdup_printf ("kill-%d", number), *text = g_strdup_printf ("word%d and more", number);
  g_autofree char *who = g_strdup_printf ("+4915100%04d", number % PEOPLE);
  g_autoptr (SoIncoming) in = so_test_message (id, who, "Anna", text, 1000 + number);
  g_auto (SoIngested) result = { 0 };
  SoIngest how = { .country = "49" };
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);

  return db && so_ingest (db, in, &how, &result, NULL) && so_store_commit (store, &db, NULL);
}

static void
child (const char *folder, int first, int out)
{
  g_autoptr (SoStore) store = so_store_open (folder, NULL);

  for (int number = first; store; number++)
    if (!store_one (store, number) || write (out, &number, sizeof number) != sizeof number)
      break;
  _exit (1);
}

/* Runs a child from @first until it is killed; the last number it acknowledged, or @first - 1. @busy: not before it has
 * stored something, however slow the machine; otherwise at any moment, also while it opens. */
static int
run_and_kill (const char *folder, int first, gboolean busy)
{
  int ends[2], last = first - 1, number;
  pid_t pid;

  g_assert_true (g_unix_open_pipe (ends, O_CLOEXEC, NULL));
  pid = fork ();
  if (pid == 0)
    child (folder, first, ends[1]);
  close (ends[1]);
  if (busy && read (ends[0], &number, sizeof number) == sizeof number)
    last = number;
  g_usleep ((gulong) g_test_rand_int_range (2000, 60000));
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  while (read (ends[0], &number, sizeof number) == sizeof number)
    last = number;
  close (ends[0]);
  return last;
}

/* At most one more than was acknowledged: the one whose commit was done but not yet told. */
static int
check (const char *folder, int acknowledged)
{
  g_autoptr (SoStore) store = so_store_open (folder, NULL);
  gint64 messages;

  g_assert_nonnull (store);
  messages = so_test_int (store, "SELECT count(*) FROM message");
  g_assert_cmpint (messages, >=, acknowledged);
  g_assert_cmpint (messages, <=, acknowledged + 1);
  g_assert_cmpint (so_test_int (store, "SELECT count(DISTINCT remote_id) FROM message"), ==, messages);
  g_assert_cmpint (so_test_int (store, "SELECT coalesce (sum (messages), 0) FROM thread"), ==, messages);
  g_assert_cmpint (so_test_int (store, "SELECT coalesce (sum (unread), 0) FROM thread"), ==, messages);
  g_assert_cmpint (so_test_int (store, "SELECT count(*) FROM search_doc WHERE kind = 0"), ==, messages);
  g_assert_cmpint (so_test_int (store, "SELECT count(*) FROM search WHERE search MATCH 'body : \"more\"'"), ==, messages);
  g_assert_cmpint (so_test_int (store, "SELECT count(*) FROM event WHERE kind = 'message.received'"), ==, messages);
  return (int) messages;
}

static void
test_cycles (SoTestStore *f, gconstpointer data)
{
  const char *wanted = g_getenv ("SO_KILL_CYCLES");
  int cycles = wanted ? atoi (wanted) : 30, stored = 0, acknowledged = 0;
  g_autoptr (SoCareReport) report = NULL;

  so_test_store_close (f);
  for (int i = 0; i < cycles; i++)
    {
      int last = run_and_kill (f->folder, stored + 1, i % 4 != 0);

      acknowledged += last - stored;
      stored = check (f->folder, last);
    }
  so_test_store_reopen (f);
  report = so_care_check (f->store, NULL, NULL);
  g_assert_true (report->ok);
  g_test_message ("%d cycles, %d messages acknowledged, %d stored", cycles, acknowledged, stored);
  g_assert_cmpint (stored, >, cycles / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/kill/cycles", SoTestStore, NULL, so_test_store_set_up, test_cycles, so_test_store_tear_down);
  return g_test_run ();
}
