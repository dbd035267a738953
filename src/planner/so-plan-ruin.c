/* SPDX-License-Identifier: MIT */
#include "so-plan-ruin.h"

#include "so-plan-slots.h"

/* Sessions that begin within so many minutes of each other are near. */
#define NEAR_MINUTES 105
/* So many that have no place are tried in each round. */
#define MOST_UNPLACED 6

struct _SoPlanRuin {
  SoPlanWork *work;
  SoPlanRandom *random;
  GArray *touched;       /* of guint: the tasks that this change took or put, each once */
  SoPlanPlace *before;   /* [task]: where a touched one was */
  guint *stamp;          /* [task]: the change in which it was touched last */
  guint change;
  GArray *loose;         /* of guint: to be put in again */
  GArray *near;          /* of guint: scratch */
  double *keys;          /* [task]: scratch */
};

SoPlanRuin *
so_plan_ruin_new (SoPlanWork *work)
{
  SoPlanRuin *self = g_new0 (SoPlanRuin, 1);

  self->work = work;
  self->touched = g_array_new (FALSE, FALSE, sizeof (guint));
  self->loose = g_array_new (FALSE, FALSE, sizeof (guint));
  self->near = g_array_new (FALSE, FALSE, sizeof (guint));
  self->before = g_new0 (SoPlanPlace, work->n_tasks + 1);
  self->stamp = g_new0 (guint, work->n_tasks + 1);
  self->keys = g_new0 (double, work->n_tasks + 1);
  return self;
}

void
so_plan_ruin_free (SoPlanRuin *self)
{
  g_array_unref (self->touched);
  g_array_unref (self->loose);
  g_array_unref (self->near);
  g_free (self->before);
  g_free (self->stamp);
  g_free (self->keys);
  g_free (self);
}

static guint
below (SoPlanRuin *self, guint n)
{
  return so_plan_random_below (self->random, n);
}

static void
touch (SoPlanRuin *self, guint task)
{
  if (self->stamp[task] == self->change)
    return;
  self->stamp[task] = self->change;
  self->before[task] = self->work->places[task];
  g_array_append_val (self->touched, task);
}

static void
loosen (SoPlanRuin *self, guint task)
{
  if (!so_plan_work_is_placed (self->work, task))
    return;
  touch (self, task);
  so_plan_work_take (self->work, task);
  g_array_append_val (self->loose, task);
}

static guint
any_task (SoPlanRuin *self)
{
  return below (self, self->work->n_tasks);
}

static const GArray *
sessions_of (SoPlanRuin *self, guint side, guint i, int day)
{
  return self->work->sides[side].sessions[i * SO_PLAN_DAYS + (guint) day];
}

/* Loosens @n of self->near by chance. */
static void
loosen_some (SoPlanRuin *self, guint n)
{
  for (; n && self->near->len; n--)
    {
      guint k = below (self, self->near->len), task = g_array_index (self->near, guint, k);

      g_array_remove_index_fast (self->near, k);
      loosen (self, task);
    }
}

static void
gather (SoPlanRuin *self, const GArray *list)
{
  g_array_append_vals (self->near, list->data, list->len);
}

/* Sessions at about the same time of the same day. */
static void
ruin_hour (SoPlanRuin *self, guint seed)
{
  SoPlanPlace at = self->work->places[seed];

  for (guint r = 0; r < self->work->problem->n_rooms; r++)
    {
      const GArray *list = sessions_of (self, SO_PLAN_ROOMS, r, at.day);

      for (guint i = 0; i < list->len; i++)
        {
          guint task = g_array_index (list, guint, i);

          if (task != seed && ABS (self->work->places[task].start - at.start) <= NEAR_MINUTES)
            g_array_append_val (self->near, task);
        }
    }
  loosen (self, seed);
  loosen_some (self, 1 + below (self, 4));
}

/* A day of one room, of one teacher, or of both. */
static void
ruin_day (SoPlanRuin *self, guint seed)
{
  SoPlanPlace at = self->work->places[seed];
  guint how = below (self, 3);

  if (how != 1)
    gather (self, sessions_of (self, SO_PLAN_ROOMS, (guint) at.room, at.day));
  if (how != 0)
    gather (self, sessions_of (self, SO_PLAN_TEACHERS, (guint) at.teacher, at.day));
  loosen_some (self, 2 + below (self, 5));
}

