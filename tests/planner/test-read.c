/* SPDX-License-Identifier: MIT */
#include "so-error.h"
#include "so-plan-json.h"
#include "so-plan-search.h"
#include "so-test-fuzz.h"
#include "so-test-week.h"

#include <string.h>

#define HEAD "{\"format\":\"studio-schedule-problem\",\"version\":1,"
#define OPEN "\"opening\":[{\"day\":0,\"start\":540,\"end\":1260}],"
#define ROOMS "\"rooms\":[{\"id\":\"r\",\"capacity\":10}],"
#define PEOPLE "\"instructors\":[{\"id\":\"i\",\"styles\":[\"salsa\"],\"availability\":[{\"day\":0,\"start\":540,\"end\":1260}]}],"
#define CLASS "{\"id\":\"c\",\"style\":\"salsa\",\"duration\":60,\"size\":8}"

static void
test_faults (void)
{
  static const struct { const char *text, *says; } rows[] = {
    { HEAD OPEN ROOMS PEOPLE "\"classes\":[" CLASS "]}", NULL }, { HEAD OPEN ROOMS PEOPLE "\"classes\":[]}", NULL },
    { "", "" }, { "[]", "$ has to be an object" }, { "{", "" }, { "{}", "$.format is missing" },
    { "{\"format\":\"x\",\"version\":1}", "$.format has to be" }, { "{\"format\":\"studio-schedule-problem\",\"version\":2}", "$.version has to be" },
    { HEAD ROOMS PEOPLE "\"classes\":[]}", "$.opening is missing" }, { HEAD OPEN PEOPLE "\"classes\":[]}", "$.rooms is missing" },
    { HEAD OPEN ROOMS PEOPLE "\"classes\":{}}", "$.classes has to be a list" }, { HEAD OPEN ROOMS PEOPLE "\"classes\":[1]}", "$.classes[0] has to be an object" },
    { HEAD "\"opening\":[{\"day\":0,\"start\":600,\"end\":540}]," ROOMS PEOPLE "\"classes\":[]}", "$.opening[0] ends at minute 540, before" },
    { HEAD "\"opening\":[{\"day\":7,\"start\":600,\"end\":640}]," ROOMS PEOPLE "\"classes\":[]}", "$.opening[0].day has to be a whole number from 0 to 6" },
    { HEAD "\"opening\":[{\"day\":0,\"start\":600.5,\"end\":640}]," ROOMS PEOPLE "\"classes\":[]}", "$.opening[0].start has to be" },
    { HEAD "\"opening\":[{\"day\":0,\"start\":600,\"end\":1500}]," ROOMS PEOPLE "\"classes\":[]}", "$.opening[0].end has to be" },
    { HEAD OPEN "\"rooms\":[{\"id\":\"r\",\"capacity\":\"10\"}]," PEOPLE "\"classes\":[]}", "$.rooms[0].capacity has to be" },
    { HEAD OPEN "\"rooms\":[{\"id\":\"r\",\"capacity\":1},{\"id\":\"r\",\"capacity\":1}]," PEOPLE "\"classes\":[]}", "$.rooms[1].id is “r”" },
    { HEAD OPEN "\"rooms\":[{\"capacity\":1}]," PEOPLE "\"classes\":[]}", "$.rooms[0].id is missing" },
    { HEAD OPEN ROOMS PEOPLE "\"classes\":[" CLASS "," CLASS "]}", "$.classes[1].id is “c”" },
    { HEAD OPEN ROOMS PEOPLE "\"classes\":[{\"id\":\"c\",\"style\":\"salsa\",\"duration\":0,\"size\":8}]}", "$.classes[0].duration has to be" },
    { HEAD OPEN ROOMS PEOPLE "\"classes\":[{\"id\":\"c\",\"style\":\"salsa\",\"duration\":60,\"size\":8,\"pins\":[{\"room\":\"x\"}]}]}", "$.classes[0].pins[0].room is “x”, which there is not" },
    { HEAD OPEN ROOMS PEOPLE "\"classes\":[{\"id\":\"c\",\"style\":\"salsa\",\"duration\":60,\"size\":8,\"pins\":[{},{}]}]}", "$.classes[0].pins has 2 entries" },
    { HEAD OPEN ROOMS PEOPLE "\"classes\":[{\"id\":\"c\",\"style\":\"salsa\",\"duration\":60,\"size\":8,\"instructors\":[\"x\"]}]}", "$.classes[0].instructors[0] is “x”" },
    { HEAD OPEN ROOMS PEOPLE "\"classes\":[{\"id\":\"c\",\"style\":\"salsa\",\"duration\":60,\"size\":8,\"same_instructor\":1}]}", "$.classes[0].same_instructor has to be true or false" },
    { HEAD OPEN ROOMS PEOPLE "\"classes\":[{\"id\":\"c\",\"style\":\"salsa\",\"duration\":60,\"size\":8,\"groups\":[3]}]}", "$.classes[0].groups[0] has to be a text" },
    { HEAD OPEN ROOMS PEOPLE "\"classes\":[" CLASS "],\"weights\":{\"preferred\":-1}}", "$.weights.preferred has to be" },
    { HEAD OPEN ROOMS PEOPLE "\"classes\":[" CLASS "],\"current\":[{\"class\":\"d\",\"day\":0,\"start\":600,\"room\":\"r\",\"instructor\":\"i\"}]}", "$.current[0].class is “d”" },
    { HEAD OPEN ROOMS PEOPLE "\"classes\":[" CLASS "],\"grid\":0}", "$.grid has to be" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoPlanProblem) problem = so_plan_problem_parse (rows[i].text, -1, &error);

      g_test_message ("%s", rows[i].text);
      if (!rows[i].says)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (problem);
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_assert_true (g_str_has_prefix (error->message, rows[i].says));
    }
}

