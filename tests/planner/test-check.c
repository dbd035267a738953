/* SPDX-License-Identifier: MIT */
#include "so-plan-change.h"
#include "so-plan-json.h"
#include "so-plan-match.h"
#include "so-plan-report.h"
#include "so-plan-words.h"
#include "so-test-week.h"

#include <string.h>

/* Two rooms, two teachers, three classes: small enough to see each rule. %s: more of the problem. */
#define WEEK "{\"format\":\"studio-schedule-problem\",\"version\":1,\"opening\":[{\"day\":0,\"start\":540,\"end\":1260},{\"day\":1,\"start\":540,\"end\":1260}]," \
             "\"peak\":[{\"day\":0,\"start\":1020,\"end\":1200}],\"rooms\":[{\"id\":\"big\",\"name\":\"Big\",\"capacity\":30,\"features\":[\"barres\"],\"turnover\":15,\"closed\":[{\"day\":1,\"start\":540,\"end\":600}]}," \
             "{\"id\":\"small\",\"name\":\"Small\",\"capacity\":8}],\"instructors\":[{\"id\":\"ana\",\"name\":\"Ana\",\"styles\":[\"salsa\",\"ballet\"],\"availability\":[{\"day\":0,\"start\":540,\"end\":1260},{\"day\":1,\"start\":540,\"end\":1260}]," \
             "\"max_day\":180,\"max_week\":240,\"max_run\":120,\"min_break\":15},{\"id\":\"ben\",\"name\":\"Ben\",\"styles\":[\"salsa\"],\"availability\":[{\"day\":0,\"start\":600,\"end\":1260},{\"day\":1,\"start\":600,\"end\":660}]}]," \
             "\"classes\":[{\"id\":\"s\",\"name\":\"Salsa\",\"style\":\"salsa\",\"level\":\"beginner\",\"duration\":60,\"size\":8,\"sessions\":4,\"groups\":[\"kids\"],\"preferred\":[{\"day\":0,\"start\":1020,\"end\":1080}]}," \
             "{\"id\":\"b\",\"name\":\"Ballet\",\"style\":\"ballet\",\"level\":\"open\",\"duration\":60,\"size\":24,\"features\":[\"barres\"],\"sessions\":2,\"day_gap\":1,\"groups\":[\"kids\"]}," \
             "{\"id\":\"p\",\"name\":\"Party\",\"style\":\"salsa\",\"level\":\"open\",\"duration\":60,\"size\":8,\"sessions\":4,\"day_gap\":0,\"same_instructor\":false,\"pins\":[{\"day\":0,\"start\":600}]}],\"max_concurrent\":1}"

static SoPlanProblem *
small_week (void)
{
  g_autoptr (GError) error = NULL;
  SoPlanProblem *problem = so_plan_problem_parse (WEEK, -1, &error);

  g_assert_no_error (error);
  return problem;
}

/* "class day start room teacher; …" by ids. */
static GArray *
plan_of (const SoPlanProblem *problem, const char *text)
{
  g_autoptr (GString) json = g_string_new ("{\"format\":\"studio-schedule-solution\",\"version\":1,\"assignments\":[");
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  g_autoptr (GError) error = NULL;
  GArray *plan;

  for (guint i = 0; parts[i]; i++)
    {
      g_auto (GStrv) w = g_strsplit (g_strstrip (parts[i]), " ", -1);

      if (g_strv_length (w) == 5)
        g_string_append_printf (json, "%s{\"class\":\"%s\",\"day\":%s,\"start\":%s,\"room\":\"%s\",\"instructor\":\"%s\"}", i ? "," : "", w[0], w[1], w[2], w[3], w[4]);
    }
  g_string_append (json, "]}");
  plan = so_plan_parse (problem, json->str, -1, NULL, &error);
  g_assert_no_error (error);
  return plan;
}

/* The rules that are broken, in their order, each once. */
static char *
rules_of (const SoPlanReport *report)
{
  GString *text = g_string_new (NULL);

  for (SoPlanRule rule = 1; rule < SO_PLAN_N_RULES; rule++)
    for (guint i = 0; i < report->violations->len; i++)
      if (g_array_index (report->violations, SoPlanViolation, i).rule == rule)
        {
          g_string_append_printf (text, "%s%s", text->len ? " " : "", so_plan_rule_nick (rule));
          break;
        }
  return g_string_free (text, FALSE);
}