/* All the week of a teacher, some of it: who teaches when is shaken up. */
static void
ruin_teacher (SoPlanRuin *self, guint seed)
{
  int teacher = self->work->places[seed].teacher;

  for (int day = 0; day < SO_PLAN_DAYS; day++)
    gather (self, sessions_of (self, SO_PLAN_TEACHERS, (guint) teacher, day));
  loosen_some (self, 2 + below (self, 4));
}

static void
ruin_any (SoPlanRuin *self, guint seed)
{
  loosen (self, seed);
  for (guint n = 1 + below (self, 3); n; n--)
    loosen (self, any_task (self));
}

/* All sessions of a class, so that they can have another teacher. */
static void
ruin_class (SoPlanRuin *self, guint seed)
{
  int klass = self->work->tasks[seed].klass;

  for (guint i = self->work->first[klass]; i < self->work->first[klass + 1]; i++)
    loosen (self, i);
}

/* Loosens what of a list meets [from, to). */
static void
clear_way (SoPlanRuin *self, const GArray *list, int from, int to)
{
  for (guint i = list->len; i--;)
    {
      guint task = g_array_index (list, guint, i);
      int start = self->work->places[task].start;

      if (start < to && from < start + self->work->durations[self->work->tasks[task].duration])
        loosen (self, task);
      i = MIN (i, list->len);
    }
}

static void
clear_class (SoPlanRuin *self, guint task, const SoPlanPlace *place)
{
  const SoPlanClass *c = &self->work->problem->classes[place->klass];

  for (guint i = self->work->first[place->klass]; i < self->work->first[place->klass + 1]; i++)
    {
      const SoPlanPlace *p = &self->work->places[i];

      if (i == task || p->day < 0)
        continue;
      if (ABS (p->day - place->day) < MAX (1, c->day_gap) || (c->same_teacher && p->teacher != place->teacher))
        loosen (self, i);
    }
}

/* Somewhere that its hours allow, mostly where it would like to be; FALSE if there is no such place. */
static gboolean
dream_place (SoPlanRuin *self, guint task, SoPlanPlace *place)
{
  SoPlanWork *work = self->work;
  const SoPlanTask *t = &work->tasks[task];
  guint teacher = t->n_teachers ? t->teachers[below (self, t->n_teachers)] : 0;
  gboolean choosy = below (self, 4) != 0;
  int day = t->pin.day >= 0 ? t->pin.day : (int) below (self, SO_PLAN_DAYS);

  for (guint n = 0; t->n_teachers && t->n_rooms && n < SO_PLAN_DAYS; n++, day = t->pin.day >= 0 ? day : (day + 1) % SO_PLAN_DAYS)
    {
      gsize at = ((gsize) t->klass * SO_PLAN_DAYS + (gsize) day) * work->words;
      const guint64 *always = work->sides[SO_PLAN_TEACHERS].always + (((gsize) teacher * SO_PLAN_DAYS + (gsize) day) * work->n_durations + t->duration) * work->words;
      guint64 slots[SO_PLAN_MOST_WORDS];
      guint count;

      for (guint w = 0; w < work->words; w++)
        slots[w] = work->legal[at + w] & always[w] & (choosy ? work->want[at + w] | work->peak[at + w] : ~(guint64) 0);
      count = so_plan_slots_count (slots, work->words);
      if (!count)
        continue;
      *place = (SoPlanPlace) { t->klass, day, (int) so_plan_slots_nth (slots, below (self, count)) * work->problem->grid,
                               (int) t->rooms[below (self, t->n_fit && below (self, 5) ? t->n_fit : t->n_rooms)], (int) teacher };
      return TRUE;
    }
  return FALSE;
}

/* Puts a session where it would like to be, and whoever is in the way has to go. */
static void
ruin_for (SoPlanRuin *self, guint task)
{
  SoPlanWork *work = self->work;
  const SoPlanClass *c = &work->problem->classes[work->tasks[task].klass];
  SoPlanPlace place;
  int end, turnover;

  loosen (self, task);
  if (!dream_place (self, task, &place))
    return;
  end = place.start + c->duration;
  turnover = work->problem->rooms[place.room].turnover;
  clear_class (self, task, &place);
  clear_way (self, sessions_of (self, SO_PLAN_TEACHERS, (guint) place.teacher, place.day), place.start, end);
  clear_way (self, sessions_of (self, SO_PLAN_ROOMS, (guint) place.room, place.day), place.start - turnover, end + turnover);
  for (guint g = 0; g < c->groups->len; g++)
    clear_way (self, sessions_of (self, SO_PLAN_GROUPS, g_array_index (c->groups, guint, g), place.day), place.start, end);
  gather (self, sessions_of (self, SO_PLAN_TEACHERS, (guint) place.teacher, place.day));
  while (!so_plan_work_allows (work, task, &place) && self->near->len)
    loosen_some (self, 1);
  if (!so_plan_work_allows (work, task, &place))
    return;
  touch (self, task);
  so_plan_work_put (work, task, &place);
}

