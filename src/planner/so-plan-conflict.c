/* SPDX-License-Identifier: MIT */
#include "so-plan-conflict.h"

#include "so-plan-proof.h"
#include "so-plan-search.h"

/* For one question: an answer that takes longer counts as "possible", so that what is told is never wrong, only longer than it need be. */
#define ASK_SECONDS 4
/* Our own search finds out first what is possible. */
#define ROUNDS_PER_SESSION 150

typedef struct {
  const SoPlanProblem *problem;
  gint64 deadline;
  GCancellable *cancellable;
  gboolean sure;         /* no question was left open */
} Ask;

static gboolean
search_places_all (const SoPlanProblem *problem, Ask *self)
{
  g_autoptr (SoPlanSearch) search = so_plan_search_new (problem, NULL, 1, NULL);
  SoPlanWorth worth = { 1 };

  if (!search)
    return FALSE;
  so_plan_search_best (search, &worth);
  for (guint i = 0; worth.unplaced && i < 8; i++)
    {
      so_plan_search_run (search, ROUNDS_PER_SESSION / 8 * (guint64) so_plan_problem_sessions (problem), self->deadline, self->cancellable, NULL, NULL);
      so_plan_search_best (search, &worth);
    }
  return !worth.unplaced;
}

/* These classes cannot all be placed, even without these rules. */
static gboolean
is_impossible (Ask *self, const GArray *classes, const GArray *without)
{
  g_autoptr (SoPlanProblem) part = so_plan_relax (self->problem, classes, without);
  gint64 now = g_get_monotonic_time ();
  SoPlanAnswer answer;

  if (search_places_all (part, self))
    return FALSE;
  answer = so_plan_is_possible (part, MIN (self->deadline, now + ASK_SECONDS * G_USEC_PER_SEC), self->cancellable);
  self->sure = self->sure && answer != SO_PLAN_UNDECIDED;
  return answer == SO_PLAN_IMPOSSIBLE;
}

static gboolean
have_to_do (const SoPlanProblem *problem, const SoPlanClass *a, const SoPlanClass *b, gboolean rooms)
{
  for (guint g = 0; g < a->groups->len; g++)
    if (so_plan_has (b->groups, g_array_index (a->groups, guint, g)))
      return TRUE;
  for (guint t = 0; t < problem->n_teachers; t++)
    if (so_plan_teacher_suits (problem, t, a) && so_plan_teacher_suits (problem, t, b))
      return TRUE;
  for (guint r = 0; rooms && r < problem->n_rooms; r++)
    if (so_plan_room_suits (problem, &problem->rooms[r], a) && so_plan_room_suits (problem, &problem->rooms[r], b))
      return TRUE;
  return FALSE;
}

/* The class alone, then with those that share people, then rooms, then all: as few as cannot be placed. */
static GArray *
first_impossible (Ask *self, guint klass)
{
  for (guint wide = 0; wide < 4; wide++)
    {
      g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (guint));

      g_array_append_val (classes, klass);
      for (guint i = 0; wide && i < self->problem->n_classes; i++)
        if (i != klass && (wide == 3 || have_to_do (self->problem, &self->problem->classes[klass], &self->problem->classes[i], wide == 2)))
          g_array_append_val (classes, i);
      if (is_impossible (self, classes, NULL))
        return g_steal_pointer (&classes);
    }
  return NULL;
}

static gboolean
is_over (const Ask *self)
{
  return g_cancellable_is_cancelled (self->cancellable) || g_get_monotonic_time () >= self->deadline;
}

/* Leaves classes out, many at a time first. */
static void
shrink_classes (Ask *self, GArray *classes)
{
  for (guint chunk = MAX (1, classes->len / 2); chunk; chunk /= 2)
    for (guint i = 0; i < classes->len && classes->len > 1 && !is_over (self);)
      {
        g_autoptr (GArray) less = g_array_copy (classes);
        guint n = MIN (chunk, classes->len - i);

        g_array_remove_range (less, i, n);
        if (less->len && is_impossible (self, less, NULL))
          g_array_remove_range (classes, i, n);
        else
          i += n;
      }
}

/* Leaves rules out: those that have to stay are what remains. */
static GArray *
shrink_items (Ask *self, const GArray *classes)
{
  GArray *items = so_plan_items_of (self->problem, classes);
  g_autoptr (GArray) without = g_array_new (FALSE, FALSE, sizeof (SoPlanItem));

  for (guint chunk = MAX (1, items->len / 2); chunk; chunk /= 2)
    for (guint i = 0; i < items->len && !is_over (self);)
      {
        guint n = MIN (chunk, items->len - i);

        g_array_append_vals (without, &g_array_index (items, SoPlanItem, i), n);
        if (is_impossible (self, classes, without))
          {
            g_array_remove_range (items, i, n);
            continue;
          }
        g_array_set_size (without, without->len - n);
        i += n;
      }
  return items;
}

/* Without any room or teacher no rule is in the way; what there is not is said all the same. */
static void
add_lacking (const SoPlanProblem *problem, const GArray *classes, GArray *items)
{
  SoPlanItem item = { problem->n_teachers ? SO_PLAN_CAPACITY : SO_PLAN_SPECIALTY, (int) g_array_index (classes, guint, 0), -1, -1, -1 };

  if (!problem->n_teachers || !problem->n_rooms)
    g_array_append_val (items, item);
}

SoPlanConflict *
so_plan_find_conflict (const SoPlanProblem *problem, guint klass, gint64 deadline, GCancellable *cancellable)
{
  Ask ask = { problem, deadline, cancellable, TRUE };
  g_autoptr (GArray) classes = first_impossible (&ask, klass);
  SoPlanConflict *self;

  if (!classes)
    return NULL;
  ask.sure = TRUE;
  self = g_new0 (SoPlanConflict, 1);
  shrink_classes (&ask, classes);
  self->items = shrink_items (&ask, classes);
  if (!self->items->len)
    add_lacking (problem, classes, self->items);
  self->classes = g_steal_pointer (&classes);
  self->smallest = ask.sure && !is_over (&ask);
  return self;
}

void
so_plan_conflict_free (SoPlanConflict *self)
{
  if (!self)
    return;
  g_array_unref (self->classes);
  g_array_unref (self->items);
  g_free (self);
}
