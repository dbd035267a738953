/* SPDX-License-Identifier: MIT */
#include "so-test-channel.h"
#include "so-test-studio.h"

#include "so-clock.h"
#include "so-outbox.h"
#include "so-studio-private.h"
#include "so-threads.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* A child approves and sends as fast as it can and is killed at any moment, again and again: SO_TEST_KILL_CYCLES
 * times (default 30). Then nothing that was approved is lost, and nothing was sent twice that the owner did not
 * send again. The channel writes what leaves into a file: that is the customers' side of it. */

#define CUSTOMERS 5
#define ACCOUNT "mail"

static char *
path_in (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
note (const char *path, const char *line)
{
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, NULL);

  g_assert_true (g_output_stream_write_all (G_OUTPUT_STREAM (stream), text, strlen (text), NULL, NULL, NULL));
}

/* Lines of a file, each with how often it stands there. */
static GHashTable *
read_lines (const char *path)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return counts;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] && *lines[i]; i++)
    g_hash_table_insert (counts, g_strdup (lines[i]), GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, lines[i])) + 1));
  return counts;
}

static guint
count_of (GHashTable *counts, const char *line)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (counts, line));
}

/* What the customer sees comes in the middle of the request; both halves are long enough to be hit. */
static void
on_send (SoTestChannel *channel, gpointer data)
{
  g_usleep (1500);
  note (data, channel->sent->pdata[channel->sent->len - 1]);
  g_usleep (1500);
}

static SoTestChannel *
open_channel (SoStudio *studio, const char *witness)
{
  SoTestChannel *channel = so_test_channel_new ();

  channel->on_send = on_send;
  channel->on_send_data = (gpointer) witness;
  so_studio_set_outlet (studio, so_test_channel_open, channel);
  return channel;
}

static GPtrArray *
list_threads (SoStudio *studio)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  SoThreadFilter all = { .split = SO_SPLIT_ALL, .channel = SO_CHANNEL_MAIL };
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GArray) numbers = so_thread_numbers (db, &all, 0, NULL);

  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoThread) thread = so_thread_load (db, g_array_index (numbers, gint64, i), NULL);

      g_ptr_array_add (ids, g_strdup (thread->id));
    }
  return ids;
}

static GPtrArray *
list_drafts (SoStudio *studio, guint states)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) so_draft_free);
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GArray) numbers = so_draft_numbers (db, states, NULL, NULL);

  for (guint i = 0; i < numbers->len; i++)
    g_ptr_array_add (drafts, so_draft_load (db, g_array_index (numbers, gint64, i), NULL));
  return drafts;
}

/* The owner says of each that may have been sent what the customer sees; the rest goes by itself. */
static void
look_after (SoStudio *studio, const char *folder)
{
  g_autofree char *witness_path = path_in (folder, "witness"), *resolved = path_in (folder, "resolved");
  g_autoptr (GHashTable) witness = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  so_test_dispatch (studio);
  witness = read_lines (witness_path);
  drafts = list_drafts (studio, 1u << SO_DRAFT_UNKNOWN | 1u << SO_DRAFT_SENDING);
  for (guint i = 0; i < drafts->len; i++)
    {
      SoDraft *draft = drafts->pdata[i];
      gboolean sent = count_of (witness, draft->text) > 0;

      g_assert_cmpint (draft->state, !=, SO_DRAFT_SENDING);
      if (draft->state != SO_DRAFT_UNKNOWN)
        continue;
      g_free (so_test_do (studio, sent ? SO_VERB_SENT_ALREADY : SO_VERB_SEND_AGAIN, draft->id, NULL));
      note (resolved, sent ? "sent already" : "sent again");
    }
  so_test_dispatch (studio);
}

static int
run_child (const char *folder, const char *cycle)
{
  g_autoptr (SoStudio) studio = so_studio_open (folder, NULL);
  g_autofree char *witness = path_in (folder, "witness");
  g_autoptr (SoTestChannel) channel = open_channel (studio, witness);
  g_autoptr (GPtrArray) threads = list_threads (studio);
  g_autofree char *journal = path_in (folder, "journal"), *started = g_strconcat ("started ", cycle, NULL);

  note (journal, started);
  look_after (studio, folder);
  for (guint i = 0; ; i++)
    {
      g_autofree char *text = g_strdup_printf ("answer %s/%u", cycle, i);
      g_autofree char *draft = so_test_do (studio, SO_VERB_WRITE, threads->pdata[i % threads->len], text);

      so_test_do (studio, SO_VERB_APPROVE, draft, NULL);
      note (journal, text);
      so_test_dispatch (studio);
    }
  return 0;
}

