/* SPDX-License-Identifier: MIT */
/* so-sim: many runs of tests/sim/, each from one number. Exit status 0: all is well; 1: a seed failed; 2: wrong usage. Without arguments it is a test
 * (TAP) that takes SO_SIM_FROM, SO_SIM_SEEDS, SO_SIM_FAILURES and SO_SIM_JOBS, and runs the seeds of seeds.txt first. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim-commit.h"
#include "sim.h"

/* What a sanitizer looks at takes a hundred times as long. */
#ifdef __SANITIZE_ADDRESS__
#define SEEDS 1
#else
#define SEEDS 1000
#endif
#define MOST_JOBS 64

static gint64 first_seed = -1, n_seeds = -1, n_jobs = -1, most_failures = -1;

static const GOptionEntry options[] = {
  { "first-seed", 0, 0, G_OPTION_ARG_INT64, &first_seed, "The first seed (1)", "N" },
  { "seeds", 0, 0, G_OPTION_ARG_INT64, &n_seeds, "How many seeds (1000)", "N" },
  { "jobs", 0, 0, G_OPTION_ARG_INT64, &n_jobs, "In how many processes (1)", "N" },
  { "failures", 0, 0, G_OPTION_ARG_INT64, &most_failures, "After how many failed seeds to stop (5)", "N" },
  { NULL }
};

/* What the processes of one call have in common. */
typedef struct {
  gint failed, done;
  struct { guint64 seed; SimCount count; } jobs[MOST_JOBS];
} Shared;

static Shared *shared;
static char *folder;
static const char *mark;         /* before each line: in TAP, "# " */

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/* What stands on the command line, else in the environment. */
static gint64
number_of (gint64 given, const char *variable, gint64 fallback)
{
  const char *text = given < 0 ? g_getenv (variable) : NULL;

  return given >= 0 ? given : text && *text ? g_ascii_strtoll (text, NULL, 10) : fallback;
}

static void
run (guint64 seed, gboolean tell)
{
  g_autofree char *failure = sim_run (seed, folder, tell);

  if (!failure)
    return;
  g_atomic_int_inc (&shared->failed);
  g_print ("%sseed %" G_GUINT64_FORMAT ": %s\n", mark, seed, failure);
}

static void
run_kept (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR") ? g_getenv ("G_TEST_SRCDIR") : ".", "sim", "seeds.txt", NULL), *text = NULL;
  g_auto (GStrv) lines = g_file_get_contents (path, &text, NULL, NULL) ? g_strsplit (text, "\n", -1) : NULL;

  for (guint i = 0; lines && lines[i]; i++)
    if (g_ascii_isdigit (*lines[i]))
      run (g_ascii_strtoull (lines[i], NULL, 10), FALSE);
}

