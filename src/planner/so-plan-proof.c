/* SPDX-License-Identifier: MIT */
#include "so-plan-proof.h"

#include "so-error.h"
#include "so-plan-check.h"
#include "so-plan-model.h"

#include <interfaces/highs_c_api.h>

#include <math.h>
#include <string.h>

/* A plan of the equations that gets no rooms, or a break too few, is forbidden and the next one asked for, so many times. */
#define MOST_ROUNDS 12

typedef struct {
  SoPlanModel *model;
  void *highs;
  gint64 deadline;
  GCancellable *cancellable;
  SoPlanBound told;
  gpointer data;
  double value;          /* of the best plan known: what was fixed is no better */
  double bound;          /* the least proved so far */
  double told_bound;
} Proof;

void
so_plan_proof_clear (SoPlanProof *self)
{
  g_clear_pointer (&self->plan, g_array_unref);
}

/* Values are multiples of the step, so a bound between two of them is the lower one. */
static double
round_down (const Proof *self, double bound)
{
  double step = so_plan_model_step (self->model);

  return floor (bound / step + 1e-6) * step;
}

static gboolean
is_over (const Proof *self)
{
  return g_cancellable_is_cancelled (self->cancellable) || (self->deadline && g_get_monotonic_time () >= self->deadline);
}

static void
note_bound (Proof *self, double bound)
{
  /* HiGHS begins with infinity */
  if (!isfinite (bound) || fabs (bound) > 1e15)
    return;
  self->bound = MIN (self->bound, MAX (self->value, round_down (self, bound)));
  if (self->told && self->bound < self->told_bound && !self->model->problem->current)
    self->told ((gint64) self->bound, self->data);
  self->told_bound = self->bound;
}

static void
on_callback (int kind, const char *message, const HighsCallbackDataOut *out, HighsCallbackDataIn *in, void *data)
{
  Proof *self = data;

  if (kind == kHighsCallbackMipInterrupt || kind == kHighsCallbackMipLogging)
    note_bound (self, out->mip_dual_bound);
  if (in && is_over (self))
    in->user_interrupt = 1;
}

static void
set_options (Proof *self)
{
  Highs_setBoolOptionValue (self->highs, "output_flag", 0);
  /* one thread, so that it is the same each time and the computer stays usable */
  Highs_setIntOptionValue (self->highs, "threads", 1);
  Highs_setStringOptionValue (self->highs, "parallel", "off");
  Highs_setIntOptionValue (self->highs, "random_seed", 1);
  Highs_setDoubleOptionValue (self->highs, "mip_rel_gap", 0);
  Highs_setDoubleOptionValue (self->highs, "mip_abs_gap", so_plan_model_step (self->model) * 0.99);
  /* our own search has looked for good plans before */
  Highs_setDoubleOptionValue (self->highs, "mip_heuristic_effort", 0.01);
  Highs_setCallback (self->highs, on_callback, self);
  Highs_startCallback (self->highs, kHighsCallbackMipInterrupt);
  Highs_startCallback (self->highs, kHighsCallbackMipLogging);
  Highs_startCallback (self->highs, kHighsCallbackSimplexInterrupt);
  Highs_startCallback (self->highs, kHighsCallbackIpmInterrupt);
}

static gboolean
pass_model (Proof *self)
{
  const SoPlanModel *m = self->model;
  guint n = m->n_unknowns, rows = m->rows->len;
  g_autofree double *lower = g_new0 (double, n + 1), *least = g_new (double, rows + 1), *most = g_new (double, rows + 1);
  g_autofree HighsInt *start = g_new (HighsInt, rows + 1);
  double infinity = Highs_getInfinity (self->highs);

  for (guint i = 0; i < rows; i++)
    {
      const SoPlanRow *row = &g_array_index (m->rows, SoPlanRow, i);

      least[i] = row->least < -1e20 ? -infinity : row->least;
      most[i] = row->most;
      start[i] = (HighsInt) row->first;
    }
  return Highs_passMip (self->highs, (HighsInt) n, (HighsInt) rows, (HighsInt) m->index->len, kHighsMatrixFormatRowwise, kHighsObjSenseMaximize, m->offset,
                        (const double *) m->cost->data, lower, (const double *) m->upper->data, least, most, start, (const HighsInt *) m->index->data,
                        (const double *) m->value->data, (const HighsInt *) m->whole->data) != kHighsStatusError;
}