static void
run_cycle (const char *folder, guint cycle)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL), *number = g_strdup_printf ("%u", cycle);
  g_autofree char *journal = path_in (folder, "journal"), *started = g_strconcat ("started ", number, NULL);
  char *argv[] = { self, (char *) "--child", (char *) folder, number, NULL };
  int status;
  GPid pid;

  g_assert_true (g_spawn_async (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL));
  for (gboolean there = FALSE; !there; g_usleep (1000))
    {
      g_autoptr (GHashTable) lines = read_lines (journal);

      there = count_of (lines, started) > 0;
      g_assert_cmpint (waitpid (pid, &status, WNOHANG), ==, 0);
    }
  g_usleep (g_test_rand_int_range (0, 60000));
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

/* Before anybody looks after it: what the kills left. Every approved answer is there, and none went twice. */
static void
check_left (SoStudio *studio, GHashTable *journal, GHashTable *witness)
{
  g_autoptr (GPtrArray) drafts = list_drafts (studio, 0);
  guint approved = 0;

  for (guint i = 0; i < drafts->len; i++)
    {
      SoDraft *draft = drafts->pdata[i];
      guint sent = count_of (witness, draft->text);

      g_assert_cmpuint (sent, <=, 1);
      if (draft->state == SO_DRAFT_ACCEPTED)
        g_assert_cmpuint (sent, ==, 1);
      else if (draft->state == SO_DRAFT_QUEUED || draft->state == SO_DRAFT_EDITED)
        g_assert_cmpuint (sent, ==, 0);
      else
        g_assert_true (draft->state == SO_DRAFT_SENDING || draft->state == SO_DRAFT_UNKNOWN);
      approved += draft->state != SO_DRAFT_EDITED && count_of (journal, draft->text);
    }
  g_assert_cmpuint (approved, ==, g_hash_table_size (journal));
}

static void
check_end (SoStudio *studio, GHashTable *witness)
{
  g_autoptr (GPtrArray) drafts = list_drafts (studio, 0), threads = list_threads (studio);
  guint accepted = 0, stored = 0;

  for (guint i = 0; i < drafts->len; i++)
    {
      SoDraft *draft = drafts->pdata[i];

      g_assert_true (draft->state == SO_DRAFT_ACCEPTED || draft->state == SO_DRAFT_EDITED);
      g_assert_cmpuint (count_of (witness, draft->text), ==, draft->state == SO_DRAFT_ACCEPTED);
      accepted += draft->state == SO_DRAFT_ACCEPTED;
    }
  for (guint i = 0; i < threads->len; i++)
    stored += so_test_count_outbound (studio, threads->pdata[i]);
  g_assert_cmpuint (stored, ==, accepted);
  g_assert_cmpuint (g_hash_table_size (witness), ==, accepted);
}

static void
test_kill (void)
{
  guint cycles = g_getenv ("SO_TEST_KILL_CYCLES") ? (guint) atoi (g_getenv ("SO_TEST_KILL_CYCLES")) : 30;
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *account = so_test_add_account (test->studio, ACCOUNT, "test", NULL);
  g_autofree char *journal_path = path_in (test->folder, "journal"), *witness_path = path_in (test->folder, "witness");
  g_autofree char *resolved_path = path_in (test->folder, "resolved");
  g_autoptr (GHashTable) journal = NULL, witness = NULL, after = NULL, resolved = NULL;
  g_autoptr (SoTestChannel) channel = NULL;

  so_test_do (test->studio, SO_VERB_SAVE_SETTING, "undo.seconds." ACCOUNT, "0");
  for (guint i = 0; i < CUSTOMERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Customer %c", 'A' + i);

      g_free (so_test_receive (test->studio, ACCOUNT, name, "Hi", account, NULL));
    }
  g_clear_object (&test->studio);
  so_clock_set (0);
  for (guint i = 0; i < cycles; i++)
    run_cycle (test->folder, i);

  test->studio = so_studio_open (test->folder, NULL);
  channel = open_channel (test->studio, witness_path);
  journal = read_lines (journal_path);
  for (guint i = 0; i < cycles; i++)
    {
      g_autofree char *started = g_strdup_printf ("started %u", i);

      g_assert_true (g_hash_table_remove (journal, started));
    }
  witness = read_lines (witness_path);
  check_left (test->studio, journal, witness);
  look_after (test->studio, test->folder);
  after = read_lines (witness_path);
  check_end (test->studio, after);
  resolved = read_lines (resolved_path);
  g_test_message ("%u kills: %u approved, %u sent; in the middle of a request: %u had left, %u had not", cycles,
                  g_hash_table_size (journal), g_hash_table_size (after), count_of (resolved, "sent already"),
                  count_of (resolved, "sent again"));
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && !strcmp (argv[1], "--child"))
    return run_child (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox/kill", test_kill);
  return g_test_run ();
}
