/* SPDX-License-Identifier: MIT */
#include "so-plan-work.h"

#include "so-error.h"
#include "so-plan-check.h"
#include "so-plan-match.h"
#include "so-plan-slots.h"

#include <string.h>

/* --- what never changes --- */

static gboolean
collect_durations (SoPlanWork *self, GError **error)
{
  for (guint i = 0; i < self->problem->n_classes; i++)
    {
      guint k = 0;

      while (k < self->n_durations && self->durations[k] != self->problem->classes[i].duration)
        k++;
      if (k == SO_PLAN_MOST_DURATIONS)
        return so_fail (error, SO_ERROR_CHANGE, "Classes of more than %d different lengths cannot be planned at once.", SO_PLAN_MOST_DURATIONS);
      if (k == self->n_durations)
        self->durations[self->n_durations++] = self->problem->classes[i].duration;
    }
  return TRUE;
}

static gboolean
check_size (const SoPlanProblem *problem, GError **error)
{
  guint sessions = so_plan_problem_sessions (problem);

  if (sessions > SO_PLAN_MOST_SESSIONS_SOLVED)
    return so_fail (error, SO_ERROR_CHANGE, "The week has %u sessions; at most %d can be planned at once. Plan parts of it.", sessions, SO_PLAN_MOST_SESSIONS_SOLVED);
  if (problem->n_rooms > SO_PLAN_MOST_RESOURCES_SOLVED || problem->n_teachers > SO_PLAN_MOST_RESOURCES_SOLVED)
    return so_fail (error, SO_ERROR_CHANGE, "At most %d rooms and %d people who teach can be planned at once.", SO_PLAN_MOST_RESOURCES_SOLVED, SO_PLAN_MOST_RESOURCES_SOLVED);
  if (problem->n_groups > SO_PLAN_MOST_GROUPS_SOLVED)
    return so_fail (error, SO_ERROR_CHANGE, "At most %d groups of students can be planned at once.", SO_PLAN_MOST_GROUPS_SOLVED);
  return TRUE;
}

typedef struct {
  const SoPlanProblem *problem;
  const SoPlanClass *klass;
} RoomOrder;

/* Those that fit first; a small plain room before a large one with much in it, which others may need. */
static int
compare_rooms (gconstpointer a, gconstpointer b, gpointer data)
{
  const RoomOrder *order = data;
  const SoPlanRoom *x = &order->problem->rooms[*(const guint *) a], *y = &order->problem->rooms[*(const guint *) b];
  gboolean fx = so_plan_room_fits (order->problem, x, order->klass), fy = so_plan_room_fits (order->problem, y, order->klass);

  if (fx != fy)
    return fy - fx;
  if (x->features->len != y->features->len)
    return (int) x->features->len - (int) y->features->len;
  return x->capacity != y->capacity ? x->capacity - y->capacity : (int) *(const guint *) a - (int) *(const guint *) b;
}

static void
fill_rooms (const SoPlanProblem *problem, SoPlanTask *task)
{
  const SoPlanClass *c = &problem->classes[task->klass];
  RoomOrder order = { problem, c };

  task->rooms = g_new (guint, problem->n_rooms + 1);
  for (guint i = 0; i < problem->n_rooms; i++)
    if ((task->pin.room < 0 || task->pin.room == (int) i) && so_plan_room_suits (problem, &problem->rooms[i], c))
      task->rooms[task->n_rooms++] = i;
  g_sort_array (task->rooms, task->n_rooms, sizeof (guint), compare_rooms, &order);
  while (task->n_fit < task->n_rooms && so_plan_room_fits (problem, &problem->rooms[task->rooms[task->n_fit]], c))
    task->n_fit++;
}