static void
test_windows (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoPlanProblem) problem = so_plan_problem_parse (HEAD "\"opening\":[{\"day\":1,\"start\":700,\"end\":800},{\"day\":0,\"start\":600,\"end\":700},{\"day\":0,\"start\":650,\"end\":720},"
                                                             "{\"day\":0,\"start\":720,\"end\":800},{\"day\":0,\"start\":810,\"end\":900}]," ROOMS PEOPLE "\"classes\":[]}", -1, &error);

  /* overlapping and touching hours of a day are one */
  g_assert_no_error (error);
  g_assert_cmpuint (problem->opening->len, ==, 3);
  g_assert_true (so_plan_windows_hold (problem->opening, 0, 600, 800));
  g_assert_false (so_plan_windows_hold (problem->opening, 0, 600, 801));
  g_assert_true (so_plan_windows_meet (problem->opening, 0, 790, 805));
  g_assert_false (so_plan_windows_meet (problem->opening, 0, 800, 810));
}

/* So many classes are read and judged, and refused where a plan is wanted: at once, with what to do. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (HEAD OPEN ROOMS PEOPLE "\"classes\":["), plan_text = g_string_new ("{\"format\":\"studio-schedule-solution\",\"assignments\":[");
  g_autoptr (SoPlanProblem) problem = NULL;
  g_autoptr (GArray) plan = NULL;
  g_autoptr (SoPlanReport) report = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      g_string_append_printf (text, "%s{\"id\":\"c%u\",\"style\":\"salsa\",\"duration\":60,\"size\":8}", i ? "," : "", i);
      g_string_append_printf (plan_text, "%s{\"class\":\"c%u\",\"day\":0,\"start\":600,\"room\":\"r\",\"instructor\":\"i\"}", i ? "," : "", i);
    }
  g_string_append (text, "]}");
  g_string_append (plan_text, "]}");
  problem = so_plan_problem_parse (text->str, -1, &error);
  g_assert_no_error (error);
  g_assert_null (so_plan_search_new (problem, NULL, 1, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_nonnull (strstr (error->message, "10000 sessions"));
  g_clear_error (&error);
  plan = so_plan_parse (problem, plan_text->str, -1, NULL, &error);
  g_assert_no_error (error);
  report = so_plan_check (problem, plan);
  g_assert_true (report->more);
  g_assert_cmpuint (report->placed, ==, 10000);
}

static void
test_solution (void)
{
  static const struct { const char *text, *says; guint strange; } rows[] = {
    { "{\"format\":\"studio-schedule-solution\",\"assignments\":[]}", NULL, 0 },
    { "{\"format\":\"studio-schedule-solution\",\"assignments\":[{\"class\":\"c\",\"day\":0,\"start\":600,\"room\":\"r\",\"instructor\":\"i\"}]}", NULL, 0 },
    { "{\"format\":\"studio-schedule-solution\",\"assignments\":[{\"class\":\"x\",\"day\":0,\"start\":600,\"room\":\"y\",\"instructor\":\"i\"}]}", NULL, 2 },
    { "{\"format\":\"studio-schedule-solution\"}", "$.assignments is missing", 0 }, { "{\"assignments\":[]}", "$.format", 0 }, { "[]", "$.format", 0 },
    { "{\"format\":\"studio-schedule-solution\",\"assignments\":[{\"class\":\"c\",\"start\":600,\"room\":\"r\",\"instructor\":\"i\"}]}", "$.assignments[0].day is missing", 0 },
    { "{\"format\":\"studio-schedule-solution\",\"assignments\":[{\"class\":\"c\",\"day\":-1,\"start\":600,\"room\":\"r\",\"instructor\":\"i\"}]}", "$.assignments[0].day has", 0 },
  };
  g_autoptr (SoPlanProblem) problem = so_plan_problem_parse (HEAD OPEN ROOMS PEOPLE "\"classes\":[" CLASS "]}", -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) strange = NULL;
      g_autoptr (GArray) plan = so_plan_parse (problem, rows[i].text, -1, &strange, &error);

      g_test_message ("%s", rows[i].text);
      g_assert_true (rows[i].says ? plan == NULL && g_str_has_prefix (error->message, rows[i].says) : plan != NULL && strange->len == rows[i].strange);
    }
}

/* What is written is what was read. */
static void
test_round (void)
{
  const SoTestWeek week = { 12, 3, 4, 4, 900, 1200, 15, TRUE };
  g_autoptr (SoPlanProblem) problem = so_test_week (&week, 2);
  SoPlanWorth worth;
  g_autoptr (GArray) plan = so_plan_greedy (problem, &worth, NULL), again = NULL;
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autofree char *text = NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "format", "studio-schedule-solution");
  json_object_set_array_member (object, "assignments", so_plan_assignments (problem, plan));
  json_node_init_object (node, object);
  json_object_unref (object);
  text = json_to_string (node, FALSE);
  again = so_plan_parse (problem, text, -1, NULL, NULL);
  g_assert_cmpmem (plan->data, plan->len * sizeof (SoPlanPlace), again->data, again->len * sizeof (SoPlanPlace));
}

