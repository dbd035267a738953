/* SPDX-License-Identifier: MIT */
#include "so-plan-model.h"

/* More sets of rooms than that are not looked at for one moment. */
#define MOST_SETS 192

static const SoPlanColumn *
column_at (const SoPlanModel *self, guint i)
{
  return &g_array_index (self->columns, SoPlanColumn, i);
}

static int
minutes_of (const SoPlanModel *self, const SoPlanColumn *c)
{
  return self->problem->classes[c->klass].duration;
}

/* Lists of columns by some owner and day: GArray of guint, [owner × 7 + day]. */
static GPtrArray *
lists_new (guint owners)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < owners * SO_PLAN_DAYS; i++)
    g_ptr_array_add (lists, g_array_new (FALSE, FALSE, sizeof (guint)));
  return lists;
}

static void
lists_add (GPtrArray *lists, guint owner, int day, guint column)
{
  g_array_append_val ((GArray *) g_ptr_array_index (lists, owner * SO_PLAN_DAYS + (guint) day), column);
}

/* Enters those of @list that are on at minute @at, @more minutes longer than they take. How many there are. */
static guint
enter_covering (SoPlanModel *self, const GArray *list, int at, int more)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const SoPlanColumn *c = column_at (self, g_array_index (list, guint, i));

      if (c->start <= at && at < c->start + minutes_of (self, c) + more)
        {
          so_plan_model_entry (self, g_array_index (list, guint, i), 1);
          n++;
        }
    }
  return n;
}

static gboolean
begins_at (const SoPlanModel *self, const GArray *list, int at)
{
  for (guint i = 0; i < list->len; i++)
    if (column_at (self, g_array_index (list, guint, i))->start == at)
      return TRUE;
  return FALSE;
}

/* At no moment is more than one of @list on; where @limit is an unknown, only if that is 1. Sessions start on the grid, so its moments are enough. */
static void
add_clique_rows (SoPlanModel *self, const GArray *list, int limit)
{
  for (int at = 0; list->len && at < SO_PLAN_DAY_MINUTES; at += self->problem->grid)
    {
      /* who is on and began before is in the row before */
      if (!begins_at (self, list, at))
        continue;
      so_plan_model_row (self, -1e30, limit < 0 ? 1 : 0);
      enter_covering (self, list, at, 0);
      if (limit >= 0)
        so_plan_model_entry (self, (guint) limit, -1);
      so_plan_model_drop_row (self, 2);
    }
}

static void
add_minutes_row (SoPlanModel *self, const GArray *list, int most)
{
  so_plan_model_row (self, -1e30, most);
  for (guint i = 0; i < list->len; i++)
    so_plan_model_entry (self, g_array_index (list, guint, i), minutes_of (self, column_at (self, g_array_index (list, guint, i))));
  so_plan_model_drop_row (self, 1);
}

/* All sessions that may be on a day are as long as some steps of the grid. */
static gboolean
goes_by_grid (const SoPlanModel *self, const GArray *list)
{
  for (guint i = 0; i < list->len; i++)
    if (minutes_of (self, column_at (self, g_array_index (list, guint, i))) % self->problem->grid)
      return FALSE;
  return TRUE;
}

/* Some stretch of the day could be taught without a break for longer than the rule allows. */
static gboolean
may_run (const SoPlanModel *self, const GArray *list, int max_run)
{
  int from = SO_PLAN_DAY_MINUTES, to = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const SoPlanColumn *c = column_at (self, g_array_index (list, guint, i));

      from = MIN (from, c->start);
      to = MAX (to, c->start + minutes_of (self, c));
    }
  return to - from > max_run;
}

/* In no stretch of the grid longer than max_run is every step busy. That is the rule itself where no break has to be longer than a step of the grid, and less
 * than the rule otherwise: then what comes out is checked and forbidden. @busy: [step]: the unknown that says so, or −1. */
static void
add_run_rows (SoPlanModel *self, const int *busy, int max_run)
{
  int grid = self->problem->grid, n = max_run / grid + 1;

  for (int from = 0; from + n <= SO_PLAN_DAY_MINUTES / grid; from++)
    {
      so_plan_model_row (self, -1e30, n - 1);
      for (int k = from; k < from + n; k++)
        if (busy[k] >= 0)
          so_plan_model_entry (self, (guint) busy[k], 1);
      so_plan_model_drop_row (self, (guint) n);
    }
}

