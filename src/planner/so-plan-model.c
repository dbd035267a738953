/* SPDX-License-Identifier: MIT */
#include "so-plan-model.h"

#include "so-error.h"
#include "so-plan-slots.h"

#include <math.h>

guint
so_plan_model_unknown (SoPlanModel *self, double cost, double upper, gboolean whole)
{
  int w = whole;

  g_array_append_val (self->cost, cost);
  g_array_append_val (self->upper, upper);
  g_array_append_val (self->whole, w);
  return self->n_unknowns++;
}

void
so_plan_model_row (SoPlanModel *self, double least, double most)
{
  SoPlanRow row = { least, most, self->index->len };

  g_array_append_val (self->rows, row);
}

void
so_plan_model_entry (SoPlanModel *self, guint unknown, double value)
{
  int i = (int) unknown;

  g_array_append_val (self->index, i);
  g_array_append_val (self->value, value);
}

void
so_plan_model_drop_row (SoPlanModel *self, guint least_entries)
{
  guint first = g_array_index (self->rows, SoPlanRow, self->rows->len - 1).first;

  if (self->index->len - first >= least_entries)
    return;
  g_array_set_size (self->rows, self->rows->len - 1);
  g_array_set_size (self->index, first);
  g_array_set_size (self->value, first);
}

static double
points_at (SoPlanModel *self, const SoPlanColumn *c)
{
  const SoPlanWork *work = self->work;
  const SoPlanWeights *w = &self->problem->weights;
  gsize at = ((gsize) c->klass * SO_PLAN_DAYS + (gsize) c->day) * work->words;
  guint slot = (guint) (c->start / self->problem->grid);

  return (so_plan_slots_has (work->want + at, slot) ? w->preferred : 0) + (so_plan_slots_has (work->peak + at, slot) ? w->beginner_peak : 0) +
         (c->fit ? w->room_fit : 0) + w->continuity + w->unplaced;
}

/* The least that it moves, whatever room of its set it gets. */
static double
move_at (SoPlanModel *self, const SoPlanColumn *c)
{
  int was = self->work->tasks[c->kind].was;
  SoPlanPlace place = { c->klass, c->day, c->start, -1, c->teacher };

  if (was < 0)
    return 0;
  place.room = g_array_index (self->problem->current, SoPlanPlace, was).room;
  if (!(c->rooms >> place.room & 1))
    place.room = -1;
  return (double) (so_plan_work_move_cost (self->work, c->kind, &place) * self->per_disruption);
}

static void
add_column (SoPlanModel *self, SoPlanColumn column)
{
  so_plan_model_unknown (self, points_at (self, &column) - move_at (self, &column), 1, TRUE);
  g_array_append_val (self->columns, column);
}

/* The rooms that are open for a task then: those that fit, and the others. */
static void
rooms_at (SoPlanModel *self, guint task, int day, guint slot, guint64 *fit, guint64 *other)
{
  const SoPlanTask *t = &self->work->tasks[task];

  *fit = *other = 0;
  for (guint i = 0; i < t->n_rooms; i++)
    if (so_plan_slots_has (so_plan_work_open (self->work, SO_PLAN_ROOMS, t->rooms[i], day, t->duration), slot))
      *(i < t->n_fit ? fit : other) |= (guint64) 1 << t->rooms[i];
}

/* Where something is repaired, the room that it was in is a set of its own: to stay in it costs less than to go to another one. */
static void
add_columns_at (SoPlanModel *self, guint task, int day, guint slot, guint teacher, guint64 fit, guint64 other)
{
  int was = self->work->tasks[task].was, room = was < 0 ? -1 : g_array_index (self->problem->current, SoPlanPlace, was).room;
  guint64 own = room < 0 ? 0 : (guint64) 1 << room;
  SoPlanColumn c = { task, self->work->tasks[task].klass, day, (int) slot * self->problem->grid, (int) teacher, TRUE, 0 };
  const guint64 sets[] = { fit & own, fit & ~own, other & own, other & ~own };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      c.fit = i < 2;
      c.rooms = sets[i];
      if (c.rooms)
        add_column (self, c);
    }
}

