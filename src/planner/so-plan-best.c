/* SPDX-License-Identifier: MIT */
#include "so-plan-work.h"

#include "so-plan-match.h"
#include "so-plan-slots.h"

#include <string.h>

/* One in so many teachers of a day is overlooked by chance, so that the best place is not always the same one. */
#define BLINK 48

/* Starts of one day that are worth the same by their hour. */
typedef struct {
  const guint64 *first, *second;   /* both, where not NULL */
  int points;
} Level;

/* The search for one session's place. */
typedef struct {
  SoPlanWork *work;
  guint task;
  SoPlanRandom *random;
  const SoPlanPlace *was;          /* in the current plan, or NULL */
  int day;
  Level levels[4];
  guint n_levels;
  guint64 starts[SO_PLAN_MOST_WORDS], fit[SO_PLAN_MOST_WORDS], other[SO_PLAN_MOST_WORDS];
  /* the best so far */
  gint64 value;
  guint equal;
  int best_day, best_teacher;
  gboolean best_fit;
  guint64 best[SO_PLAN_MOST_WORDS];
} Choice;

static void
set_levels (Choice *self)
{
  const SoPlanWork *work = self->work;
  const SoPlanWeights *weights = &work->problem->weights;
  int klass = work->tasks[self->task].klass;
  gsize at = ((gsize) klass * SO_PLAN_DAYS + (gsize) self->day) * work->words;
  const guint64 *want = work->want + at, *peak = work->peak + at;
  gboolean wants = weights->preferred && so_plan_slots_any (want, work->words), peaks = weights->beginner_peak && so_plan_slots_any (peak, work->words);
  Level a = { want, NULL, weights->preferred }, b = { peak, NULL, weights->beginner_peak };
  guint n = 0;

  if (wants && peaks)
    self->levels[n++] = (Level) { want, peak, weights->preferred + weights->beginner_peak };
  if (wants && (!peaks || a.points >= b.points))
    self->levels[n++] = a;
  if (peaks)
    self->levels[n++] = b;
  if (wants && peaks && a.points < b.points)
    self->levels[n++] = a;
  self->levels[n++] = (Level) { NULL, NULL, 0 };
  self->n_levels = n;
}

static void
offer (Choice *self, const guint64 *mask, int teacher, gboolean fit, gint64 value)
{
  if (value < self->value)
    return;
  self->equal = value > self->value ? 1 : self->equal + 1;
  if (self->equal > 1 && (!self->random || so_plan_random_below (self->random, self->equal)))
    return;
  self->value = value;
  self->best_day = self->day;
  self->best_teacher = teacher;
  self->best_fit = fit;
  memcpy (self->best, mask, self->work->words * sizeof *mask);
}

/* Offers the starts of @mask that are worth most by their hour. */
static void
offer_hours (Choice *self, const guint64 *mask, int teacher, gboolean fit, gint64 value)
{
  guint words = self->work->words;
  guint64 some[SO_PLAN_MOST_WORDS];

  for (guint i = 0; i < self->n_levels; i++)
    {
      const Level *level = &self->levels[i];

      if (value + level->points < self->value)
        return;
      for (guint w = 0; w < words; w++)
        some[w] = mask[w] & (level->first ? level->first[w] : ~(guint64) 0) & (level->second ? level->second[w] : ~(guint64) 0);
      if (so_plan_slots_any (some, words))
        {
          offer (self, some, teacher, fit, value + level->points);
          return;
        }
    }
}

/* Where something is to be repaired, each of hour and teacher that stays as it was is worth something. */
static void
offer_near (Choice *self, const guint64 *mask, int teacher, gboolean fit, gboolean same_room, gint64 value)
{
  const SoPlanDisruption *d = &self->work->problem->disruption;
  gint64 each = self->work->cost_disruption;
  guint slot = (guint) (self->was->start / self->work->problem->grid);
  gint64 cost = (self->was->teacher == teacher ? 0 : d->teacher) + (same_room ? 0 : d->room);
  guint64 one[SO_PLAN_MOST_WORDS] = { 0 };

  if (self->was->day == self->day && self->was->start % self->work->problem->grid == 0 && so_plan_slots_has (mask, slot))
    {
      so_plan_slots_add (one, slot);
      offer_hours (self, one, teacher, fit, value - each * (cost || self->was->teacher != teacher || !same_room ? cost + d->changed : 0));
    }
  offer_hours (self, mask, teacher, fit, value - each * (cost + d->changed + d->time));
}