/* An unknown for each step of the grid, and its rows. */
static void
add_busy_rows (SoPlanModel *self, const GArray *list, int max_run)
{
  int grid = self->problem->grid, n = SO_PLAN_DAY_MINUTES / grid;
  g_autofree int *busy = g_new (int, n + 1);

  for (int k = 0; k < n; k++)
    {
      busy[k] = -1;
      so_plan_model_row (self, 0, 0);
      if (!enter_covering (self, list, k * grid, 0))
        {
          so_plan_model_drop_row (self, 1);
          continue;
        }
      busy[k] = (int) so_plan_model_unknown (self, 0, 1, FALSE);
      so_plan_model_entry (self, (guint) busy[k], -1);
    }
  add_run_rows (self, busy, max_run);
}

/* One day of a teacher: never two at once, and each day on which they come costs what its first session is given too much. */
static void
add_day (SoPlanModel *self, const SoPlanTeacher *teacher, const GArray *list)
{
  int free = 0;
  guint day;

  if (!list->len)
    return;
  day = so_plan_model_unknown (self, -self->problem->weights.continuity, 1, TRUE);
  for (guint i = 0; i < teacher->availability->len; i++)
    if (g_array_index (teacher->availability, SoPlanWindow, i).day == column_at (self, g_array_index (list, guint, 0))->day)
      free += g_array_index (teacher->availability, SoPlanWindow, i).end - g_array_index (teacher->availability, SoPlanWindow, i).start;
  if (teacher->max_run >= 0 && teacher->min_break > 0 && goes_by_grid (self, list) && may_run (self, list, teacher->max_run))
    add_busy_rows (self, list, teacher->max_run);
  add_clique_rows (self, list, (int) day);
  if (teacher->max_day >= 0 && teacher->max_day < free)
    add_minutes_row (self, list, teacher->max_day);
}

static void
add_teachers (SoPlanModel *self)
{
  const SoPlanProblem *problem = self->problem;
  g_autoptr (GPtrArray) lists = lists_new (problem->n_teachers);

  for (guint i = 0; i < self->columns->len; i++)
    lists_add (lists, (guint) column_at (self, i)->teacher, column_at (self, i)->day, i);
  self->day_unknowns = self->n_unknowns;
  for (guint t = 0; t < problem->n_teachers; t++)
    {
      const SoPlanTeacher *teacher = &problem->teachers[t];
      g_autoptr (GArray) week = g_array_new (FALSE, FALSE, sizeof (guint));

      for (guint day = 0; day < SO_PLAN_DAYS; day++)
        {
          const GArray *list = g_ptr_array_index (lists, t * SO_PLAN_DAYS + day);

          add_day (self, teacher, list);
          g_array_append_vals (week, list->data, list->len);
        }
      if (teacher->max_week >= 0)
        add_minutes_row (self, week, teacher->max_week);
    }
}

static void
add_groups (SoPlanModel *self)
{
  g_autoptr (GPtrArray) lists = lists_new (self->problem->n_groups);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const GArray *groups = self->problem->classes[column_at (self, i)->klass].groups;

      for (guint g = 0; g < groups->len; g++)
        lists_add (lists, g_array_index (groups, guint, g), column_at (self, i)->day, i);
    }
  for (guint i = 0; i < lists->len; i++)
    add_clique_rows (self, g_ptr_array_index (lists, i), -1);
}

/* Sessions of a class: on days that are far enough apart, or at least not at once. */
static void
add_days_of_class (SoPlanModel *self, const GPtrArray *lists, guint klass)
{
  int gap = self->problem->classes[klass].day_gap;

  for (int day = 0; day + MAX (gap, 1) <= SO_PLAN_DAYS; day++)
    {
      if (gap == 0)
        {
          add_clique_rows (self, g_ptr_array_index (lists, klass * SO_PLAN_DAYS + (guint) day), -1);
          continue;
        }
      so_plan_model_row (self, -1e30, 1);
      for (int d = day; d < day + gap; d++)
        {
          const GArray *list = g_ptr_array_index (lists, klass * SO_PLAN_DAYS + (guint) d);

          for (guint i = 0; i < list->len; i++)
            so_plan_model_entry (self, g_array_index (list, guint, i), 1);
        }
      so_plan_model_drop_row (self, 2);
    }
}