/* Unknowns that no plan better than @value has are fixed at 0, by what they cost in the relaxation: mostly four of five. */
static void
fix_hopeless (Proof *self, const double *values, double value)
{
  const SoPlanModel *m = self->model;
  guint n = m->n_unknowns, rows = m->rows->len;
  g_autofree double *x = g_new (double, n + 1), *cost = g_new (double, n + 1), *y = g_new (double, rows + 1), *dual = g_new (double, rows + 1);
  double best = Highs_getObjectiveValue (self->highs), step = so_plan_model_step (m);
  g_autofree HighsInt *mask = g_new0 (HighsInt, n + 1);
  g_autofree double *zero = g_new0 (double, n + 1);

  if (Highs_getModelStatus (self->highs) != kHighsModelStatusOptimal || Highs_getSolution (self->highs, x, cost, y, dual) == kHighsStatusError)
    return;
  note_bound (self, best);
  for (guint i = 0; i < m->columns->len; i++)
    mask[i] = x[i] < 1e-9 && values[i] < 0.5 && best - fabs (cost[i]) < value + step * 0.99;
  Highs_changeColsBoundsByMask (self->highs, mask, zero, zero);
}

/* Runs once, beginning with @values (may be NULL), which are worth @value: what HiGHS says of it. */
static HighsInt
run (Proof *self, const double *values, double value)
{
  HighsInt status;

  self->highs = Highs_create ();
  set_options (self);
  /* HiGHS asks the callback in its loops only; of the time it thinks before them, too */
  if (self->deadline)
    Highs_setDoubleOptionValue (self->highs, "time_limit", MAX (0.05, (double) (self->deadline - g_get_monotonic_time ()) / G_USEC_PER_SEC));
  if (!pass_model (self))
    return kHighsModelStatusModelError;
  if (values)
    {
      Highs_setBoolOptionValue (self->highs, "solve_relaxation", 1);
      Highs_run (self->highs);
      if (is_over (self))
        return kHighsModelStatusInterrupt;
      fix_hopeless (self, values, value);
      Highs_setBoolOptionValue (self->highs, "solve_relaxation", 0);
      Highs_setSolution (self->highs, values, NULL, NULL, NULL);
    }
  Highs_run (self->highs);
  status = Highs_getModelStatus (self->highs);
  if (status == kHighsModelStatusOptimal || status == kHighsModelStatusInterrupt || status == kHighsModelStatusTimeLimit)
    {
      double bound = 0;

      if (Highs_getDoubleInfoValue (self->highs, "mip_dual_bound", &bound) == kHighsStatusOk)
        note_bound (self, bound);
    }
  return status;
}

static void
end_run (Proof *self)
{
  g_clear_pointer (&self->highs, Highs_destroy);
}

static GArray *
chosen_of (Proof *self)
{
  g_autofree double *values = g_new0 (double, self->model->n_unknowns + 1), *rows = g_new0 (double, self->model->rows->len + 1);
  HighsInt status = 0;

  Highs_getIntInfoValue (self->highs, "primal_solution_status", &status);
  if (status != kHighsSolutionStatusFeasible || Highs_getSolution (self->highs, values, NULL, rows, NULL) == kHighsStatusError)
    return NULL;
  return so_plan_model_chosen (self->model, values);
}

/* The plan behind what HiGHS found. Where the equations let something through that the rules do not, that is forbidden from now on, and
 * *@again is set. */
static GArray *
plan_of (Proof *self, gboolean *again)
{
  g_autoptr (GArray) chosen = chosen_of (self), clash = NULL, plan = NULL;

  *again = FALSE;
  if (!chosen)
    return NULL;
  plan = so_plan_rooms_assign (self->model, chosen, &clash);
  if (!plan && clash)
    so_plan_model_forbid (self->model, clash, TRUE);
  else if (plan && !so_plan_is_valid (self->model->problem, plan))
    {
      so_plan_model_forbid (self->model, chosen, FALSE);
      g_clear_pointer (&plan, g_array_unref);
      *again = TRUE;
    }
  *again = *again || clash;
  return g_steal_pointer (&plan);
}

static double
value_of (const SoPlanModel *model, const GArray *plan, SoPlanWorth *worth)
{
  g_autoptr (SoPlanReport) report = so_plan_check (model->problem, plan);

  *worth = (SoPlanWorth) { report->unplaced, report->disruption, report->score, report->objective };
  return (double) (report->objective - model->per_disruption * report->disruption);
}

