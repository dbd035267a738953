/* SPDX-License-Identifier: MIT */
/* so-sim [SEED]: many runs of tests/sim/, each from one number. SO_SIM_SEEDS: how many (300); SO_SIM_FROM: the first (1). With a SEED it tells
 * what happened in that run. Seeds that failed once stand in seeds.txt and are always run. */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim.h"

/* What a sanitizer looks at takes a hundred times as long. */
#ifdef __SANITIZE_ADDRESS__
#define SEEDS 1
#else
#define SEEDS 300
#endif

static char *folder;

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

static guint64
number_from (const char *variable, guint64 fallback)
{
  const char *text = g_getenv (variable);

  return text && *text ? g_ascii_strtoull (text, NULL, 10) : fallback;
}

static gboolean
run (guint64 seed, gboolean tell)
{
  g_autofree char *failure = sim_run (seed, folder, tell);

  if (failure)
    g_print ("# seed %" G_GUINT64_FORMAT ": %s\n", seed, failure);
  return !failure;
}

static guint
run_kept (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR") ? g_getenv ("G_TEST_SRCDIR") : ".", "sim", "seeds.txt", NULL), *text = NULL;
  g_auto (GStrv) lines = g_file_get_contents (path, &text, NULL, NULL) ? g_strsplit (text, "\n", -1) : NULL;
  guint failed = 0;

  for (guint i = 0; lines && lines[i]; i++)
    if (g_ascii_isdigit (*lines[i]))
      failed += !run (g_ascii_strtoull (lines[i], NULL, 10), FALSE);
  return failed;
}

int
main (int argc, char **argv)
{
  guint64 first = number_from ("SO_SIM_FROM", 1), n = number_from ("SO_SIM_SEEDS", SEEDS), most = number_from ("SO_SIM_FAILURES", 5);
  const SimCount *c = &sim_count;
  guint failed = 0;
  gint64 began;
  double seconds;

  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
  /* In memory, where there is such a place: what fails here is not the disk. */
  folder = g_mkdtemp (g_strdup (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm/so-sim-XXXXXX" : "so-sim-XXXXXX"));
  g_assert_nonnull (folder);
  sim_make_templates (folder);
  g_print ("TAP version 13\n1..1\n");
  began = g_get_monotonic_time ();
  if (argc > 1)
    failed = !run (g_ascii_strtoull (argv[1], NULL, 10), TRUE);
  else if (SEEDS > 1)
    failed = run_kept ();
  for (guint64 seed = first; argc == 1 && seed < first + n && failed < most; seed++)
    {
      failed += !run (seed, FALSE);
      if ((seed - first + 1) % 1000 == 0)
        g_print ("# %" G_GUINT64_FORMAT " seeds, %u failed\n", seed - first + 1, failed);
    }
  seconds = (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
  sim_desks_close ();
  sim_hub_close ();
  remove_tree (folder);
  g_print ("# %" G_GUINT64_FORMAT " seeds, %.1f a second; %" G_GUINT64_FORMAT " steps, %" G_GUINT64_FORMAT " texts, %" G_GUINT64_FORMAT " of them lost, %" G_GUINT64_FORMAT
           " doubled; %" G_GUINT64_FORMAT " statements failed\n", n, (double) n / seconds, c->steps, c->packets, c->dropped, c->duplicated, c->failed_statements);
  g_print ("# %" G_GUINT64_FORMAT " desktops set back, %" G_GUINT64_FORMAT " copied, %" G_GUINT64_FORMAT " forks told, %" G_GUINT64_FORMAT " hubs restored; %" G_GUINT64_FORMAT
           " rows made, %" G_GUINT64_FORMAT " notices, %" G_GUINT64_FORMAT " sends, %" G_GUINT64_FORMAT " to be looked at\n", c->set_back, c->clones, c->forks, c->restores,
           c->facts, c->notices, c->sends, c->confirms);
  g_print ("%s 1 - so-sim\n", failed ? "not ok" : "ok");
  return failed ? 1 : 0;
}