static void
fill_task (SoPlanWork *self, guint i, int klass, int session)
{
  const SoPlanProblem *problem = self->problem;
  const SoPlanClass *c = &problem->classes[klass];
  SoPlanTask *task = &self->tasks[i];

  task->klass = klass;
  task->was = -1;
  task->pin = session < (int) c->pins->len ? g_array_index (c->pins, SoPlanPin, session) : (SoPlanPin) { -1, -1, -1, -1 };
  while (self->durations[task->duration] != c->duration)
    task->duration++;
  task->teachers = g_new (guint, problem->n_teachers + 1);
  for (guint t = 0; t < problem->n_teachers; t++)
    if ((task->pin.teacher < 0 || task->pin.teacher == (int) t) && so_plan_teacher_suits (problem, t, c))
      task->teachers[task->n_teachers++] = t;
  fill_rooms (problem, task);
  self->places[i] = (SoPlanPlace) { klass, -1, -1, -1, -1 };
}

static void
fill_tasks (SoPlanWork *self)
{
  guint n = 0;

  self->n_tasks = self->n_unplaced = so_plan_problem_sessions (self->problem);
  self->tasks = g_new0 (SoPlanTask, self->n_tasks + 1);
  self->places = g_new0 (SoPlanPlace, self->n_tasks + 1);
  self->first = g_new0 (guint, self->problem->n_classes + 1);
  for (guint c = 0; c < self->problem->n_classes; c++)
    {
      self->first[c] = n;
      for (int s = 0; s < self->problem->classes[c].sessions; s++)
        fill_task (self, n++, (int) c, s);
    }
  self->first[self->problem->n_classes] = n;
}

/* The starts at which @minutes fit into the windows of a day. */
static void
starts_within (const SoPlanWork *self, const GArray *windows, int day, int minutes, guint64 *out)
{
  for (guint i = 0; i < windows->len; i++)
    {
      const SoPlanWindow *w = &g_array_index (windows, SoPlanWindow, i);
      int grid = self->problem->grid;

      if (w->day == day)
        for (int s = (w->start + grid - 1) / grid; s * grid + minutes <= w->end; s++)
          so_plan_slots_add (out, (guint) s);
    }
}

static void
fill_hours (SoPlanWork *self)
{
  gsize n = (gsize) self->problem->n_classes * SO_PLAN_DAYS * self->words + 1;

  self->legal = g_new0 (guint64, n);
  self->want = g_new0 (guint64, n);
  self->peak = g_new0 (guint64, n);
  for (guint c = 0; c < self->problem->n_classes; c++)
    for (int day = 0; day < SO_PLAN_DAYS; day++)
      {
        const SoPlanClass *klass = &self->problem->classes[c];
        gsize at = ((gsize) c * SO_PLAN_DAYS + (gsize) day) * self->words;

        starts_within (self, self->problem->opening, day, klass->duration, self->legal + at);
        starts_within (self, klass->preferred, day, klass->duration, self->want + at);
        if (klass->beginner)
          starts_within (self, self->problem->peak, day, klass->duration, self->peak + at);
      }
}

/* --- what changes with each session --- */

static gsize
cell (const SoPlanWork *self, guint i, int day, guint duration)
{
  return (((gsize) i * SO_PLAN_DAYS + (gsize) day) * self->n_durations + duration) * self->words;
}

static void
fill_always (SoPlanWork *self, guint side, guint i, int day, guint duration)
{
  guint64 *out = self->sides[side].always + cell (self, i, day, duration);
  int minutes = self->durations[duration];

  if (side == SO_PLAN_TEACHERS)
    starts_within (self, self->problem->teachers[i].availability, day, minutes, out);
  else
    for (guint s = 0; s < self->slots; s++)
      so_plan_slots_add (out, s);
  for (guint k = 0; side == SO_PLAN_ROOMS && k < self->problem->rooms[i].closed->len; k++)
    {
      const SoPlanWindow *w = &g_array_index (self->problem->rooms[i].closed, SoPlanWindow, k);

      if (w->day == day)
        so_plan_work_cut (self, out, minutes, w->start, w->end);
    }
}