static void
tell (const Proof *self, SoPlanProof *proof, double value)
{
  gint64 each = self->model->per_disruption;

  if (!isfinite (self->bound))
    return;
  proof->proved = self->bound < value + so_plan_model_step (self->model) * 0.5;
  if (!self->model->problem->current)
    {
      proof->has_bound = TRUE;
      proof->bound = (gint64) MAX (self->bound, value);
    }
  else if (self->model->complete)
    proof->least_disruption = MAX (0, (gint64) ceil ((-self->bound) / (double) each - 1e-9));
}

/* What nothing can be above, known at once: every session at its best place, whatever the others do. */
static double
simple_bound (const SoPlanModel *model)
{
  double bound = model->offset;

  for (guint i = 0; i < model->work->n_tasks; i++)
    {
      guint kind = g_array_index (model->kind_of, guint, i);
      double best = 0;

      for (guint c = g_array_index (model->first, guint, kind); c < g_array_index (model->first, guint, kind + 1); c++)
        best = MAX (best, g_array_index (model->cost, double, c));
      bound += best;
    }
  return bound;
}

/* Rounds of HiGHS until the best plan of the equations is one of the rules, too. */
static void
prove (Proof *self, const GArray *incumbent, SoPlanProof *proof)
{
  g_autofree double *values = so_plan_model_values (self->model, incumbent);
  SoPlanWorth best;
  double value = value_of (self->model, incumbent, &best);
  gboolean again = TRUE;

  self->value = value;
  note_bound (self, simple_bound (self->model));
  for (guint i = 0; again && i < MOST_ROUNDS && !is_over (self); i++)
    {
      HighsInt status = run (self, values, value);
      g_autoptr (GArray) plan = plan_of (self, &again);
      SoPlanWorth now;
      double found;

      end_run (self);
      if (status == kHighsModelStatusInfeasible)
        {
          /* only a plan with all sessions was asked for, and there is the incumbent: never so */
          proof->impossible = self->model->complete;
          break;
        }
      again = again && status == kHighsModelStatusOptimal;
      if (!plan)
        continue;
      found = value_of (self->model, plan, &now);
      if (!so_plan_worth_is_better (self->model->problem, &now, &best))
        continue;
      best = now;
      self->value = value = found;
      g_clear_pointer (&proof->plan, g_array_unref);
      proof->plan = g_steal_pointer (&plan);
    }
  tell (self, proof, value);
}

/* Some session has no place at all: HiGHS has no word for equations without unknowns. */
static gboolean
lacks_columns (const SoPlanModel *model)
{
  for (guint i = 0; i < model->work->n_tasks; i++)
    {
      guint kind = g_array_index (model->kind_of, guint, i);

      if (g_array_index (model->first, guint, kind) == g_array_index (model->first, guint, kind + 1))
        return TRUE;
    }
  return FALSE;
}

SoPlanAnswer
so_plan_is_possible (const SoPlanProblem *problem, gint64 deadline, GCancellable *cancellable)
{
  g_autoptr (SoPlanModel) model = so_plan_model_new (problem, TRUE, NULL);
  Proof self = { model, NULL, deadline, cancellable, NULL, NULL, -INFINITY, INFINITY, INFINITY };
  SoPlanAnswer answer = SO_PLAN_UNDECIDED;
  gboolean again = model != NULL;

  if (model && lacks_columns (model))
    return SO_PLAN_IMPOSSIBLE;
  for (guint i = 0; again && i < model->cost->len; i++)
    g_array_index (model->cost, double, i) = 0;
  for (guint i = 0; again && i < MOST_ROUNDS && answer == SO_PLAN_UNDECIDED && !is_over (&self); i++)
    {
      HighsInt status = run (&self, NULL, 0);
      g_autoptr (GArray) plan = plan_of (&self, &again);

      end_run (&self);
      if (plan)
        answer = SO_PLAN_POSSIBLE;
      else if (status == kHighsModelStatusInfeasible)
        answer = SO_PLAN_IMPOSSIBLE;
    }
  return answer;
}

gboolean
so_plan_prove (const SoPlanProblem *problem, const GArray *incumbent, gint64 deadline, GCancellable *cancellable, SoPlanBound told, gpointer data, SoPlanProof *proof, GError **error)
{
  gboolean complete = incumbent->len == so_plan_problem_sessions (problem);
  g_autoptr (SoPlanModel) model = so_plan_model_new (problem, complete, error);
  Proof self = { model, NULL, deadline, cancellable, told, data, -INFINITY, INFINITY, INFINITY };

  memset (proof, 0, sizeof *proof);
  proof->least_disruption = -1;
  if (!model)
    return FALSE;
  prove (&self, incumbent, proof);
  proof->impossible = proof->impossible || (proof->proved && !complete);
  return TRUE;
}
