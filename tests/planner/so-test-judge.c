/* SPDX-License-Identifier: MIT */
#include "so-test-week.h"

#include <string.h>

/* Nothing here is clever, and nothing is taken from src/planner but the data: each rule is its sentence. */

typedef struct {
  const SoPlanProblem *problem;
  const SoPlanPlace *p;
  guint n;
  SoTestVerdict *verdict;
} Judge;

static const SoPlanClass *
class_of (const Judge *self, guint i)
{
  return &self->problem->classes[self->p[i].klass];
}

static int
end_of (const Judge *self, guint i)
{
  return self->p[i].start + class_of (self, i)->duration;
}

/* Every minute of it is in some window. */
static gboolean
covered (const GArray *windows, int day, int start, int end)
{
  for (int m = start; m < end; m++)
    {
      gboolean in = FALSE;

      for (guint w = 0; w < windows->len; w++)
        {
          const SoPlanWindow *x = &g_array_index (windows, SoPlanWindow, w);

          in = in || (x->day == day && x->start <= m && m < x->end);
        }
      if (!in)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has (const GArray *numbers, guint number)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, guint, i) == number)
      return TRUE;
  return FALSE;
}

static void
judge_one (Judge *self, guint i)
{
  const SoPlanClass *c = class_of (self, i);
  const SoPlanRoom *room = &self->problem->rooms[self->p[i].room];
  const SoPlanTeacher *teacher = &self->problem->teachers[self->p[i].teacher];
  int day = self->p[i].day, start = self->p[i].start, end = end_of (self, i);
  gboolean *broken = self->verdict->broken;

  broken[1] |= start % self->problem->grid != 0;
  broken[2] |= !covered (self->problem->opening, day, start, end);
  broken[3] |= !has (teacher->styles, c->style) || (c->teachers && !has (c->teachers, (guint) self->p[i].teacher));
  broken[4] |= !covered (teacher->availability, day, start, end);
  broken[5] |= room->capacity < c->size;
  for (guint f = 0; f < c->features->len; f++)
    broken[6] |= !has (room->features, g_array_index (c->features, guint, f));
  for (guint w = 0; w < room->closed->len; w++)
    {
      const SoPlanWindow *x = &g_array_index (room->closed, SoPlanWindow, w);

      broken[7] |= x->day == day && start < x->end && x->start < end;
    }
}

static void
judge_two (Judge *self, guint i, guint k)
{
  const SoPlanPlace *a = &self->p[i], *b = &self->p[k];
  gboolean *broken = self->verdict->broken, overlap = a->day == b->day && a->start < end_of (self, k) && b->start < end_of (self, i);
  int turnover = self->problem->rooms[a->room].turnover;

  broken[8] |= a->room == b->room && a->day == b->day && a->start < end_of (self, k) + turnover && b->start < end_of (self, i) + turnover;
  broken[9] |= a->teacher == b->teacher && overlap;
  for (guint g = 0; overlap && g < class_of (self, i)->groups->len; g++)
    broken[11] |= has (class_of (self, k)->groups, g_array_index (class_of (self, i)->groups, guint, g));
  broken[11] |= overlap && a->klass == b->klass;
  broken[12] |= a->klass == b->klass && ABS (a->day - b->day) < class_of (self, i)->day_gap;
  broken[13] |= a->klass == b->klass && class_of (self, i)->same_teacher && a->teacher != b->teacher;
}

/* The most pins, from the @i-th on, that sessions not in @used keep. */
static guint
pins_kept (const Judge *self, const SoPlanClass *c, int klass, guint i, guint64 used)
{
  guint best;

  if (i == c->pins->len)
    return 0;
  best = pins_kept (self, c, klass, i + 1, used);
  for (guint k = 0, of_class = 0; k < self->n; k++)
    {
      const SoPlanPin *pin = &g_array_index (c->pins, SoPlanPin, i);
      const SoPlanPlace *p = &self->p[k];
      guint64 bit = (guint64) 1 << (of_class & 63);

      of_class += p->klass == klass;
      if (p->klass == klass && !(used & bit) && (pin->day < 0 || pin->day == p->day) && (pin->start < 0 || pin->start == p->start) &&
          (pin->room < 0 || pin->room == p->room) && (pin->teacher < 0 || pin->teacher == p->teacher))
        best = MAX (best, 1 + pins_kept (self, c, klass, i + 1, used | bit));
    }
  return best;
}

static void
judge_class (Judge *self, int klass)
{
  const SoPlanClass *c = &self->problem->classes[klass];
  int n = 0, missing;

  for (guint i = 0; i < self->n; i++)
    n += self->p[i].klass == klass;
  missing = MAX (0, c->sessions - n);
  self->verdict->broken[12] |= n > c->sessions;
  self->verdict->broken[16] |= (int) c->pins->len - (int) pins_kept (self, c, klass, 0, 0) > missing;
  self->verdict->unplaced += (guint) missing;
}

