/* SPDX-License-Identifier: MIT */
#include "so-plan-report.h"

#include "so-plan-json.h"
#include "so-plan-words.h"

static void
set_taken (JsonObject *object, const char *name, char *text)
{
  json_object_set_string_member (object, name, text);
  g_free (text);
}

/* Who takes part, by their ids. */
static void
set_ids (JsonObject *object, const SoPlanProblem *problem, int klass, int room, int teacher, int group)
{
  if (klass >= 0)
    json_object_set_string_member (object, "class", problem->classes[klass].id);
  if (room >= 0)
    json_object_set_string_member (object, "room", problem->rooms[room].id);
  if (teacher >= 0)
    json_object_set_string_member (object, "instructor", problem->teachers[teacher].id);
  if (group >= 0)
    json_object_set_string_member (object, "group", g_ptr_array_index (problem->groups, (guint) group));
}

static JsonArray *
conflict_json (const SoPlanProblem *problem, const SoPlanConflict *conflict)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < conflict->classes->len; i++)
    {
      const SoPlanClass *c = &problem->classes[g_array_index (conflict->classes, guint, i)];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "class", c->id);
      json_object_set_string_member (object, "text", c->name);
      json_object_set_int_member (object, "sessions", c->sessions);
      json_array_add_object_element (array, object);
    }
  for (guint i = 0; i < conflict->items->len; i++)
    {
      const SoPlanItem *item = &g_array_index (conflict->items, SoPlanItem, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "rule", so_plan_rule_nick (item->rule));
      set_ids (object, problem, item->klass, item->room, item->teacher, item->group);
      set_taken (object, "text", so_plan_item_words (problem, item));
      set_taken (object, "relax", so_plan_item_advice (problem, item));
      json_array_add_object_element (array, object);
    }
  return array;
}

/* The id of a class, once for each of its sessions that has no place. */
static JsonArray *
unplaced_json (const SoPlanProblem *problem, const GArray *plan)
{
  g_autofree int *missing = g_new0 (int, problem->n_classes + 1);
  JsonArray *array = json_array_new ();

  for (guint c = 0; c < problem->n_classes; c++)
    missing[c] = problem->classes[c].sessions;
  for (guint i = 0; i < plan->len; i++)
    missing[g_array_index (plan, SoPlanPlace, i).klass]--;
  for (guint c = 0; c < problem->n_classes; c++)
    for (; missing[c] > 0; missing[c]--)
      json_array_add_string_element (array, problem->classes[c].id);
  return array;
}

static JsonObject *
parts_json (const SoPlanReport *report)
{
  JsonObject *parts = json_object_new ();

  for (SoPlanPointKind kind = 0; kind < SO_PLAN_UNPLACED; kind++)
    json_object_set_int_member (parts, so_plan_point_nick (kind), report->parts[kind]);
  return parts;
}

static void
set_worth (JsonObject *object, const SoPlanProblem *problem, const SoPlanReport *report)
{
  json_object_set_int_member (object, "score", report->score);
  json_object_set_object_member (object, "score_parts", parts_json (report));
  json_object_set_int_member (object, "objective", report->objective);
  if (!problem->current)
    return;
  json_object_set_int_member (object, "disruption", report->disruption);
  json_object_set_int_member (object, "changed", report->changed);
}

JsonObject *
so_plan_solution_json (const SoPlanProblem *problem, const SoPlanSolution *solution)
{
  static const char *const status[] = { "feasible", "optimal", "infeasible" };
  g_autoptr (SoPlanReport) report = so_plan_check (problem, solution->plan);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "format", "studio-schedule-solution");
  json_object_set_int_member (object, "version", 1);
  if (problem->name)
    json_object_set_string_member (object, "problem", problem->name);
  json_object_set_string_member (object, "status", status[solution->status]);
  set_worth (object, problem, report);
  if (solution->has_bound)
    json_object_set_int_member (object, "bound", solution->bound);
  else
    json_object_set_null_member (object, "bound");
  if (solution->least_disruption >= 0)
    json_object_set_int_member (object, "least_disruption", solution->least_disruption);
  json_object_set_array_member (object, "assignments", so_plan_assignments (problem, solution->plan));
  json_object_set_array_member (object, "unplaced", unplaced_json (problem, solution->plan));
  if (!solution->conflict)
    return object;
  json_object_set_array_member (object, "conflict", conflict_json (problem, solution->conflict));
  json_object_set_boolean_member (object, "conflict_is_smallest", solution->conflict->smallest);
  return object;
}

static JsonArray *
violations_json (const SoPlanProblem *problem, const GArray *plan, const SoPlanReport *report, const GPtrArray *strange)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < report->violations->len; i++)
    {
      const SoPlanViolation *v = &g_array_index (report->violations, SoPlanViolation, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "rule", so_plan_rule_nick (v->rule));
      set_taken (object, "text", so_plan_violation_words (problem, plan, v));
      set_ids (object, problem, v->klass, v->room, v->teacher, v->group);
      if (v->first >= 0)
        json_object_set_int_member (object, "assignment", v->first);
      if (v->second >= 0)
        json_object_set_int_member (object, "other", v->second);
      json_array_add_object_element (array, object);
    }
  for (guint i = 0; strange && i < strange->len; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "rule", so_plan_rule_nick (SO_PLAN_KNOWN));
      json_object_set_string_member (object, "text", g_ptr_array_index (strange, i));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
points_json (const SoPlanProblem *problem, const GArray *plan, const SoPlanReport *report)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < report->points->len; i++)
    {
      const SoPlanPoint *p = &g_array_index (report->points, SoPlanPoint, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", so_plan_point_nick (p->kind));
      json_object_set_int_member (object, "points", p->points);
      set_taken (object, "text", so_plan_point_words (problem, plan, p));
      set_ids (object, problem, p->klass, -1, p->teacher, -1);
      json_array_add_object_element (array, object);
    }
  return array;
}

JsonObject *
so_plan_report_json (const SoPlanProblem *problem, const GArray *plan, const SoPlanReport *report, const GPtrArray *strange)
{
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "valid", !report->violations->len);
  json_object_set_int_member (object, "placed", report->placed);
  json_object_set_int_member (object, "unplaced", report->unplaced);
  set_worth (object, problem, report);
  json_object_set_array_member (object, "violations", violations_json (problem, plan, report, strange));
  json_object_set_boolean_member (object, "more_violations", report->more);
  json_object_set_array_member (object, "points", points_json (problem, plan, report));
  return object;
}