static void
fill_side (SoPlanWork *self, guint which, guint n)
{
  SoPlanSide *side = &self->sides[which];
  gsize cells = (gsize) n * SO_PLAN_DAYS * self->n_durations;

  side->n = n;
  side->always = g_new0 (guint64, cells * self->words + 1);
  side->open = g_new0 (guint64, cells * self->words + 1);
  side->made = g_new0 (guint, cells + 1);
  side->changed = g_new (guint, (gsize) n * SO_PLAN_DAYS + 1);
  side->sessions = g_new0 (GArray *, (gsize) n * SO_PLAN_DAYS + 1);
  for (guint i = 0; i < n * SO_PLAN_DAYS; i++)
    {
      side->changed[i] = 1;
      side->sessions[i] = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  for (guint i = 0; i < n; i++)
    for (int day = 0; day < SO_PLAN_DAYS; day++)
      for (guint d = 0; d < self->n_durations; d++)
        fill_always (self, which, i, day, d);
}

static void
clear_side (SoPlanSide *side)
{
  for (guint i = 0; side->sessions && i < side->n * SO_PLAN_DAYS; i++)
    g_array_unref (side->sessions[i]);
  g_free (side->always);
  g_free (side->open);
  g_free (side->made);
  g_free (side->changed);
  g_free (side->sessions);
}

SoPlanWork *
so_plan_work_new (const SoPlanProblem *problem, GError **error)
{
  g_autoptr (SoPlanWork) self = g_new0 (SoPlanWork, 1);

  self->problem = problem;
  if (!check_size (problem, error) || !collect_durations (self, error))
    return NULL;
  self->slots = (guint) ((SO_PLAN_DAY_MINUTES + problem->grid - 1) / problem->grid);
  self->words = (self->slots + 63) / 64;
  fill_tasks (self);
  fill_hours (self);
  fill_side (self, SO_PLAN_ROOMS, problem->n_rooms);
  fill_side (self, SO_PLAN_TEACHERS, problem->n_teachers);
  fill_side (self, SO_PLAN_GROUPS, problem->n_groups);
  fill_side (self, SO_PLAN_ALL, 1);
  self->minutes = g_new0 (int, problem->n_teachers * SO_PLAN_DAYS + 1);
  self->week = g_new0 (int, problem->n_teachers + 1);
  so_plan_crowd_init (self);
  self->cost_unplaced = problem->weights.unplaced;
  self->had = g_new0 (guint, problem->n_classes + 1);
  for (guint i = 0; problem->current && i < problem->current->len; i++)
    if (g_array_index (problem->current, SoPlanPlace, i).klass >= 0)
      self->had[g_array_index (problem->current, SoPlanPlace, i).klass]++;
  for (guint c = 0; problem->current && c < problem->n_classes; c++)
    so_plan_work_bind (self, (int) c);
  return g_steal_pointer (&self);
}

void
so_plan_work_free (SoPlanWork *self)
{
  if (!self)
    return;
  for (guint i = 0; i < self->n_tasks; i++)
    {
      g_free (self->tasks[i].teachers);
      g_free (self->tasks[i].rooms);
    }
  for (guint i = 0; i < SO_PLAN_N_SIDES; i++)
    clear_side (&self->sides[i]);
  g_free (self->tasks);
  g_free (self->places);
  g_free (self->first);
  g_free (self->had);
  g_free (self->legal);
  g_free (self->want);
  g_free (self->peak);
  g_free (self->minutes);
  g_free (self->week);
  g_free (self->crowd);
  g_free (self->full);
  g_free (self);
}

/* The run that a session at @start would belong to is not too long. */
static gboolean
run_allows (const SoPlanWork *self, guint teacher, int day, int start, int minutes)
{
  const SoPlanTeacher *t = &self->problem->teachers[teacher];
  const GArray *list = self->sides[SO_PLAN_TEACHERS].sessions[teacher * SO_PLAN_DAYS + (guint) day];
  int from = start, to = start + minutes;
  gboolean grew = TRUE;

  while (grew && to - from <= t->max_run)
    {
      grew = FALSE;
      for (guint i = 0; i < list->len; i++)
        {
          guint task = g_array_index (list, guint, i);
          int a = self->places[task].start, b = a + self->durations[self->tasks[task].duration];

          if ((a < from || b > to) && a - to < t->min_break && from - b < t->min_break)
            from = MIN (from, a), to = MAX (to, b), grew = TRUE;
        }
    }
  return to - from <= t->max_run;
}

static void
open_teacher (SoPlanWork *self, guint i, int day, guint duration, guint64 *out)
{
  const SoPlanTeacher *t = &self->problem->teachers[i];
  int minutes = self->durations[duration];

  if (t->max_day >= 0 && self->minutes[i * SO_PLAN_DAYS + (guint) day] + minutes > t->max_day)
    so_plan_slots_zero (out, self->words);
  if (t->max_run < 0)
    return;
  for (guint w = 0; w < self->words; w++)
    for (guint64 bits = out[w]; bits; bits &= bits - 1)
      {
        guint slot = w * 64 + (guint) __builtin_ctzll (bits);

        if (!run_allows (self, i, day, (int) slot * self->problem->grid, minutes))
          out[w] &= ~((guint64) 1 << (slot % 64));
      }
}

const guint64 *
so_plan_work_open (SoPlanWork *self, guint side, guint i, int day, guint duration)
{
  SoPlanSide *s = &self->sides[side];
  gsize at = cell (self, i, day, duration);
  guint64 *out = s->open + at;
  guint key = i * SO_PLAN_DAYS + (guint) day;
  const GArray *list = s->sessions[key];
  int turnover = side == SO_PLAN_ROOMS ? self->problem->rooms[i].turnover : 0;

  if (s->made[at / self->words] == s->changed[key])
    return out;
  s->made[at / self->words] = s->changed[key];
  memcpy (out, s->always + at, self->words * sizeof *out);
  for (guint k = 0; side != SO_PLAN_ALL && k < list->len; k++)
    {
      guint task = g_array_index (list, guint, k);
      int start = self->places[task].start, end = start + self->durations[self->tasks[task].duration];

      /* the room stays empty after this session, and after the one that comes before it */
      so_plan_work_cut (self, out, self->durations[duration] + turnover, start, end + turnover);
    }
  if (side == SO_PLAN_TEACHERS)
    open_teacher (self, i, day, duration, out);
  if (side == SO_PLAN_ALL)
    so_plan_crowd_cut (self, day, duration, out);
  return out;
}

/* Another session of the class is so near that @day is out, or overlaps where the days need not differ. */
static gboolean
class_allows (SoPlanWork *self, guint task, int day, guint64 *slots)
{
  int klass = self->tasks[task].klass, gap = self->problem->classes[klass].day_gap;

  for (guint i = self->first[klass]; i < self->first[klass + 1]; i++)
    {
      const SoPlanPlace *p = &self->places[i];
      int minutes = self->problem->classes[klass].duration;

      if (i == task || p->day < 0)
        continue;
      if (ABS (p->day - day) < gap)
        return FALSE;
      if (p->day == day)
        so_plan_work_cut (self, slots, minutes, p->start, p->start + minutes);
    }
  return TRUE;
}

gboolean
so_plan_work_starts (SoPlanWork *self, guint task, int day, guint64 *out)
{
  const SoPlanTask *t = &self->tasks[task];
  const SoPlanClass *c = &self->problem->classes[t->klass];
  gsize at = ((gsize) t->klass * SO_PLAN_DAYS + (gsize) day) * self->words;

  if (t->pin.day >= 0 && t->pin.day != day)
    return FALSE;
  memcpy (out, self->legal + at, self->words * sizeof *out);
  if (!class_allows (self, task, day, out))
    return FALSE;
  for (guint g = 0; g < c->groups->len; g++)
    {
      const guint64 *open = so_plan_work_open (self, SO_PLAN_GROUPS, g_array_index (c->groups, guint, g), day, t->duration);

      for (guint w = 0; w < self->words; w++)
        out[w] &= open[w];
    }
  if (self->problem->max_concurrent >= 0)
    {
      const guint64 *open = so_plan_work_open (self, SO_PLAN_ALL, 0, day, t->duration);

      for (guint w = 0; w < self->words; w++)
        out[w] &= open[w];
    }
  if (t->pin.start >= 0)
    {
      guint slot = (guint) (t->pin.start / self->problem->grid);
      gboolean there = t->pin.start % self->problem->grid == 0 && so_plan_slots_has (out, slot);

      so_plan_slots_zero (out, self->words);
      if (there)
        so_plan_slots_add (out, slot);
    }
  return so_plan_slots_any (out, self->words);
}

gboolean
so_plan_work_teacher_may (const SoPlanWork *self, guint task, guint teacher)
{
  const SoPlanTask *t = &self->tasks[task];
  const SoPlanClass *c = &self->problem->classes[t->klass];
  int most = self->problem->teachers[teacher].max_week;

  if (most >= 0 && self->week[teacher] + c->duration > most)
    return FALSE;
  for (guint i = self->first[t->klass]; c->same_teacher && c->sessions > 1 && i < self->first[t->klass + 1]; i++)
    if (i != task && self->places[i].day >= 0 && self->places[i].teacher != (int) teacher)
      return FALSE;
  return TRUE;
}

/* --- steps --- */

gint64
so_plan_work_move_cost (const SoPlanWork *self, guint task, const SoPlanPlace *place)
{
  const SoPlanDisruption *d = &self->problem->disruption;
  int was = self->tasks[task].was;
  const SoPlanPlace *from = was < 0 ? NULL : &g_array_index (self->problem->current, SoPlanPlace, was);
  gboolean time, teacher, room;

  if (!from)
    return 0;
  time = from->day != place->day || from->start != place->start;
  teacher = from->teacher != place->teacher;
  room = from->room != place->room;
  return (time || teacher || room ? d->changed : 0) + (time ? d->time : 0) + (teacher ? d->teacher : 0) + (room ? d->room : 0);
}

static int
points_of (const SoPlanWork *self, guint task, const SoPlanPlace *place)
{
  const SoPlanWeights *weights = &self->problem->weights;
  const SoPlanTask *t = &self->tasks[task];
  gsize at = ((gsize) t->klass * SO_PLAN_DAYS + (gsize) place->day) * self->words;
  guint slot = (guint) (place->start / self->problem->grid);
  int points = 0;

  if (so_plan_slots_has (self->want + at, slot))
    points += weights->preferred;
  if (so_plan_slots_has (self->peak + at, slot))
    points += weights->beginner_peak;
  if (so_plan_room_fits (self->problem, &self->problem->rooms[place->room], &self->problem->classes[t->klass]))
    points += weights->room_fit;
  return points;
}

gint64
so_plan_work_gain (const SoPlanWork *self, guint task, const SoPlanPlace *place)
{
  const GArray *list = self->sides[SO_PLAN_TEACHERS].sessions[place->teacher * SO_PLAN_DAYS + place->day];
  gint64 gain = points_of (self, task, place) + (list->len ? self->problem->weights.continuity : 0) + self->cost_unplaced;

  return gain - self->cost_disruption * so_plan_work_move_cost (self, task, place);
}

static void
side_change (SoPlanSide *side, guint i, int day, guint task, gboolean put)
{
  guint key = i * SO_PLAN_DAYS + (guint) day;
  GArray *list = side->sessions[key];

  side->changed[key]++;
  if (put)
    g_array_append_val (list, task);
  for (guint k = 0; !put && k < list->len; k++)
    if (g_array_index (list, guint, k) == task)
      {
        g_array_remove_index_fast (list, k);
        return;
      }
}

static void
sides_change (SoPlanWork *self, guint task, gboolean put)
{
  const SoPlanPlace *p = &self->places[task];
  const SoPlanClass *c = &self->problem->classes[p->klass];
  int sign = put ? 1 : -1;

  side_change (&self->sides[SO_PLAN_ROOMS], (guint) p->room, p->day, task, put);
  side_change (&self->sides[SO_PLAN_TEACHERS], (guint) p->teacher, p->day, task, put);
  for (guint g = 0; g < c->groups->len; g++)
    side_change (&self->sides[SO_PLAN_GROUPS], g_array_index (c->groups, guint, g), p->day, task, put);
  self->minutes[p->teacher * SO_PLAN_DAYS + p->day] += sign * c->duration;
  self->week[p->teacher] += sign * c->duration;
  if (self->problem->max_concurrent < 0)
    return;
  self->sides[SO_PLAN_ALL].changed[p->day]++;
  so_plan_crowd_change (self, p->day, p->start, p->start + c->duration, sign);
}

static int
continuity_of (const SoPlanWork *self, const SoPlanPlace *p)
{
  return self->sides[SO_PLAN_TEACHERS].sessions[p->teacher * SO_PLAN_DAYS + p->day]->len ? self->problem->weights.continuity : 0;
}

void
so_plan_work_put (SoPlanWork *self, guint task, const SoPlanPlace *place)
{
  self->places[task] = *place;
  self->score += points_of (self, task, place) + continuity_of (self, place);
  self->disruption += so_plan_work_move_cost (self, task, place);
  self->n_unplaced--;
  sides_change (self, task, TRUE);
}

void
so_plan_work_take (SoPlanWork *self, guint task)
{
  SoPlanPlace place = self->places[task];

  sides_change (self, task, FALSE);
  self->score -= points_of (self, task, &place) + continuity_of (self, &place);
  self->disruption -= so_plan_work_move_cost (self, task, &place);
  self->n_unplaced++;
  self->places[task].day = -1;
}

gboolean
so_plan_work_allows (SoPlanWork *self, guint task, const SoPlanPlace *place)
{
  const SoPlanTask *t = &self->tasks[task];
  guint64 starts[SO_PLAN_MOST_WORDS];
  guint slot = (guint) (place->start / self->problem->grid);
  gboolean room = FALSE, teacher = FALSE;

  for (guint i = 0; i < t->n_rooms; i++)
    room = room || t->rooms[i] == (guint) place->room;
  for (guint i = 0; i < t->n_teachers; i++)
    teacher = teacher || t->teachers[i] == (guint) place->teacher;
  if (!room || !teacher || place->start % self->problem->grid || !so_plan_work_teacher_may (self, task, (guint) place->teacher))
    return FALSE;
  return so_plan_work_starts (self, task, place->day, starts) && so_plan_slots_has (starts, slot) &&
         so_plan_slots_has (so_plan_work_open (self, SO_PLAN_ROOMS, (guint) place->room, place->day, t->duration), slot) &&
         so_plan_slots_has (so_plan_work_open (self, SO_PLAN_TEACHERS, (guint) place->teacher, place->day, t->duration), slot);
}

GArray *
so_plan_work_plan (const SoPlanWork *self)
{
  GArray *plan = g_array_sized_new (FALSE, FALSE, sizeof (SoPlanPlace), self->n_tasks);

  for (guint i = 0; i < self->n_tasks; i++)
    if (so_plan_work_is_placed (self, i))
      g_array_append_val (plan, self->places[i]);
  return plan;
}

void
so_plan_work_clear (SoPlanWork *self)
{
  for (guint i = 0; i < self->n_tasks; i++)
    if (so_plan_work_is_placed (self, i))
      so_plan_work_take (self, i);
}
