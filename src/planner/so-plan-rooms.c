/* SPDX-License-Identifier: MIT */
#include "so-plan-model.h"

#include <string.h>

/* After so many tries the rooms of a day are given up: 40 sessions in 12 rooms take some hundred. */
#define MOST_TRIES 200000

typedef struct {
  const SoPlanModel *model;
  const guint *columns;  /* of one day, by start */
  guint n;
  const gboolean *left_out;
  int free_at[SO_PLAN_MOST_ROOMS_PROVED];
  int *room;             /* [n] */
  guint tries;
} Day;

static const SoPlanColumn *
column_at (const SoPlanModel *model, guint i)
{
  return &g_array_index (model->columns, SoPlanColumn, i);
}

/* Gives the @i-th and all after it rooms, going back where there is none. */
static gboolean
assign_from (Day *self, guint i)
{
  const SoPlanProblem *problem = self->model->problem;
  const SoPlanColumn *c;

  while (i < self->n && self->left_out && self->left_out[i])
    i++;
  if (i == self->n)
    return TRUE;
  c = column_at (self->model, self->columns[i]);
  for (guint r = 0; r < problem->n_rooms; r++)
    {
      int before = self->free_at[r];

      if (!(c->rooms >> r & 1) || before > c->start)
        continue;
      if (++self->tries > MOST_TRIES)
        return FALSE;
      self->free_at[r] = c->start + problem->classes[c->klass].duration + problem->rooms[r].turnover;
      self->room[i] = (int) r;
      if (assign_from (self, i + 1))
        return TRUE;
      self->free_at[r] = before;
    }
  return FALSE;
}

static gboolean
assign_day (Day *self)
{
  memset (self->free_at, 0, sizeof self->free_at);
  self->tries = 0;
  return assign_from (self, 0);
}

/* Of a day whose sessions have no rooms: as few of them as have none either. NULL where that took too long to be sure of anything. */
static GArray *
find_clash (Day *self)
{
  g_autofree gboolean *left_out = g_new0 (gboolean, self->n + 1);
  GArray *clash = NULL;

  if (self->tries > MOST_TRIES)
    return NULL;
  self->left_out = left_out;
  for (guint i = 0; i < self->n; i++)
    {
      left_out[i] = TRUE;
      if (assign_day (self) || self->tries > MOST_TRIES)
        left_out[i] = FALSE;
    }
  self->left_out = NULL;
  clash = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->n; i++)
    if (!left_out[i])
      g_array_append_val (clash, self->columns[i]);
  return clash;
}

static int
compare_starts (gconstpointer a, gconstpointer b, gpointer data)
{
  const SoPlanColumn *x = column_at (data, *(const guint *) a), *y = column_at (data, *(const guint *) b);

  if (x->day != y->day)
    return x->day - y->day;
  if (x->start != y->start)
    return x->start - y->start;
  /* who has fewer rooms to choose from chooses first */
  return __builtin_popcountll (x->rooms) - __builtin_popcountll (y->rooms);
}

GArray *
so_plan_rooms_assign (const SoPlanModel *self, const GArray *chosen, GArray **clash)
{
  g_autoptr (GArray) sorted = g_array_copy ((GArray *) chosen), plan = g_array_new (FALSE, FALSE, sizeof (SoPlanPlace));
  g_autofree int *room = g_new0 (int, chosen->len + 1);
  const guint *columns = (const guint *) sorted->data;

  g_array_sort_with_data (sorted, compare_starts, (gpointer) self);
  for (guint from = 0, to; from < sorted->len; from = to)
    {
      Day day = { self, columns + from };

      for (to = from; to < sorted->len && column_at (self, columns[to])->day == column_at (self, columns[from])->day;)
        to++;
      day.n = to - from;
      day.room = room;
      if (!assign_day (&day))
        {
          *clash = find_clash (&day);
          return NULL;
        }
      for (guint i = from; i < to; i++)
        {
          const SoPlanColumn *c = column_at (self, columns[i]);
          SoPlanPlace p = { c->klass, c->day, c->start, room[i - from], c->teacher };

          g_array_append_val (plan, p);
        }
    }
  return g_steal_pointer (&plan);
}