/* One teacher for all sessions: the unknown says who. */
static void
add_teacher_of_class (SoPlanModel *self, const GPtrArray *lists, guint klass)
{
  guint n = self->problem->n_teachers, from = self->n_unknowns;

  self->class_at[klass] = from;
  for (guint t = 0; t < n; t++)
    so_plan_model_unknown (self, 0, 1, TRUE);
  so_plan_model_row (self, -1e30, 1);
  for (guint t = 0; t < n; t++)
    so_plan_model_entry (self, from + t, 1);
  for (guint i = 0; i < n * SO_PLAN_DAYS; i++)
    {
      const GArray *list = g_ptr_array_index (lists, klass * SO_PLAN_DAYS + i % SO_PLAN_DAYS);
      guint t = i / SO_PLAN_DAYS, before = self->index->len;

      so_plan_model_row (self, -1e30, 0);
      for (guint k = 0; k < list->len; k++)
        if (column_at (self, g_array_index (list, guint, k))->teacher == (int) t)
          so_plan_model_entry (self, g_array_index (list, guint, k), 1);
      if (self->index->len > before)
        so_plan_model_entry (self, from + t, self->problem->classes[klass].day_gap ? -1 : -self->problem->classes[klass].sessions);
      so_plan_model_drop_row (self, 1);
    }
}

static void
add_classes (SoPlanModel *self)
{
  g_autoptr (GPtrArray) lists = lists_new (self->problem->n_classes);

  for (guint i = 0; i < self->columns->len; i++)
    lists_add (lists, (guint) column_at (self, i)->klass, column_at (self, i)->day, i);
  self->class_at = g_new0 (guint, self->problem->n_classes + 1);
  self->class_unknowns = self->n_unknowns;
  for (guint c = 0; c < self->problem->n_classes; c++)
    {
      if (self->problem->classes[c].sessions < 2)
        continue;
      add_days_of_class (self, lists, c);
      if (self->problem->classes[c].same_teacher)
        add_teacher_of_class (self, lists, c);
    }
}

static guint
find_set (GArray *sets, guint64 set)
{
  for (guint i = 0; i < sets->len; i++)
    if (g_array_index (sets, guint64, i) == set)
      return i;
  return sets->len;
}

/* The sets that occur on a day, then all that can be united from them. */
static guint
collect_sets (SoPlanModel *self, const GArray *list, GArray *sets)
{
  guint n;

  for (guint i = 0; i < list->len; i++)
    {
      guint64 set = column_at (self, g_array_index (list, guint, i))->rooms;

      if (find_set (sets, set) == sets->len)
        g_array_append_val (sets, set);
    }
  n = sets->len;
  for (guint i = 0; i < sets->len; i++)
    for (guint k = 0; k < n; k++)
      {
        guint64 both = g_array_index (sets, guint64, i) | g_array_index (sets, guint64, k);

        if (find_set (sets, both) < sets->len)
          continue;
        if (sets->len >= MOST_SETS)
          {
            self->whole_rooms = FALSE;
            return n;
          }
        g_array_append_val (sets, both);
      }
  return n;
}

static int
least_turnover (const SoPlanModel *self, guint64 set)
{
  int least = SO_PLAN_DAY_MINUTES;

  for (guint r = 0; r < self->problem->n_rooms; r++)
    if (set >> r & 1)
      least = MIN (least, self->problem->rooms[r].turnover);
  return least;
}