static void
add_columns (SoPlanModel *self, guint task)
{
  SoPlanWork *work = self->work;
  const SoPlanTask *t = &work->tasks[task];
  guint64 starts[SO_PLAN_MOST_WORDS];

  for (int day = 0; day < SO_PLAN_DAYS; day++)
    {
      if (!so_plan_work_starts (work, task, day, starts))
        continue;
      for (guint w = 0; w < work->words; w++)
        for (guint64 bits = starts[w]; bits; bits &= bits - 1)
          {
            guint slot = w * 64 + (guint) __builtin_ctzll (bits);
            guint64 fit, other;

            rooms_at (self, task, day, slot, &fit, &other);
            for (guint i = 0; i < t->n_teachers; i++)
              if (so_plan_slots_has (so_plan_work_open (work, SO_PLAN_TEACHERS, t->teachers[i], day, t->duration), slot))
                add_columns_at (self, task, day, slot, t->teachers[i], fit, other);
          }
    }
}

/* Sessions of a class that are alike are one kind, unless each has its own place in the current plan. */
static guint
kind_of (const SoPlanModel *self, guint task)
{
  int klass = self->work->tasks[task].klass;
  guint first = self->work->first[klass], pins = self->problem->classes[klass].pins->len;

  return self->problem->current || task - first < pins ? task : first + pins;
}

static void
add_kinds (SoPlanModel *self)
{
  for (guint i = 0; i < self->work->n_tasks; i++)
    {
      guint kind = kind_of (self, i);

      g_array_append_val (self->first, self->columns->len);
      g_array_append_val (self->kind_of, kind);
      if (kind == i)
        add_columns (self, i);
    }
  g_array_append_val (self->first, self->columns->len);
}

static void
add_kind_rows (SoPlanModel *self)
{
  for (guint i = 0; i < self->work->n_tasks; i++)
    {
      guint n = 0;

      for (guint k = i; k < self->work->n_tasks && g_array_index (self->kind_of, guint, k) == i; k++)
        n++;
      if (!n)
        continue;
      so_plan_model_row (self, self->complete ? n : 0, n);
      for (guint c = g_array_index (self->first, guint, i); c < g_array_index (self->first, guint, i + 1); c++)
        so_plan_model_entry (self, c, 1);
    }
}

static gint64
most_points (const SoPlanProblem *problem)
{
  const SoPlanWeights *w = &problem->weights;

  return (gint64) (w->preferred + w->beginner_peak + w->room_fit + w->continuity) * so_plan_problem_sessions (problem) + 1;
}

SoPlanModel *
so_plan_model_new (const SoPlanProblem *problem, gboolean complete, GError **error)
{
  g_autoptr (SoPlanModel) self = g_new0 (SoPlanModel, 1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (SoPlanColumn));
  self->first = g_array_new (FALSE, FALSE, sizeof (guint));
  self->kind_of = g_array_new (FALSE, FALSE, sizeof (guint));
  self->cost = g_array_new (FALSE, FALSE, sizeof (double));
  self->upper = g_array_new (FALSE, FALSE, sizeof (double));
  self->whole = g_array_new (FALSE, FALSE, sizeof (int));
  self->rows = g_array_new (FALSE, FALSE, sizeof (SoPlanRow));
  self->index = g_array_new (FALSE, FALSE, sizeof (int));
  self->value = g_array_new (FALSE, FALSE, sizeof (double));
  self->problem = problem;
  self->complete = complete;
  self->whole_rooms = TRUE;
  self->per_disruption = problem->current ? most_points (problem) : 0;
  if (problem->n_rooms > SO_PLAN_MOST_ROOMS_PROVED)
    {
      so_fail (error, SO_ERROR_GIVE_UP, "What is best cannot be proved with more than %d rooms.", SO_PLAN_MOST_ROOMS_PROVED);
      return NULL;
    }
  self->work = so_plan_work_new (problem, error);
  if (!self->work)
    return NULL;
  self->offset = -(double) problem->weights.unplaced * self->work->n_tasks;
  add_kinds (self);
  add_kind_rows (self);
  so_plan_model_add_rows (self);
  return g_steal_pointer (&self);
}