static void
unite_rooms (Choice *self)
{
  const SoPlanTask *task = &self->work->tasks[self->task];
  guint words = self->work->words;

  so_plan_slots_zero (self->fit, words);
  so_plan_slots_zero (self->other, words);
  for (guint i = 0; i < task->n_rooms; i++)
    {
      const guint64 *open = so_plan_work_open (self->work, SO_PLAN_ROOMS, task->rooms[i], self->day, task->duration);
      guint64 *out = i < task->n_fit ? self->fit : self->other;

      for (guint w = 0; w < words; w++)
        out[w] |= open[w] & self->starts[w];
    }
}

static void
offer_was_room (Choice *self, const guint64 *open, int teacher, gint64 value)
{
  const SoPlanTask *task = &self->work->tasks[self->task];
  guint64 mask[SO_PLAN_MOST_WORDS];

  for (guint i = 0; i < task->n_rooms; i++)
    if (task->rooms[i] == (guint) self->was->room)
      {
        const guint64 *room = so_plan_work_open (self->work, SO_PLAN_ROOMS, task->rooms[i], self->day, task->duration);

        for (guint w = 0; w < self->work->words; w++)
          mask[w] = open[w] & room[w] & self->starts[w];
        if (so_plan_slots_any (mask, self->work->words))
          offer_near (self, mask, teacher, i < task->n_fit, TRUE, value + (i < task->n_fit ? self->work->problem->weights.room_fit : 0));
      }
}

static void
offer_teacher (Choice *self, guint teacher)
{
  SoPlanWork *work = self->work;
  const SoPlanTask *task = &work->tasks[self->task];
  const guint64 *open = so_plan_work_open (work, SO_PLAN_TEACHERS, teacher, self->day, task->duration);
  gint64 value = work->sides[SO_PLAN_TEACHERS].sessions[teacher * SO_PLAN_DAYS + (guint) self->day]->len ? work->problem->weights.continuity : 0;
  guint64 mask[SO_PLAN_MOST_WORDS];

  if (self->was)
    offer_was_room (self, open, (int) teacher, value);
  for (guint fit = 2; fit--;)
    {
      const guint64 *rooms = fit ? self->fit : self->other;
      gint64 with = value + (fit ? work->problem->weights.room_fit : 0);

      for (guint w = 0; w < work->words; w++)
        mask[w] = open[w] & rooms[w];
      if (!so_plan_slots_any (mask, work->words))
        continue;
      if (self->was)
        offer_near (self, mask, (int) teacher, fit, FALSE, with);
      else
        offer_hours (self, mask, (int) teacher, fit, with);
    }
}

static void
offer_day (Choice *self)
{
  const SoPlanTask *task = &self->work->tasks[self->task];

  if (!so_plan_work_starts (self->work, self->task, self->day, self->starts))
    return;
  set_levels (self);
  unite_rooms (self);
  for (guint i = 0; i < task->n_teachers; i++)
    {
      if (self->random && so_plan_random_below (self->random, BLINK) == 0)
        continue;
      if (so_plan_work_teacher_may (self->work, self->task, task->teachers[i]))
        offer_teacher (self, task->teachers[i]);
    }
}

/* Mostly beside what is there already: holes of half an hour are of no use to anybody. */
static guint
choose_slot (Choice *self)
{
  guint words = self->work->words;
  guint64 edges[SO_PLAN_MOST_WORDS];

  if (!self->random)
    return so_plan_slots_nth (self->best, 0);
  if (so_plan_random_below (self->random, 4) == 0)
    return so_plan_slots_nth (self->best, so_plan_random_below (self->random, so_plan_slots_count (self->best, words)));
  so_plan_slots_edges (self->best, words, edges);
  return so_plan_slots_nth (edges, so_plan_random_below (self->random, so_plan_slots_count (edges, words)));
}