/* Counts those of one set that are on: an unknown of its own, so that the many rows of united sets stay short. -1: there are none. */
static int
add_count (SoPlanModel *self, const GArray *list, guint64 set, int at)
{
  int turnover = least_turnover (self, set);
  guint before;

  so_plan_model_row (self, 0, 0);
  before = self->index->len;
  for (guint i = 0; i < list->len; i++)
    {
      const SoPlanColumn *c = column_at (self, g_array_index (list, guint, i));

      if (c->rooms == set && c->start <= at && at < c->start + minutes_of (self, c) + turnover)
        so_plan_model_entry (self, g_array_index (list, guint, i), 1);
    }
  if (self->index->len == before)
    {
      so_plan_model_drop_row (self, 1);
      return -1;
    }
  so_plan_model_entry (self, so_plan_model_unknown (self, 0, __builtin_popcountll (set), FALSE), -1);
  return (int) self->n_unknowns - 1;
}

/* A union of two sets that nothing lies across says no more than both of them. */
static gboolean
falls_apart (const GArray *sets, guint n, const int *counts, guint64 whole)
{
  guint64 part = 0;

  for (gboolean grew = TRUE; grew;)
    {
      grew = FALSE;
      for (guint i = 0; i < n; i++)
        {
          guint64 set = g_array_index (sets, guint64, i);

          if (counts[i] < 0 || (set & ~whole) || !(set & ~part) || (part && !(set & part)))
            continue;
          part |= set;
          grew = TRUE;
        }
    }
  return part != whole;
}

static void
add_rooms_at (SoPlanModel *self, const GArray *list, const GArray *sets, guint n, int at)
{
  g_autofree int *counts = g_new (int, n + 1);

  for (guint i = 0; i < n; i++)
    counts[i] = add_count (self, list, g_array_index (sets, guint64, i), at);
  for (guint s = 0; s < sets->len; s++)
    {
      guint64 whole = g_array_index (sets, guint64, s);

      if (falls_apart (sets, n, counts, whole))
        continue;
      so_plan_model_row (self, -1e30, __builtin_popcountll (whole));
      for (guint i = 0; i < n; i++)
        if (counts[i] >= 0 && !(g_array_index (sets, guint64, i) & ~whole))
          so_plan_model_entry (self, (guint) counts[i], 1);
      /* one alone is bounded by itself */
      so_plan_model_drop_row (self, 2);
    }
}

/* HiGHS makes most of rows that say of columns themselves that at most one of them is chosen: those of single rooms are given so, too. */
static void
add_single_rooms_at (SoPlanModel *self, const GArray *list, const GArray *sets, guint n, int at)
{
  for (guint s = 0; s < n; s++)
    {
      guint64 set = g_array_index (sets, guint64, s);
      int turnover = least_turnover (self, set);

      if (set & (set - 1))
        continue;
      so_plan_model_row (self, -1e30, 1);
      for (guint i = 0; i < list->len; i++)
        {
          const SoPlanColumn *c = column_at (self, g_array_index (list, guint, i));

          if (c->rooms == set && c->start <= at && at < c->start + minutes_of (self, c) + turnover)
            so_plan_model_entry (self, g_array_index (list, guint, i), 1);
        }
      so_plan_model_drop_row (self, 2);
    }
}

static void
add_rooms (SoPlanModel *self)
{
  g_autoptr (GPtrArray) lists = lists_new (1);

  for (guint i = 0; i < self->columns->len; i++)
    lists_add (lists, 0, column_at (self, i)->day, i);
  for (guint day = 0; day < SO_PLAN_DAYS; day++)
    {
      const GArray *list = g_ptr_array_index (lists, day);
      g_autoptr (GArray) sets = g_array_new (FALSE, FALSE, sizeof (guint64));
      guint n = collect_sets (self, list, sets);

      for (int at = 0; list->len && at < SO_PLAN_DAY_MINUTES; at += self->problem->grid)
        {
          if (!begins_at (self, list, at))
            continue;
          add_rooms_at (self, list, sets, n, at);
          add_single_rooms_at (self, list, sets, n, at);
          if (self->problem->max_concurrent < 0)
            continue;
          so_plan_model_row (self, -1e30, self->problem->max_concurrent);
          enter_covering (self, list, at, 0);
          so_plan_model_drop_row (self, (guint) self->problem->max_concurrent + 1);
        }
    }
}

void
so_plan_model_add_rows (SoPlanModel *self)
{
  add_teachers (self);
  add_groups (self);
  add_classes (self);
  add_rooms (self);
}
