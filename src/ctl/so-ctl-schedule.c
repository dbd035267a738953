/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-out.h"
#include "so-error.h"
#include "so-file.h"
#include "so-json.h"
#include "so-plan-json.h"
#include "so-plan-report.h"
#include "so-plan-words.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* Weeks in files (docs/schedule.md): planned and judged without a studio. */

#define USUAL_TIME_LIMIT 60.0

/* The whole of a file, which has to be one and no larger than a problem can be. */
static gboolean
read_file (const char *path, char **text, gsize *length, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return so_fail (error, SO_ERROR_CHANGE, "“%s” cannot be read: %s. Choose another file.", shown, g_strerror (errno));
  if (!S_ISREG (info.st_mode) || info.st_size > SO_PLAN_MAX_BYTES)
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no file of at most %d MB. Choose another one.", shown, SO_PLAN_MAX_BYTES / 1024 / 1024);
  if (!g_file_get_contents (path, text, length, NULL))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” cannot be read. Look who may read it.", shown);
  return TRUE;
}

static SoPlanProblem *
read_problem (const char *path, GError **error)
{
  g_autofree char *text = NULL, *shown = g_filename_display_name (path);
  SoPlanProblem *problem;
  gsize length;

  if (!read_file (path, &text, &length, error))
    return NULL;
  problem = so_plan_problem_parse (text, (gssize) length, error);
  if (!problem)
    g_prefix_error (error, "%s: ", shown);
  return problem;
}

static GArray *
read_plan (const SoPlanProblem *problem, const char *path, GPtrArray **strange, GError **error)
{
  g_autofree char *text = NULL, *shown = g_filename_display_name (path);
  GArray *plan;
  gsize length;

  if (!read_file (path, &text, &length, error))
    return NULL;
  plan = so_plan_parse (problem, text, (gssize) length, strange, error);
  if (!plan)
    g_prefix_error (error, "%s: ", shown);
  return plan;
}

typedef struct {
  gint64 begun, limit;
} Shown;

static void
on_progress (const GArray *plan, const SoPlanWorth *worth, const gint64 *bound, gpointer data)
{
  Shown *shown = data;

  so_ctl_progress ("planning", (guint64) (g_get_monotonic_time () - shown->begun), (guint64) shown->limit);
}

static gboolean
write_solution (SoCtl *ctl, JsonObject *solution, const char *path, GError **error)
{
  g_autofree char *text = NULL, *shown = NULL;
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autoptr (GError) reason = NULL;

  json_node_init_object (node, solution);
  text = so_json_write (node, TRUE);
  if (!path || ctl->json)
    puts (text);
  if (!path)
    return TRUE;
  shown = g_filename_display_name (path);
  if (!so_file_write (path, text, strlen (text), &reason))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” cannot be written: %s. Choose another place.", shown, reason->message);
  return TRUE;
}

/* What is of interest to people, where the plan itself went into a file. */
static void
print_summary (SoCtl *ctl, JsonObject *solution)
{
  JsonArray *conflict = so_json_array (solution, "conflict");
  const char *const names[] = { "status", "objective", "bound", "disruption", "changed", "least_disruption", NULL };
  JsonObject *summary = json_object_new ();

  for (guint i = 0; names[i]; i++)
    if (json_object_has_member (solution, names[i]))
      json_object_set_member (summary, names[i], json_node_copy (json_object_get_member (solution, names[i])));
  json_object_set_int_member (summary, "unplaced", json_array_get_length (so_json_array (solution, "unplaced")));
  so_ctl_print (ctl, summary);
  for (guint i = 0; conflict && i < json_array_get_length (conflict); i++)
    {
      JsonObject *item = so_json_element (conflict, i);
      const char *relax = so_json_string (item, "relax");

      printf ("%-16s %s%s%s\n", "conflict", so_json_string (item, "text"), relax ? ". " : "", relax ? relax : "");
    }
}

gboolean
so_ctl_schedule_solve (SoCtl *ctl, GError **error)
{
  g_autofree char *output = NULL, *start_path = NULL;
  double limit = USUAL_TIME_LIMIT;
  gint64 seed = 1;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output }, { "time-limit", 0, 0, G_OPTION_ARG_DOUBLE, &limit },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed }, { "start", 0, 0, G_OPTION_ARG_FILENAME, &start_path }, { NULL }
  };
  g_autoptr (SoPlanProblem) problem = NULL;
  g_autoptr (SoPlanSolution) solution = NULL;
  g_autoptr (GArray) start = NULL;
  g_autoptr (JsonObject) object = NULL;
  SoPlanOptions options = { 0 };
  Shown shown = { g_get_monotonic_time (), 0 };

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  if (!(limit > 0 && limit <= 86400))
    return so_ctl_misused (error, "--time-limit takes seconds, more than 0 and at most a day (86400)");
  problem = read_problem (ctl->args[0], error);
  if (!problem || (start_path && !(start = read_plan (problem, start_path, NULL, error))))
    return FALSE;
  options = (SoPlanOptions) { (guint64) seed, start, (gint64) (limit * G_USEC_PER_SEC), FALSE };
  shown.limit = options.time_limit;
  solution = so_plan_solve (problem, &options, so_ctl_cancellable (), on_progress, &shown, error);
  so_ctl_progress_end ();
  if (!solution)
    return FALSE;
  object = so_plan_solution_json (problem, solution);
  if (!write_solution (ctl, object, output, error))
    return FALSE;
  if (output && !ctl->json)
    print_summary (ctl, object);
  return TRUE;
}

gboolean
so_ctl_schedule_check (SoCtl *ctl, GError **error)
{
  g_autoptr (SoPlanProblem) problem = NULL;
  g_autoptr (GArray) plan = NULL;
  g_autoptr (GPtrArray) strange = NULL;
  g_autoptr (SoPlanReport) report = NULL;
  g_autofree char *first = NULL;

  if (!so_ctl_parse (ctl, NULL, 2, 2, error))
    return FALSE;
  problem = read_problem (ctl->args[0], error);
  plan = problem ? read_plan (problem, ctl->args[1], &strange, error) : NULL;
  if (!plan)
    return FALSE;
  report = so_plan_check (problem, plan);
  so_ctl_print (ctl, so_plan_report_json (problem, plan, report, strange));
  if (!report->violations->len)
    return TRUE;
  first = so_plan_violation_words (problem, plan, &g_array_index (report->violations, SoPlanViolation, 0));
  return so_fail (error, SO_ERROR_CHANGE, "The plan breaks a rule. %s%s", first, report->violations->len > 1 ? " (and more: see the list)" : "");
}