static void
test_rules (void)
{
  static const struct { const char *plan, *rules; } rows[] = {
    { "", "" }, { "s 0 1020 small ben", "" }, { "x 0 1020 small ben", "H1" }, { "s 0 1020 small nobody", "H1" }, { "s 0 1025 small ben", "H1" },
    { "s 0 1215 small ben", "H2 H4" }, { "s 2 600 small ana", "H2 H4" }, { "b 0 600 big ben", "H3" }, { "s 0 585 small ben", "H4" }, { "s 1 615 small ben", "H4" }, { "s 1 600 small ben", "" },
    { "b 0 600 small ana", "H5 H6" }, { "s 1 570 big ana", "H7" }, { "s 1 600 big ana", "" },
    { "s 0 600 big ana; b 1 660 big ana", "" }, { "p 0 660 small ben; p 0 690 small ana", "H8 H10 H11" }, { "p 0 600 small ben; p 0 660 small ana", "" },
    { "p 0 600 big ben; p 0 660 big ana", "H8" }, { "p 0 600 big ben; p 0 675 big ana", "" },
    { "s 0 600 small ana; p 0 630 big ana", "H9 H10" }, { "s 0 600 small ben; b 0 630 big ana", "H10 H11" },
    { "s 0 600 small ben; s 0 720 small ben", "H12" }, { "s 0 600 small ben; s 1 600 small ben", "" },
    { "s 0 600 small ben; s 1 600 small ana", "H13" }, { "b 0 600 big ana; b 1 660 big ana; b 1 900 big ana", "H12" },
    { "s 0 600 small ana; b 0 720 big ana; p 0 840 small ana; p 0 960 small ana", "H14" },
    { "s 0 600 small ana; b 0 675 big ana", "" }, { "s 0 600 small ana; b 0 660 big ana; p 0 720 small ana", "H15" }, { "s 0 600 small ana; b 0 660 big ana; p 0 735 small ana", "" },
    { "p 0 660 small ben; p 0 720 small ben; p 0 780 small ben", "" }, { "p 0 660 small ben; p 0 720 small ben; p 0 780 small ben; p 0 840 small ben", "H16" },
    { "p 0 600 small ben; p 0 720 small ben; p 0 780 small ben; p 0 840 small ben", "" },
  };
  g_autoptr (SoPlanProblem) problem = small_week ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) plan = plan_of (problem, rows[i].plan);
      g_autoptr (SoPlanReport) report = so_plan_check (problem, plan);
      g_autofree char *rules = rules_of (report);

      g_test_message ("%s", rows[i].plan);
      g_assert_cmpstr (rules, ==, rows[i].rules);
      for (guint k = 0; k < report->violations->len; k++)
        {
          g_autofree char *words = so_plan_violation_words (problem, plan, &g_array_index (report->violations, SoPlanViolation, k));

          g_assert_cmpuint (strlen (words), >, 20);
        }
    }
}

static void
test_score (void)
{
  g_autoptr (SoPlanProblem) problem = small_week ();
  g_autoptr (GArray) plan = plan_of (problem, "s 0 1020 small ben; b 0 600 big ana; p 1 600 small ben; p 0 1080 big ben");
  g_autoptr (SoPlanReport) report = so_plan_check (problem, plan);
  g_autoptr (JsonObject) json = so_plan_report_json (problem, plan, report, NULL);
  gint64 sum = 0;

  /* preferred and peak: salsa; fit: salsa, ballet, party in the small room; Ben comes twice on Monday; 3 + 1 + 2 are missing */
  g_assert_cmpint (report->score, ==, 20 + 15 + 3 * 10 + 5);
  g_assert_cmpuint (report->unplaced, ==, 6);
  g_assert_cmpint (report->objective, ==, 70 - 6000);
  for (guint i = 0; i < report->points->len; i++)
    {
      const SoPlanPoint *point = &g_array_index (report->points, SoPlanPoint, i);
      g_autofree char *words = so_plan_point_words (problem, plan, point);

      sum += point->points;
      g_assert_cmpuint (strlen (words), >, 10);
    }
  /* each point is explained, none twice */
  g_assert_cmpint (sum, ==, report->objective);
  g_assert_cmpint (json_object_get_int_member (json, "objective"), ==, report->objective);
}

