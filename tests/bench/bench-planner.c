/* SPDX-License-Identifier: MIT */
/* How good plans are and how soon: for each problem that is named (or some that are made here) the greedy plan, our own search after 0.1, 1 and 10 s, what HiGHS proves and
 * when, and the memory. The search's seconds are those of two processors that do nothing else, so other work of the machine does not count; the proof's are on the clock. Then
 * how long a drag takes to judge, and repairs of "ill for a day" beside the least that is possible.
 * SO_BENCH_SECONDS: how long a proof may take (60). SO_BENCH_REPAIRS: how many repairs of each week (5); each is proved as well. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "so-plan-change.h"
#include "so-plan-json.h"
#include "so-plan-pair.h"
#include "so-plan-proof.h"
#include "so-plan-solver.h"
#include "so-test-week.h"

static double
seconds_since (gint64 begun)
{
  return (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
}

/* Of this process's processors, all together. */
static double
worked (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

static double
number_of (const char *name, double usual)
{
  return g_getenv (name) ? g_ascii_strtod (g_getenv (name), NULL) : usual;
}

static long
memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

/* The plan after 10 s. */
static GArray *
search (const SoPlanProblem *problem)
{
  static const double times[] = { 0.1, 1, 10 };
  double begun = worked ();
  g_autoptr (SoPlanPair) self = so_plan_pair_new (problem, NULL, 1, NULL);
  SoPlanWorth worth;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      while ((worked () - begun) / 2 < times[i])
        so_plan_pair_run (self, FALSE, 250, 0, NULL, NULL, NULL);
      so_plan_pair_best (self, &worth);
      printf (" %6d%-4s", (int) worth.objective, worth.unplaced ? " (!)" : "");
      fflush (stdout);
    }
  return g_array_copy ((GArray *) so_plan_pair_best (self, NULL));
}

static void
show_proof (const SoPlanProblem *problem, const GArray *plan)
{
  gint64 begun = g_get_monotonic_time ();
  SoPlanProof proof;

  if (!so_plan_prove (problem, plan, begun + (gint64) (number_of ("SO_BENCH_SECONDS", 60) * G_USEC_PER_SEC), NULL, NULL, NULL, &proof, NULL))
    return;
  printf (" %6d %s %5.1f s", (int) proof.bound, proof.proved ? "proved" : "open  ", seconds_since (begun));
  if (proof.plan)
    {
      g_autoptr (SoPlanReport) report = so_plan_check (problem, proof.plan);

      printf (", found %d", (int) report->objective);
    }
  so_plan_proof_clear (&proof);
}

static void
show_drag (const SoPlanProblem *problem, const GArray *plan)
{
  gint64 begun = g_get_monotonic_time ();
  guint n = 200;

  for (guint i = 0; i < n && plan->len; i++)
    {
      g_autoptr (GArray) after = g_array_copy ((GArray *) plan);
      g_autoptr (SoPlanChange) change = NULL;

      g_array_index (after, SoPlanPlace, i % plan->len).start += problem->grid;
      change = so_plan_compare (problem, plan, after);
    }
  printf ("    a drag is judged in %.2f ms\n", seconds_since (begun) * 1000 / n);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : *(const double *) a > *(const double *) b;
}

/* The teacher of a session is ill on its day. */
static void
show_repair (SoPlanProblem *problem, const GArray *plan, guint i, double *took)
{
  const SoPlanPlace *p = &g_array_index (plan, SoPlanPlace, i);
  GArray *hours = problem->teachers[p->teacher].availability, *less = g_array_new (FALSE, FALSE, sizeof (SoPlanWindow));
  const SoPlanOptions options = { 1, NULL, 0, TRUE };
  g_autoptr (SoPlanSolution) solution = NULL;
  SoPlanProof proof;
  gint64 begun;

  for (guint w = 0; w < hours->len; w++)
    if (g_array_index (hours, SoPlanWindow, w).day != p->day)
      g_array_append_val (less, g_array_index (hours, SoPlanWindow, w));
  problem->teachers[p->teacher].availability = less;
  problem->current = (GArray *) plan;
  begun = g_get_monotonic_time ();
  solution = so_plan_solve (problem, &options, NULL, NULL, NULL, NULL);
  *took = seconds_since (begun) * 1000;
  if (so_plan_prove (problem, solution->plan, g_get_monotonic_time () + 20 * G_USEC_PER_SEC, NULL, NULL, NULL, &proof, NULL))
    {
      g_autoptr (SoPlanReport) report = so_plan_check (problem, solution->plan);

      printf ("    %s ill on day %d: %5.1f ms, %u moved, disruption %d, least %d%s%s\n", problem->teachers[p->teacher].id, p->day, *took, report->changed, (int) report->disruption,
              (int) proof.least_disruption, proof.proved ? "" : " (not proved)", report->unplaced ? ", not all have a place" : "");
      so_plan_proof_clear (&proof);
    }
  problem->current = NULL;
  problem->teachers[p->teacher].availability = hours;
  g_array_unref (less);
}

static void
show (SoPlanProblem *problem)
{
  guint repairs = (guint) number_of ("SO_BENCH_REPAIRS", 5);
  g_autofree double *took = g_new0 (double, repairs + 1);
  g_autoptr (GArray) plan = NULL;
  SoPlanWorth worth;
  g_autoptr (GArray) greedy = so_plan_greedy (problem, &worth, NULL);

  printf ("%-24s %6d%-4s", problem->name, (int) worth.objective, worth.unplaced ? " (!)" : "");
  fflush (stdout);
  plan = search (problem);
  show_proof (problem, plan);
  printf (" %5ld MB\n", memory ());
  show_drag (problem, plan);
  for (guint i = 0; i < repairs && plan->len; i++)
    show_repair (problem, plan, i * plan->len / repairs, &took[i]);
  qsort (took, repairs, sizeof (double), compare_doubles);
  if (repairs)
    printf ("    repairs: median %.1f ms\n", took[repairs / 2]);
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  printf ("%-24s %10s %10s %10s %10s %6s %s\n", "(!): not all placed", "greedy", "0.1 s", "1 s", "10 s", "bound", "proof, memory");
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (SoPlanProblem) problem = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gsize length;

      if (g_file_get_contents (argv[i], &text, &length, &error))
        problem = so_plan_problem_parse (text, (gssize) length, &error);
      if (problem)
        show (problem);
      else
        fprintf (stderr, "%s: %s\n", argv[i], error->message);
    }
  for (guint64 seed = 1; argc == 1 && seed <= 4; seed++)
    {
      const SoTestWeek week = { seed % 2 ? 40 : 80, seed % 2 ? 3 : 5, seed % 2 ? 12 : 22, 6, 900, 1260, 15, TRUE };
      g_autoptr (SoPlanProblem) problem = so_test_week (&week, seed);

      show (problem);
    }
  return 0;
}