/* The room it was in, else mostly the one that others need least; sometimes another one. */
static int
choose_room (Choice *self, guint slot)
{
  const SoPlanTask *task = &self->work->tasks[self->task];
  guint from = self->best_fit ? 0 : task->n_fit, to = self->best_fit ? task->n_fit : task->n_rooms;
  int room = -1;
  guint n = 0;
  gboolean any = self->random && so_plan_random_below (self->random, 4) == 0;

  for (guint i = from; i < to; i++)
    {
      if (!so_plan_slots_has (so_plan_work_open (self->work, SO_PLAN_ROOMS, task->rooms[i], self->best_day, task->duration), slot))
        continue;
      n++;
      if (self->was && self->was->room == (int) task->rooms[i])
        return self->was->room;
      if (n == 1 || (any && so_plan_random_below (self->random, n) == 0))
        room = (int) task->rooms[i];
    }
  return room;
}

gboolean
so_plan_work_best (SoPlanWork *work, guint task, SoPlanRandom *random, SoPlanPlace *best)
{
  int was = work->cost_disruption ? work->tasks[task].was : -1;
  Choice self;
  guint slot;

  self.work = work;
  self.task = task;
  self.random = random;
  self.was = was < 0 ? NULL : &g_array_index (work->problem->current, SoPlanPlace, was);
  self.value = G_MININT64;
  self.equal = 0;
  for (self.day = 0; self.day < SO_PLAN_DAYS; self.day++)
    offer_day (&self);
  if (!self.equal)
    return FALSE;
  slot = choose_slot (&self);
  *best = (SoPlanPlace) { work->tasks[task].klass, self.best_day, (int) slot * work->problem->grid, choose_room (&self, slot), self.best_teacher };
  return TRUE;
}

void
so_plan_work_bind (SoPlanWork *self, int klass)
{
  guint from = self->first[klass], n = self->first[klass + 1] - from, m = 0;
  const GArray *current = self->problem->current;
  g_autofree guint *was = g_new (guint, current->len + 1);
  g_autofree int *cost = NULL, *column = g_new (int, n + 1);

  for (guint i = from; i < from + n; i++)
    self->disruption -= so_plan_work_is_placed (self, i) ? so_plan_work_move_cost (self, i, &self->places[i]) : 0;
  for (guint i = 0; i < current->len && m < 2 * SO_PLAN_MOST_SESSIONS_OF_CLASS; i++)
    if (g_array_index (current, SoPlanPlace, i).klass == klass)
      was[m++] = i;
  cost = g_new0 (int, (gsize) n * m + 1);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < m; k++)
      {
        const SoPlanPlace *p = &g_array_index (current, SoPlanPlace, was[k]);
        const SoPlanPin *pin = &self->tasks[from + i].pin;

        self->tasks[from + i].was = (int) was[k];
        if (so_plan_work_is_placed (self, from + i))
          cost[i * m + k] = 2 * (int) so_plan_work_move_cost (self, from + i, &self->places[from + i]);
        else
          cost[i * m + k] = 1000000 + ((pin->day >= 0 && pin->day != p->day) || (pin->start >= 0 && pin->start != p->start));
      }
  so_plan_match (cost, n, m, column);
  for (guint i = 0; i < n; i++)
    {
      self->tasks[from + i].was = m && column[i] >= 0 ? (int) was[column[i]] : -1;
      self->disruption += so_plan_work_is_placed (self, from + i) ? so_plan_work_move_cost (self, from + i, &self->places[from + i]) : 0;
    }
}

gboolean
so_plan_work_is_bound_anew (const SoPlanWork *self, int klass)
{
  return self->had[klass] && (self->had[klass] > 1 || self->first[klass + 1] - self->first[klass] > 1);
}

void
so_plan_work_load (SoPlanWork *self, const GArray *plan)
{
  so_plan_work_clear (self);
  for (guint i = 0; i < plan->len; i++)
    {
      const SoPlanPlace *p = &g_array_index (plan, SoPlanPlace, i);

      /* pinned sessions come first in their class, so a pin is not lost to one that is free */
      for (guint t = p->klass < 0 ? self->n_tasks : self->first[p->klass]; p->klass >= 0 && p->room >= 0 && p->teacher >= 0 && t < self->first[p->klass + 1]; t++)
        if (!so_plan_work_is_placed (self, t) && so_plan_work_allows (self, t, p))
          {
            so_plan_work_put (self, t, p);
            break;
          }
    }
}