static void
open_folder (void)
{
  /* In memory, where there is such a place: what fails here is not the disk. */
  folder = g_mkdtemp (g_strdup (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm/so-sim-XXXXXX" : "so-sim-XXXXXX"));
  g_assert_nonnull (folder);
  sim_make_templates (folder);
}

static void
close_folder (void)
{
  sim_desks_close ();
  sim_hub_close ();
  remove_tree (folder);
  g_clear_pointer (&folder, g_free);
}

/* Every @jobs-th seed, from the @job-th one on. */
static void
work (guint job, guint jobs, guint64 first, guint64 n, gint most)
{
  open_folder ();
  for (guint64 i = job; i < n && g_atomic_int_get (&shared->failed) < most; i += jobs)
    {
      gint done;

      shared->jobs[job].seed = first + i;
      run (first + i, FALSE);
      done = g_atomic_int_add (&shared->done, 1) + 1;
      if (done % 1000 == 0)
        g_print ("%s%d seeds, %d failed\n", mark, done, g_atomic_int_get (&shared->failed));
    }
  shared->jobs[job].count = sim_count;
  close_folder ();
}

/* A process that was stopped says which seed it was at. */
static void
wait_for (pid_t process, guint job)
{
  int status = 0;

  g_assert_cmpint (waitpid (process, &status, 0), ==, process);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 0)
    return;
  g_atomic_int_inc (&shared->failed);
  g_print ("%sseed %" G_GUINT64_FORMAT ": the program was stopped (%d)\n", mark, shared->jobs[job].seed, WIFSIGNALED (status) ? WTERMSIG (status) : WEXITSTATUS (status));
}

static void
work_in_parts (guint jobs, guint64 first, guint64 n, gint most)
{
  pid_t processes[MOST_JOBS];

  fflush (stdout);
  for (guint job = 0; job < jobs; job++)
    {
      processes[job] = fork ();
      g_assert_cmpint (processes[job], >=, 0);
      if (processes[job])
        continue;
      work (job, jobs, first, n, most);
      fflush (stdout);
      _exit (0);
    }
  for (guint job = 0; job < jobs; job++)
    wait_for (processes[job], job);
}

static void
add_counts (guint jobs, SimCount *all)
{
  for (guint job = 0; job < jobs; job++)
    for (gsize k = 0; k < sizeof *all / sizeof (guint64); k++)
      ((guint64 *) all)[k] += ((const guint64 *) &shared->jobs[job].count)[k];
}

static void
tell (const SimCount *c, double seconds)
{
#define N "%" G_GUINT64_FORMAT
  g_print ("%s%d seeds, %d failed, %.1f seeds per second; %s\n", mark, shared->done, shared->failed, shared->done / MAX (seconds, 0.001), SIM_COMMIT);
  g_print ("%s" N " steps, " N " texts, " N " of them lost, " N " doubled; " N " statements failed\n", mark, c->steps, c->packets, c->dropped, c->duplicated, c->failed_statements);
  g_print ("%s" N " desktops set back, " N " copied, " N " forks told, " N " hubs restored; " N " rows made, " N " notices, " N " sends, " N " to be looked at;"
           " " N " became a newer version\n", mark, c->set_back, c->clones, c->forks, c->restores, c->facts, c->notices, c->sends, c->confirms, c->upgrades);
#undef N
}

static int
run_one (guint64 seed)
{
  open_folder ();
  run (seed, TRUE);
  close_folder ();
  return shared->failed ? 1 : 0;
}

static int
run_many (gboolean tap)
{
  guint64 first = (guint64) number_of (first_seed, "SO_SIM_FROM", 1), n = (guint64) number_of (n_seeds, "SO_SIM_SEEDS", SEEDS);
  guint jobs = (guint) CLAMP (number_of (n_jobs, "SO_SIM_JOBS", 1), 1, MOST_JOBS);
  gint most = (gint) number_of (most_failures, "SO_SIM_FAILURES", 5);
  gint64 began = g_get_monotonic_time ();
  SimCount all = { 0 };

  if (tap)
    g_print ("TAP version 13\n1..1\n");
  if (tap && SEEDS > 1)
    {
      open_folder ();
      run_kept ();
      close_folder ();
      sim_count = (SimCount) { 0 };
    }
  if (jobs == 1)
    work (0, 1, first, n, most);
  else
    work_in_parts (jobs, first, n, most);
  add_counts (jobs, &all);
  tell (&all, (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  if (tap)
    g_print ("%s 1 - so-sim\n", shared->failed ? "not ok" : "ok");
  return shared->failed ? 1 : 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("[SEED]");
  g_autoptr (GError) error = NULL;
  gboolean tap = argc == 1;

  g_option_context_set_summary (context, "Several desktops, a hub and a provider in one process, and everything that may go wrong. With a SEED: that run, and what\n"
                                "happens in it where it fails.");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 2 || (argc == 2 && !g_ascii_isdigit (*argv[1])))
    {
      g_printerr ("so-sim: %s\n", error ? error->message : "a SEED is a number: see so-sim --help");
      return 2;
    }
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
  shared = mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (shared != MAP_FAILED);
  mark = tap ? "# " : "";
  setvbuf (stdout, NULL, _IOLBF, 0);
  return argc == 2 ? run_one (g_ascii_strtoull (argv[1], NULL, 10)) : run_many (tap);
}