static void
judge_teacher_day (Judge *self, int teacher, int day, int *week)
{
  const SoPlanTeacher *t = &self->problem->teachers[teacher];
  gboolean busy[2 * SO_PLAN_DAY_MINUTES] = { FALSE };
  int minutes = 0, sessions = 0, run = -1, idle = 0;

  for (guint i = 0; i < self->n; i++)
    if (self->p[i].teacher == teacher && self->p[i].day == day)
      {
        sessions++;
        minutes += class_of (self, i)->duration;
        for (int m = self->p[i].start; m < end_of (self, i); m++)
          busy[m] = TRUE;
      }
  *week += minutes;
  self->verdict->broken[14] |= t->max_day >= 0 && minutes > t->max_day;
  self->verdict->score += self->problem->weights.continuity * MAX (0, sessions - 1);
  for (int m = 0; t->max_run >= 0 && m < 2 * SO_PLAN_DAY_MINUTES; m++)
    {
      idle = busy[m] ? 0 : idle + 1;
      if (busy[m] && run < 0)
        run = m;
      if (busy[m])
        self->verdict->broken[15] |= m + 1 - run > t->max_run;
      else if (idle >= t->min_break)
        run = -1;
    }
}

static gboolean
teaches (const Judge *self, int teacher, int day)
{
  for (guint i = 0; i < self->n; i++)
    if (self->p[i].teacher == teacher && self->p[i].day == day)
      return TRUE;
  return FALSE;
}

static void
judge_crowd (Judge *self)
{
  for (int day = 0; self->problem->max_concurrent >= 0 && day < SO_PLAN_DAYS; day++)
    for (int m = 0; m < 2 * SO_PLAN_DAY_MINUTES; m++)
      {
        int n = 0;

        for (guint i = 0; i < self->n; i++)
          n += self->p[i].day == day && self->p[i].start <= m && m < end_of (self, i);
        self->verdict->broken[10] |= n > self->problem->max_concurrent;
      }
}

static void
judge_points (Judge *self, guint i)
{
  const SoPlanWeights *w = &self->problem->weights;
  const SoPlanClass *c = class_of (self, i);
  int capacity = self->problem->rooms[self->p[i].room].capacity;

  if (covered (c->preferred, self->p[i].day, self->p[i].start, end_of (self, i)))
    self->verdict->score += w->preferred;
  if (c->beginner && covered (self->problem->peak, self->p[i].day, self->p[i].start, end_of (self, i)))
    self->verdict->score += w->beginner_peak;
  if (capacity >= c->size && 100 * capacity <= self->problem->room_fit_percent * c->size)
    self->verdict->score += w->room_fit;
}

/* The least that sessions of the current plan from the @i-th on moved, each to one of its class not in @used. */
static gint64
moves (const Judge *self, const GArray *was, guint i, guint64 used, guint spare)
{
  const SoPlanDisruption *d = &self->problem->disruption;
  gint64 best = G_MAXINT32;

  if (i == was->len)
    return 0;
  if (spare)
    best = moves (self, was, i + 1, used, spare - 1);
  for (guint k = 0; k < self->n; k++)
    {
      const SoPlanPlace *a = &g_array_index (was, SoPlanPlace, i), *b = &self->p[k];
      gboolean time = a->day != b->day || a->start != b->start, teacher = a->teacher != b->teacher, room = a->room != b->room;

      if (a->klass == b->klass && !(used >> k & 1))
        best = MIN (best, (time || teacher || room) * d->changed + time * d->time + teacher * d->teacher + room * d->room + moves (self, was, i + 1, used | (guint64) 1 << k, spare));
    }
  return best;
}

static void
judge_moves (Judge *self)
{
  for (guint c = 0; c < self->problem->n_classes; c++)
    {
      g_autoptr (GArray) was = g_array_new (FALSE, FALSE, sizeof (SoPlanPlace));
      guint n = 0;

      for (guint i = 0; i < self->problem->current->len; i++)
        if (g_array_index (self->problem->current, SoPlanPlace, i).klass == (int) c)
          g_array_append_val (was, g_array_index (self->problem->current, SoPlanPlace, i));
      for (guint i = 0; i < self->n; i++)
        n += self->p[i].klass == (int) c;
      self->verdict->disruption += moves (self, was, 0, 0, was->len > n ? was->len - n : 0);
    }
}

SoTestVerdict
so_test_judge (const SoPlanProblem *problem, const GArray *plan)
{
  SoTestVerdict verdict = { .valid = TRUE };
  Judge self = { problem, (const SoPlanPlace *) plan->data, plan->len, &verdict };

  for (guint i = 0; i < self.n; i++)
    {
      judge_one (&self, i);
      judge_points (&self, i);
      for (guint k = 0; k < i; k++)
        judge_two (&self, i, k);
    }
  for (guint c = 0; c < problem->n_classes; c++)
    judge_class (&self, (int) c);
  for (guint t = 0; t < problem->n_teachers; t++)
    {
      int week = 0;

      for (int day = 0; day < SO_PLAN_DAYS; day++)
        if (teaches (&self, (int) t, day))
          judge_teacher_day (&self, (int) t, day, &week);
      verdict.broken[14] |= problem->teachers[t].max_week >= 0 && week > problem->teachers[t].max_week;
    }
  judge_crowd (&self);
  if (problem->current)
    judge_moves (&self);
  for (guint i = 0; i < SO_PLAN_N_RULES; i++)
    verdict.valid = verdict.valid && !verdict.broken[i];
  verdict.objective = verdict.score - (gint64) problem->weights.unplaced * verdict.unplaced;
  return verdict;
}