void
so_plan_model_free (SoPlanModel *self)
{
  if (!self)
    return;
  so_plan_work_free (self->work);
  g_array_unref (self->columns);
  g_array_unref (self->first);
  g_array_unref (self->kind_of);
  g_array_unref (self->cost);
  g_array_unref (self->upper);
  g_array_unref (self->whole);
  g_array_unref (self->rows);
  g_array_unref (self->index);
  g_array_unref (self->value);
  g_free (self->class_at);
  g_free (self);
}

static int
column_for (const SoPlanModel *self, guint task, const SoPlanPlace *p)
{
  guint kind = g_array_index (self->kind_of, guint, task);

  for (guint i = g_array_index (self->first, guint, kind); i < g_array_index (self->first, guint, kind + 1); i++)
    {
      const SoPlanColumn *c = &g_array_index (self->columns, SoPlanColumn, i);

      if (c->day == p->day && c->start == p->start && c->teacher == p->teacher && c->rooms >> p->room & 1)
        return (int) i;
    }
  return -1;
}

/* Unknowns that follow from the columns are set to the least that their rows want. */
static void
derive_values (const SoPlanModel *self, double *values)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const SoPlanRow *row = &g_array_index (self->rows, SoPlanRow, i);
      guint end = i + 1 < self->rows->len ? row[1].first : self->index->len;
      guint last = row->first < end ? (guint) g_array_index (self->index, int, end - 1) : 0;
      double sum = 0;

      /* such a row ends with what is derived: sum of columns − last ≤ 0, or = 0 */
      if (row->most != 0 || last < self->columns->len || g_array_index (self->value, double, end - 1) >= 0)
        continue;
      for (guint k = row->first; k + 1 < end; k++)
        sum += g_array_index (self->value, double, k) * values[g_array_index (self->index, int, k)];
      values[last] = MAX (values[last], ceil (sum / -g_array_index (self->value, double, end - 1) - 1e-9));
    }
}

double *
so_plan_model_values (SoPlanModel *self, const GArray *plan)
{
  g_autofree double *values = g_new0 (double, self->n_unknowns + 1);
  gboolean known = TRUE;

  so_plan_work_load (self->work, plan);
  for (guint i = 0; i < self->work->n_tasks && known; i++)
    {
      int column = so_plan_work_is_placed (self->work, i) ? column_for (self, i, &self->work->places[i]) : -1;

      if (column >= 0)
        values[column] = 1;
      else
        known = !so_plan_work_is_placed (self->work, i);
    }
  known = known && self->work->n_tasks - self->work->n_unplaced == plan->len;
  so_plan_work_clear (self->work);
  derive_values (self, values);
  return known ? g_steal_pointer (&values) : NULL;
}

GArray *
so_plan_model_chosen (const SoPlanModel *self, const double *values)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->columns->len; i++)
    if (values[i] > 0.5)
      g_array_append_val (chosen, i);
  return chosen;
}

static gboolean
is_like (const SoPlanColumn *a, const SoPlanColumn *b, gboolean any_teacher)
{
  return a->klass == b->klass && a->day == b->day && a->start == b->start && a->rooms == b->rooms && (any_teacher || a->teacher == b->teacher);
}

void
so_plan_model_forbid (SoPlanModel *self, const GArray *chosen, gboolean any_teacher)
{
  so_plan_model_row (self, -1e30, (double) chosen->len - 1);
  for (guint i = 0; i < self->columns->len; i++)
    for (guint k = 0; k < chosen->len; k++)
      if (is_like (&g_array_index (self->columns, SoPlanColumn, i), &g_array_index (self->columns, SoPlanColumn, g_array_index (chosen, guint, k)), any_teacher))
        {
          so_plan_model_entry (self, i, 1);
          break;
        }
}

static guint
divisor (guint a, guint b)
{
  return b ? divisor (b, a % b) : a;
}

double
so_plan_model_step (const SoPlanModel *self)
{
  const SoPlanWeights *w = &self->problem->weights;
  guint step = divisor (divisor ((guint) w->preferred, (guint) w->beginner_peak), divisor ((guint) w->room_fit, (guint) w->continuity));

  step = divisor (step, (guint) w->unplaced);
  step = divisor (step, (guint) self->per_disruption);
  return MAX (1, step);
}
