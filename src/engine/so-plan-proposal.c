/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-plan-proposal.h"

#include "so-json.h"
#include "so-plan-report.h"
#include "so-plan-words.h"
#include "so-schedule-problem.h"

/* What would change ----------------------------------------------------------------------------------- */

static SoProposalSpot
spot_of (const SoPlanWeek *week, const SoSession *session)
{
  return (SoProposalSpot) { session->day - week->monday, session->start, g_strdup (session->room), g_strdup (session->teacher) };
}

static gboolean
is_elsewhere (const SoSession *a, const SoSession *b)
{
  return a->day != b->day || a->start != b->start || g_strcmp0 (a->room_id, b->room_id) || g_strcmp0 (a->teacher_id, b->teacher_id);
}

static SoProposalLine *
add_line (SoProposal *proposal, SoProposalKind kind, const SoSession *session)
{
  SoProposalLine *line = so_proposal_add_line (proposal, kind, kind == SO_PROPOSAL_ADDED ? NULL : session->id, session->title);

  line->minutes = session->minutes;
  line->booked = (guint) session->booked;
  return line;
}

/* One that is in the next week by now has moved as well, but no plan says so. */
static void
compare_session (SoProposal *proposal, const SoPlanWeek *week, const SoSession *now)
{
  const SoSession *before = so_plan_week_session (week, now->id);
  SoProposalLine *line;

  if (now->state != SO_SESSION_PLANNED || (before && !is_elsewhere (before, now)))
    return;
  line = add_line (proposal, before ? SO_PROPOSAL_MOVED : SO_PROPOSAL_ADDED, now);
  line->to = spot_of (week, now);
  if (before)
    line->from = spot_of (week, before);
  proposal->moves += before != NULL;
}

/* The sessions of a class that no place of the plan is for stand where they stood. */
static gboolean
has_place (const SoPlanWeek *week, const SoPlanSolution *solution, const SoSession *session, int klass)
{
  for (guint i = 0; i < solution->plan->len; i++)
    {
      const SoPlanPlace *place = &g_array_index (solution->plan, SoPlanPlace, i);

      if (place->klass == klass && place->day == session->day - week->monday && place->start == session->start &&
          place->room == so_plan_week_room (week, session->room_id) && place->teacher == so_plan_week_teacher (week, session->teacher_id))
        return TRUE;
    }
  return FALSE;
}

static void
add_without_place (SoProposal *proposal, const SoPlanWeek *week, const SoPlanSolution *solution, GPtrArray *now, guint klass)
{
  const SoPlanClass *class = &week->problem->classes[klass];
  int missing = class->sessions;

  for (guint i = 0; i < solution->plan->len; i++)
    missing -= g_array_index (solution->plan, SoPlanPlace, i).klass == (int) klass;
  for (guint i = 0; missing > 0 && i < now->len; i++)
    {
      const SoSession *session = now->pdata[i];

      if (so_plan_week_class (week, session) != (int) klass || has_place (week, solution, session, (int) klass))
        continue;
      add_line (proposal, SO_PROPOSAL_NO_PLACE, session)->from = spot_of (week, session);
      missing--;
    }
  for (; missing > 0; missing--)
    so_proposal_add_line (proposal, SO_PROPOSAL_NO_PLACE, NULL, class->name)->minutes = class->duration;
}

/* Nothing is committed. */
static gboolean
try_out (SoStore *store, SoProposal *proposal, const SoPlanWeek *week, const SoPlanSolution *solution, GError **error)
{
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autoptr (SoSchedule) schedule = NULL;
  g_autoptr (GPtrArray) now = NULL;
  SoPlanApplied applied;

  if (!db || !so_schedule_plan_apply (db, week->monday, proposal->solution, FALSE, &applied, error) ||
      !(schedule = so_schedule_load (db, week->monday, week->monday + 6, error)) ||
      !(now = so_schedule_sessions (db, schedule, week->monday, week->monday + 6, error)))
    return FALSE;
  for (guint i = 0; i < now->len; i++)
    compare_session (proposal, week, now->pdata[i]);
  for (guint c = 0; solution->worth.unplaced && c < week->problem->n_classes; c++)
    add_without_place (proposal, week, solution, now, c);
  return TRUE;
}

/* What it is worth ------------------------------------------------------------------------------------ */

static GPtrArray *
words_of (const SoPlanProblem *problem, const GArray *plan, const SoPlanReport *report)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < report->points->len; i++)
    g_ptr_array_add (words, so_plan_point_words (problem, plan, &g_array_index (report->points, SoPlanPoint, i)));
  return words;
}

static gboolean
has_words (GPtrArray *all, const char *words)
{
  return g_ptr_array_find_with_equal_func (all, words, g_str_equal, NULL);
}

/* The same point for the same session is no change: it has the same words. */
static void
explain_points (SoProposal *proposal, const SoPlanWeek *week, const SoPlanReport *before, const SoPlanSolution *solution, const SoPlanReport *after)
{
  g_autoptr (GPtrArray) old = words_of (week->problem, week->current, before), new = words_of (week->problem, solution->plan, after);

  for (guint i = 0; i < new->len; i++)
    {
      const SoPlanPoint *point = &g_array_index (after->points, SoPlanPoint, i);

      so_proposal_add_point (proposal, (SoPointsKind) point->kind, g_strdup (new->pdata[i]), point->points, has_words (old, new->pdata[i]) ? 0 : 1);
    }
  for (guint i = 0; i < old->len; i++)
    {
      const SoPlanPoint *point = &g_array_index (before->points, SoPlanPoint, i);

      if (!has_words (new, old->pdata[i]))
        so_proposal_add_point (proposal, (SoPointsKind) point->kind, g_strdup (old->pdata[i]), point->points, -1);
    }
  for (guint i = 0; i < SO_N_POINTS; i++)
    {
      proposal->parts[i].before = before->parts[i];
      proposal->parts[i].after = after->parts[i];
    }
}

static void
explain_rules (SoProposal *proposal, const SoPlanWeek *week, const SoPlanReport *before, const SoPlanConflict *conflict)
{
  for (guint i = 0; i < before->violations->len; i++)
    g_ptr_array_add (proposal->mended, so_plan_violation_words (week->problem, week->current, &g_array_index (before->violations, SoPlanViolation, i)));
  for (guint i = 0; conflict && i < conflict->items->len; i++)
    {
      const SoPlanItem *item = &g_array_index (conflict->items, SoPlanItem, i);

      so_proposal_add_reason (proposal, so_plan_item_words (week->problem, item), so_plan_item_advice (week->problem, item));
    }
  proposal->reasons_are_least = conflict && conflict->smallest;
}

SoProposal *
so_plan_propose (SoStore *store, const SoPlanWeek *week, const SoPlanReport *before, const SoPlanSolution *solution, GError **error)
{
  g_autoptr (SoProposal) proposal = so_proposal_new ();
  g_autoptr (SoPlanReport) after = so_plan_check (week->problem, solution->plan);

  proposal->monday = week->monday;
  proposal->repair = week->problem->current != NULL;
  proposal->status = (SoProposalStatus) solution->status;
  proposal->before = before->objective;
  proposal->after = after->objective;
  proposal->has_bound = solution->has_bound;
  proposal->bound = solution->bound;
  proposal->unplaced = after->unplaced;
  proposal->solution = so_json_write_object (so_plan_solution_json (week->problem, solution));
  explain_points (proposal, week, before, solution, after);
  explain_rules (proposal, week, before, solution->conflict);
  if (!try_out (store, proposal, week, solution, error))
    return NULL;
  so_proposal_sort (proposal);
  return g_steal_pointer (&proposal);
}