/* Plans of no sense at all are judged as the sentences judge them. */
static void
test_judge (void)
{
  guint rules[SO_PLAN_N_RULES] = { 0 };

  for (guint64 seed = 1; seed <= 500; seed++)
    {
      const SoTestWeek week = { 3 + seed % 12, 2 + seed % 3, 2 + seed % 4, 1 + (int) (seed % 4), 900, 1200, 15, TRUE };
      g_autoptr (SoPlanProblem) problem = so_test_week (&week, seed);
      SoPlanRandom random = { seed };
      g_autoptr (GArray) plan = so_test_nonsense (problem, so_plan_random_below (&random, 7), &random);
      g_autoptr (SoPlanReport) report = NULL;
      gboolean broken[SO_PLAN_N_RULES] = { FALSE };
      SoTestVerdict verdict;

      if (seed % 3 == 0)
        problem->current = so_test_nonsense (problem, so_plan_random_below (&random, 5), &random);
      verdict = so_test_judge (problem, plan);
      report = so_plan_check (problem, plan);
      for (guint i = 0; i < report->violations->len; i++)
        broken[g_array_index (report->violations, SoPlanViolation, i).rule] = TRUE;
      for (guint i = 1; i < SO_PLAN_N_RULES; i++)
        {
          g_test_message ("seed %u H%u", (guint) seed, i);
          g_assert_cmpint (broken[i], ==, verdict.broken[i]);
          rules[i] += broken[i];
        }
      g_assert_cmpint (report->score, ==, verdict.score);
      g_assert_cmpint (report->objective, ==, verdict.objective);
      g_assert_cmpint (report->disruption, ==, verdict.disruption);
    }
  for (guint i = 1; i < SO_PLAN_N_RULES; i++)
    g_assert_cmpuint (rules[i], >, 3);
}

/* What a step changes is what is said of it, and adds up. */
static void
test_change (void)
{
  for (guint64 seed = 1; seed <= 200; seed++)
    {
      const SoTestWeek week = { 8, 3, 3, 3, 900, 1200, 15, TRUE };
      g_autoptr (SoPlanProblem) problem = so_test_week (&week, seed);
      SoPlanRandom random = { seed };
      g_autoptr (GArray) before = so_test_nonsense (problem, 6, &random), after = g_array_copy (before);
      g_autoptr (SoPlanChange) change = NULL;
      gint64 sum = 0;

      g_array_index (after, SoPlanPlace, 2).start += 30;
      change = so_plan_compare (problem, before, after);
      for (guint i = 0; i < change->gained->len; i++)
        sum += g_array_index (change->gained, SoPlanPoint, i).points;
      for (guint i = 0; i < change->lost->len; i++)
        sum -= g_array_index (change->lost, SoPlanPoint, i).points;
      g_assert_cmpint (sum, ==, change->objective);
      g_assert_cmpint ((int) change->after->violations->len - (int) change->before->violations->len, ==, (int) change->broken->len - (int) change->mended->len);
    }
}

/* Somebody who tries all ways. */
static int
match_brute (const int *cost, guint rows, guint columns, guint row, guint used, guint spare)
{
  int best = G_MAXINT / 2;

  if (row == rows)
    return 0;
  if (spare)
    best = match_brute (cost, rows, columns, row + 1, used, spare - 1);
  for (guint c = 0; c < columns; c++)
    if (!(used >> c & 1))
      best = MIN (best, cost[row * columns + c] + match_brute (cost, rows, columns, row + 1, used | 1u << c, spare));
  return best;
}

static void
test_match (void)
{
  for (guint64 seed = 1; seed <= 500; seed++)
    {
      SoPlanRandom random = { seed };
      guint rows = so_plan_random_below (&random, 6), columns = so_plan_random_below (&random, 6);
      int cost[36] = { 0 }, column[6], sum = 0;

      for (guint i = 0; i < rows * columns; i++)
        cost[i] = (int) so_plan_random_below (&random, 9);
      g_assert_cmpint (so_plan_match (cost, rows, columns, column), ==, match_brute (cost, rows, columns, 0, 0, rows > columns ? rows - columns : 0));
      for (guint i = 0; i < rows; i++)
        sum += column[i] < 0 ? 0 : cost[i * columns + (guint) column[i]];
      g_assert_cmpint (sum, ==, so_plan_match (cost, rows, columns, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner/check/rules", test_rules);
  g_test_add_func ("/planner/check/score", test_score);
  g_test_add_func ("/planner/check/judge", test_judge);
  g_test_add_func ("/planner/check/change", test_change);
  g_test_add_func ("/planner/check/match", test_match);
  return g_test_run ();
}
