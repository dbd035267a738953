/* SPDX-License-Identifier: MIT */
#include "so-plan-problem.h"

SoPlanProblem *
so_plan_problem_new (void)
{
  SoPlanProblem *self = g_new0 (SoPlanProblem, 1);

  g_atomic_ref_count_init (&self->references);
  self->grid = 15;
  self->max_concurrent = -1;
  self->room_fit_percent = 150;
  self->weights = (SoPlanWeights) { 20, 15, 10, 5, 1000 };
  self->disruption = (SoPlanDisruption) { 10, 4, 2, 1 };
  self->opening = g_array_new (FALSE, FALSE, sizeof (SoPlanWindow));
  self->peak = g_array_new (FALSE, FALSE, sizeof (SoPlanWindow));
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->groups = g_ptr_array_new_with_free_func (g_free);
  return self;
}

SoPlanProblem *
so_plan_problem_ref (SoPlanProblem *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
clear_room (SoPlanRoom *room)
{
  g_free (room->id);
  g_free (room->name);
  g_clear_pointer (&room->features, g_array_unref);
  g_clear_pointer (&room->closed, g_array_unref);
}

static void
clear_teacher (SoPlanTeacher *teacher)
{
  g_free (teacher->id);
  g_free (teacher->name);
  g_clear_pointer (&teacher->styles, g_array_unref);
  g_clear_pointer (&teacher->availability, g_array_unref);
}

static void
clear_class (SoPlanClass *klass)
{
  g_free (klass->id);
  g_free (klass->name);
  g_free (klass->level);
  g_clear_pointer (&klass->features, g_array_unref);
  g_clear_pointer (&klass->groups, g_array_unref);
  g_clear_pointer (&klass->teachers, g_array_unref);
  g_clear_pointer (&klass->pins, g_array_unref);
  g_clear_pointer (&klass->preferred, g_array_unref);
}

void
so_plan_problem_unref (SoPlanProblem *self)
{
  if (!self || !g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < self->n_rooms; i++)
    clear_room (&self->rooms[i]);
  for (guint i = 0; i < self->n_teachers; i++)
    clear_teacher (&self->teachers[i]);
  for (guint i = 0; i < self->n_classes; i++)
    clear_class (&self->classes[i]);
  g_free (self->rooms);
  g_free (self->teachers);
  g_free (self->classes);
  g_free (self->name);
  g_array_unref (self->opening);
  g_array_unref (self->peak);
  g_ptr_array_unref (self->words);
  g_ptr_array_unref (self->groups);
  g_clear_pointer (&self->current, g_array_unref);
  g_free (self);
}

guint
so_plan_problem_sessions (const SoPlanProblem *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_classes; i++)
    n += (guint) self->classes[i].sessions;
  return n;
}

static int
compare_windows (gconstpointer a, gconstpointer b)
{
  const SoPlanWindow *x = a, *y = b;

  return x->day != y->day ? x->day - y->day : x->start - y->start;
}

void
so_plan_windows_join (GArray *windows)
{
  guint n = 0;

  g_array_sort (windows, compare_windows);
  for (guint i = 0; i < windows->len; i++)
    {
      SoPlanWindow w = g_array_index (windows, SoPlanWindow, i);
      SoPlanWindow *last = n ? &g_array_index (windows, SoPlanWindow, n - 1) : NULL;

      if (last && last->day == w.day && w.start <= last->end)
        last->end = MAX (last->end, w.end);
      else
        g_array_index (windows, SoPlanWindow, n++) = w;
    }
  g_array_set_size (windows, n);
}

gboolean
so_plan_windows_hold (const GArray *windows, int day, int start, int end)
{
  for (guint i = 0; i < windows->len; i++)
    {
      const SoPlanWindow *w = &g_array_index (windows, SoPlanWindow, i);

      if (w->day == day && w->start <= start && end <= w->end)
        return TRUE;
    }
  return FALSE;
}

gboolean
so_plan_windows_meet (const GArray *windows, int day, int start, int end)
{
  for (guint i = 0; i < windows->len; i++)
    {
      const SoPlanWindow *w = &g_array_index (windows, SoPlanWindow, i);

      if (w->day == day && w->start < end && start < w->end)
        return TRUE;
    }
  return FALSE;
}

gboolean
so_plan_has (const GArray *numbers, guint number)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, guint, i) == number)
      return TRUE;
  return FALSE;
}

gboolean
so_plan_room_suits (const SoPlanProblem *self, const SoPlanRoom *room, const SoPlanClass *klass)
{
  if (room->capacity < klass->size)
    return FALSE;
  for (guint i = 0; i < klass->features->len; i++)
    if (!so_plan_has (room->features, g_array_index (klass->features, guint, i)))
      return FALSE;
  return TRUE;
}

gboolean
so_plan_teacher_suits (const SoPlanProblem *self, guint teacher, const SoPlanClass *klass)
{
  return so_plan_has (self->teachers[teacher].styles, klass->style) && (!klass->teachers || so_plan_has (klass->teachers, teacher));
}

gboolean
so_plan_room_fits (const SoPlanProblem *self, const SoPlanRoom *room, const SoPlanClass *klass)
{
  return room->capacity >= klass->size && 100 * (gint64) room->capacity <= (gint64) self->room_fit_percent * klass->size;
}