static gboolean
feed (const char *body, gsize length, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoPlanProblem) problem = so_plan_problem_parse (body, (gssize) length, &error);
  g_autoptr (GArray) plan = NULL;
  SoPlanWorth worth;

  g_assert_true ((problem == NULL) == (error != NULL));
  if (!problem || so_plan_problem_sessions (problem) > 40)
    return problem != NULL;
  plan = so_plan_greedy (problem, &worth, NULL);
  g_assert_true (!plan || so_plan_is_valid (problem, plan));
  return TRUE;
}

static void
test_fuzz (void)
{
  const SoTestWeek week = { 5, 2, 2, 2, 900, 1200, 15, TRUE };
  g_autofree char *a = so_test_week_text (&week, 3), *b = so_test_week_text (&week, 4);
  const char *const seeds[] = { a, b };
  const SoTestFuzz fuzz = { seeds, 2, NULL, 0, NULL, feed, NULL };

  so_test_fuzz (&fuzz);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner/read/faults", test_faults);
  g_test_add_func ("/planner/read/windows", test_windows);
  g_test_add_func ("/planner/read/many", test_many);
  g_test_add_func ("/planner/read/solution", test_solution);
  g_test_add_func ("/planner/read/round", test_round);
  g_test_add_func ("/planner/read/fuzz", test_fuzz);
  return g_test_run ();
}
