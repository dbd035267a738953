/* SPDX-License-Identifier: MIT */
#include "so-plan-match.h"

#define MOST (G_MAXINT / 4)

/* The costs as the method wants them: rows are the fewer. */
typedef struct {
  const int *cost;
  guint rows, columns, n, m;
} Costs;

static int
cost_of (const Costs *self, guint i, guint k)
{
  return self->rows <= self->columns ? self->cost[i * self->columns + k] : self->cost[k * self->columns + i];
}

/* Finds the cheapest way from row @i to a free column and turns it round; numbers count from 1, 0 is none. */
static void
add_row (const Costs *self, guint i, int *u, int *v, guint *row_of, guint *way)
{
  g_autofree int *least = g_new (int, self->m + 1);
  g_autofree gboolean *used = g_new0 (gboolean, self->m + 1);
  guint k = 0;

  for (guint c = 0; c <= self->m; c++)
    least[c] = MOST;
  row_of[0] = i;
  do
    {
      int delta = MOST;
      guint next = 0;

      used[k] = TRUE;
      for (guint c = 1; c <= self->m; c++)
        {
          int reduced;

          if (used[c])
            continue;
          reduced = cost_of (self, row_of[k] - 1, c - 1) - u[row_of[k]] - v[c];
          if (reduced < least[c])
            least[c] = reduced, way[c] = k;
          if (least[c] < delta)
            delta = least[c], next = c;
        }
      for (guint c = 0; c <= self->m; c++)
        if (used[c])
          u[row_of[c]] += delta, v[c] -= delta;
        else
          least[c] -= delta;
      k = next;
    }
  while (row_of[k]);
  for (; k; k = way[k])
    row_of[k] = row_of[way[k]];
}

int
so_plan_match (const int *cost, guint rows, guint columns, int *column_of)
{
  Costs self = { cost, rows, columns, MIN (rows, columns), MAX (rows, columns) };
  g_autofree int *u = g_new0 (int, self.n + 1), *v = g_new0 (int, self.m + 1);
  g_autofree guint *row_of = g_new0 (guint, self.m + 1), *way = g_new0 (guint, self.m + 1);
  int sum = 0;

  for (guint i = 1; i <= self.n; i++)
    add_row (&self, i, u, v, row_of, way);
  for (guint i = 0; column_of && i < rows; i++)
    column_of[i] = -1;
  for (guint c = 1; c <= self.m; c++)
    if (row_of[c])
      {
        guint row = rows <= columns ? row_of[c] - 1 : c - 1, column = rows <= columns ? c - 1 : row_of[c] - 1;

        sum += cost[row * columns + column];
        if (column_of)
          column_of[row] = (int) column;
      }
  return sum;
}