static guint
random_unplaced (SoPlanRuin *self)
{
  guint n = 0, found = 0;

  for (guint i = 0; i < self->work->n_tasks; i++)
    if (!so_plan_work_is_placed (self->work, i) && below (self, ++n) == 0)
      found = i;
  return found;
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *keys = data;
  guint x = *(const guint *) a, y = *(const guint *) b;

  if (keys[x] != keys[y])
    return keys[x] < keys[y] ? -1 : 1;
  return x < y ? -1 : x > y;
}

/* Puts in what is loose: by chance, or who has fewest ways, or the longest first. */
static void
recreate (SoPlanRuin *self)
{
  SoPlanWork *work = self->work;
  guint how = below (self, 4);
  SoPlanPlace place;

  for (guint i = 0; i < self->loose->len; i++)
    {
      guint task = g_array_index (self->loose, guint, i);
      const SoPlanTask *t = &work->tasks[task];

      self->keys[task] = so_plan_random_double (self->random);
      if (how == 0)
        self->keys[task] += t->n_teachers * MAX (1, t->n_rooms);
      else if (how == 1)
        self->keys[task] -= work->durations[t->duration];
    }
  g_sort_array ((guint *) self->loose->data, self->loose->len, sizeof (guint), compare_keys, self->keys);
  for (guint i = 0; i < self->loose->len; i++)
    {
      guint task = g_array_index (self->loose, guint, i);

      if (so_plan_work_is_placed (work, task) || !so_plan_work_best (work, task, self->random, &place))
        continue;
      touch (self, task);
      so_plan_work_put (work, task, &place);
    }
}

static void
add_unplaced (SoPlanRuin *self)
{
  guint n = 0, from = any_task (self);

  if (self->work->n_unplaced <= self->loose->len)
    return;
  for (guint i = 0; i < self->work->n_tasks && n < MOST_UNPLACED; i++)
    {
      guint task = (from + i) % self->work->n_tasks;

      if (so_plan_work_is_placed (self->work, task) || self->stamp[task] == self->change)
        continue;
      g_array_append_val (self->loose, task);
      n++;
    }
}

static void
ruin (SoPlanRuin *self)
{
  guint seed = any_task (self), how = below (self, 16);

  if (self->work->n_unplaced && how < 6)
    {
      ruin_for (self, random_unplaced (self));
      return;
    }
  if (!so_plan_work_is_placed (self->work, seed))
    {
      ruin_for (self, seed);
      return;
    }
  if (how < 4)
    ruin_hour (self, seed);
  else if (how < 7)
    ruin_day (self, seed);
  else if (how < 8)
    ruin_teacher (self, seed);
  else if (how < 11)
    ruin_any (self, seed);
  else if (how < 12)
    ruin_class (self, seed);
  else
    ruin_for (self, seed);
}

/* The sessions of a class are bound anew to those of the current plan once some of them have moved. */
static void
bind_touched (SoPlanRuin *self)
{
  for (guint i = 0; self->work->problem->current && i < self->touched->len; i++)
    {
      int klass = self->work->tasks[g_array_index (self->touched, guint, i)].klass;

      if (so_plan_work_is_bound_anew (self->work, klass))
        so_plan_work_bind (self->work, klass);
    }
}

void
so_plan_ruin_change (SoPlanRuin *self, SoPlanRandom *random)
{
  self->random = random;
  self->change++;
  g_array_set_size (self->touched, 0);
  g_array_set_size (self->loose, 0);
  g_array_set_size (self->near, 0);
  ruin (self);
  add_unplaced (self);
  recreate (self);
  bind_touched (self);
}

void
so_plan_ruin_undo (SoPlanRuin *self)
{
  SoPlanWork *work = self->work;

  for (guint i = 0; i < self->touched->len; i++)
    {
      guint task = g_array_index (self->touched, guint, i);

      if (so_plan_work_is_placed (work, task))
        so_plan_work_take (work, task);
    }
  for (guint i = 0; i < self->touched->len; i++)
    {
      guint task = g_array_index (self->touched, guint, i);

      if (self->before[task].day >= 0)
        so_plan_work_put (work, task, &self->before[task]);
    }
  bind_touched (self);
}
