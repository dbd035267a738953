/* SPDX-License-Identifier: MIT */
#include "so-plan-change.h"

static gboolean
violations_equal (gconstpointer a, gconstpointer b)
{
  const SoPlanViolation *x = a, *y = b;

  return x->rule == y->rule && x->first == y->first && x->second == y->second && x->klass == y->klass && x->room == y->room && x->teacher == y->teacher &&
         x->group == y->group && x->day == y->day && x->start == y->start && x->amount == y->amount;
}

static gboolean
points_equal (gconstpointer a, gconstpointer b)
{
  const SoPlanPoint *x = a, *y = b;

  return x->kind == y->kind && x->place == y->place && x->klass == y->klass && x->teacher == y->teacher && x->day == y->day && x->points == y->points;
}

/* Those of @all that @others has not. */
static GArray *
only_in (const GArray *all, const GArray *others, gboolean (*equal) (gconstpointer, gconstpointer))
{
  guint size = g_array_get_element_size ((GArray *) all);
  GArray *result = g_array_new (FALSE, FALSE, size);

  for (guint i = 0; i < all->len; i++)
    {
      gconstpointer item = all->data + (gsize) i * size;
      /* the two lists are in nearly the same order */
      gboolean found = i < others->len && equal (item, others->data + (gsize) i * size);

      for (guint k = 0; k < others->len && !found; k++)
        found = equal (item, others->data + (gsize) k * size);
      if (!found)
        g_array_append_vals (result, item, 1);
    }
  return result;
}

SoPlanChange *
so_plan_compare (const SoPlanProblem *problem, const GArray *before, const GArray *after)
{
  SoPlanChange *self = g_new0 (SoPlanChange, 1);

  self->before = so_plan_check (problem, before);
  self->after = so_plan_check (problem, after);
  self->broken = only_in (self->after->violations, self->before->violations, violations_equal);
  self->mended = only_in (self->before->violations, self->after->violations, violations_equal);
  self->gained = only_in (self->after->points, self->before->points, points_equal);
  self->lost = only_in (self->before->points, self->after->points, points_equal);
  self->objective = self->after->objective - self->before->objective;
  return self;
}

void
so_plan_change_free (SoPlanChange *self)
{
  if (!self)
    return;
  so_plan_report_free (self->before);
  so_plan_report_free (self->after);
  g_array_unref (self->broken);
  g_array_unref (self->mended);
  g_array_unref (self->gained);
  g_array_unref (self->lost);
  g_free (self);
}
