/* SPDX-License-Identifier: MIT */
#include "so-plan-check.h"

#include "so-plan-match.h"

#include <string.h>

/* So many are listed; a plan that breaks more is not read by anybody. */
#define MOST_VIOLATIONS 2000

typedef struct {
  const SoPlanProblem *problem;
  const GArray *plan;
  SoPlanReport *report;
  GArray *by_time;       /* of guint: the sessions whose ids exist, by day and start */
} Check;

static const SoPlanPlace *
place_at (const Check *self, guint i)
{
  return &g_array_index (self->plan, SoPlanPlace, i);
}

static int
end_of (const Check *self, const SoPlanPlace *place)
{
  return place->start + self->problem->classes[place->klass].duration;
}

/* FALSE when the list is full. */
static gboolean
add (Check *self, SoPlanViolation violation)
{
  if (self->report->violations->len >= MOST_VIOLATIONS)
    {
      self->report->more = TRUE;
      return FALSE;
    }
  g_array_append_val (self->report->violations, violation);
  return TRUE;
}

static SoPlanViolation
about (const GArray *plan, SoPlanRule rule, guint i)
{
  const SoPlanPlace *p = &g_array_index (plan, SoPlanPlace, i);

  return (SoPlanViolation) { rule, (int) i, -1, p->klass, p->room, p->teacher, -1, p->day, p->start, 0, 0 };
}

gboolean
so_plan_check_place (const SoPlanProblem *problem, const GArray *plan, guint i, GArray *violations)
{
  const SoPlanPlace *p = &g_array_index (plan, SoPlanPlace, i);
  const SoPlanClass *c = p->klass < 0 ? NULL : &problem->classes[p->klass];
  gboolean known = c && p->room >= 0 && p->teacher >= 0;
  int end = c ? p->start + c->duration : 0;
  const SoPlanRoom *room = known ? &problem->rooms[p->room] : NULL;
  const SoPlanTeacher *teacher = known ? &problem->teachers[p->teacher] : NULL;
  SoPlanViolation v;
  guint before = violations->len;

#define BROKEN(which) (v = about (plan, which, i), g_array_append_val (violations, v))
  if (!known || p->start % problem->grid)
    BROKEN (SO_PLAN_KNOWN);
  if (!known)
    return FALSE;
  if (!so_plan_windows_hold (problem->opening, p->day, p->start, end))
    BROKEN (SO_PLAN_OPENING);
  if (!so_plan_teacher_suits (problem, (guint) p->teacher, c))
    BROKEN (SO_PLAN_SPECIALTY);
  if (!so_plan_windows_hold (teacher->availability, p->day, p->start, end))
    BROKEN (SO_PLAN_AVAILABLE);
  if (room->capacity < c->size)
    BROKEN (SO_PLAN_CAPACITY);
  for (guint f = 0; f < c->features->len; f++)
    if (!so_plan_has (room->features, g_array_index (c->features, guint, f)))
      {
        BROKEN (SO_PLAN_FEATURES);
        break;
      }
  if (so_plan_windows_meet (room->closed, p->day, p->start, end))
    BROKEN (SO_PLAN_CLOSED);
#undef BROKEN
  return violations->len == before;
}

static int
compare_times (gconstpointer a, gconstpointer b, gpointer data)
{
  Check *self = data;
  const SoPlanPlace *x = place_at (self, *(const guint *) a), *y = place_at (self, *(const guint *) b);

  if (x->day != y->day)
    return x->day - y->day;
  return x->start != y->start ? x->start - y->start : (int) *(const guint *) a - (int) *(const guint *) b;
}

static void
check_places (Check *self)
{
  for (guint i = 0; i < self->plan->len; i++)
    {
      const SoPlanPlace *p = place_at (self, i);

      if (self->report->violations->len < MOST_VIOLATIONS)
        so_plan_check_place (self->problem, self->plan, i, self->report->violations);
      else
        self->report->more = TRUE;
      if (p->klass >= 0 && p->room >= 0 && p->teacher >= 0)
        g_array_append_val (self->by_time, i);
    }
  g_array_sort_with_data (self->by_time, compare_times, self);
}

static int
shared_group (const Check *self, const SoPlanPlace *a, const SoPlanPlace *b)
{
  const GArray *x = self->problem->classes[a->klass].groups, *y = self->problem->classes[b->klass].groups;

  for (guint i = 0; i < x->len; i++)
    if (so_plan_has (y, g_array_index (x, guint, i)))
      return (int) g_array_index (x, guint, i);
  return -1;
}

/* @a starts before @b or with it, on the same day. */
static gboolean
check_pair (Check *self, guint a, guint b)
{
  const SoPlanPlace *x = place_at (self, a), *y = place_at (self, b);
  SoPlanViolation v = about (self->plan, SO_PLAN_ROOM_TWICE, b);
  gboolean overlap = y->start < end_of (self, x);

  v.first = (int) a;
  v.second = (int) b;
  v.amount = y->start - end_of (self, x);
  v.limit = self->problem->rooms[x->room].turnover;
  if (x->room == y->room && v.amount < v.limit && !add (self, v))
    return FALSE;
  v.rule = SO_PLAN_TEACHER_TWICE;
  if (overlap && x->teacher == y->teacher && !add (self, v))
    return FALSE;
  v.rule = SO_PLAN_STUDENTS_TWICE;
  v.group = shared_group (self, x, y);
  return !overlap || (v.group < 0 && x->klass != y->klass) || add (self, v);
}

static void
check_pairs (Check *self)
{
  int turnover = 0;

  for (guint i = 0; i < self->problem->n_rooms; i++)
    turnover = MAX (turnover, self->problem->rooms[i].turnover);
  for (guint i = 0; i < self->by_time->len; i++)
    {
      guint a = g_array_index (self->by_time, guint, i);
      const SoPlanPlace *x = place_at (self, a);

      for (guint k = i + 1; k < self->by_time->len; k++)
        {
          guint b = g_array_index (self->by_time, guint, k);
          const SoPlanPlace *y = place_at (self, b);

          if (y->day != x->day || y->start >= end_of (self, x) + turnover)
            break;
          if (!check_pair (self, a, b))
            return;
        }
    }
}

/* The sessions that are on at the moment @i starts; who start with it count once, at the last of them. */
static void
check_concurrent (Check *self)
{
  guint n = self->by_time->len, from = 0;

  for (guint i = 0; self->problem->max_concurrent >= 0 && i < n; i++)
    {
      guint at = g_array_index (self->by_time, guint, i);
      const SoPlanPlace *p = place_at (self, at);
      const SoPlanPlace *next = i + 1 < n ? place_at (self, g_array_index (self->by_time, guint, i + 1)) : NULL;
      SoPlanViolation v = about (self->plan, SO_PLAN_CONCURRENT, at);

      while (place_at (self, g_array_index (self->by_time, guint, from))->day != p->day)
        from++;
      if (next && next->day == p->day && next->start == p->start)
        continue;
      for (guint k = from; k <= i; k++)
        v.amount += end_of (self, place_at (self, g_array_index (self->by_time, guint, k))) > p->start;
      v.limit = self->problem->max_concurrent;
      if (v.amount > v.limit && !add (self, v))
        return;
    }
}

static gboolean
pin_holds (const SoPlanPin *pin, const SoPlanPlace *p)
{
  return (pin->day < 0 || pin->day == p->day) && (pin->start < 0 || pin->start == p->start) && (pin->room < 0 || pin->room == p->room) &&
         (pin->teacher < 0 || pin->teacher == p->teacher);
}

/* How many pins distinct sessions keep at most. */
static int
pins_kept (const Check *self, const SoPlanClass *c, const guint *sessions, guint n)
{
  guint pins = c->pins->len;
  g_autofree int *cost = g_new0 (int, pins * MAX (n, 1));
  int lost = 0;

  if (!n)
    return 0;
  for (guint i = 0; i < pins; i++)
    for (guint k = 0; k < n; k++)
      cost[i * n + k] = !pin_holds (&g_array_index (c->pins, SoPlanPin, i), place_at (self, sessions[k]));
  lost = so_plan_match (cost, pins, n, NULL);
  return (int) MIN (pins, n) - lost;
}

static gboolean
check_gaps (Check *self, int klass, const guint *sessions, guint n)
{
  const SoPlanClass *c = &self->problem->classes[klass];

  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n; k++)
      {
        int gap = ABS (place_at (self, sessions[i])->day - place_at (self, sessions[k])->day);
        SoPlanViolation v = about (self->plan, SO_PLAN_SESSIONS, sessions[i]);

        v.second = (int) sessions[k];
        v.amount = gap;
        v.limit = c->day_gap;
        if (gap < c->day_gap && !add (self, v))
          return FALSE;
      }
  return TRUE;
}

static void
check_class (Check *self, int klass, const guint *sessions, guint n)
{
  const SoPlanClass *c = &self->problem->classes[klass];
  SoPlanViolation v = { SO_PLAN_SESSIONS, -1, -1, klass, -1, -1, -1, -1, -1, (int) n, c->sessions };
  gboolean several = FALSE;

  if ((int) n > c->sessions)
    add (self, v);
  if (!check_gaps (self, klass, sessions, n))
    return;
  for (guint i = 1; i < n; i++)
    several = several || place_at (self, sessions[i])->teacher != place_at (self, sessions[0])->teacher;
  v.rule = SO_PLAN_SAME_TEACHER;
  if (several && c->same_teacher)
    add (self, v);
  if (!c->pins->len)
    return;
  v.rule = SO_PLAN_PINNED;
  v.limit = (int) c->pins->len;
  v.amount = pins_kept (self, c, sessions, n);
  if (v.limit - v.amount > MAX (0, c->sessions - (int) n))
    add (self, v);
}

static void
check_day (Check *self, int teacher, int day, const guint *sessions, guint n)
{
  const SoPlanTeacher *t = &self->problem->teachers[teacher];
  SoPlanViolation v = { SO_PLAN_HOURS, -1, -1, -1, -1, teacher, -1, day, -1, 0, t->max_day };
  int from = -1, to = -1;

  for (guint i = 0; i < n; i++)
    v.amount += end_of (self, place_at (self, sessions[i])) - place_at (self, sessions[i])->start;
  if (t->max_day >= 0 && v.amount > t->max_day)
    add (self, v);
  v.rule = SO_PLAN_RUN;
  v.limit = t->max_run;
  for (guint i = 0; t->max_run >= 0 && i <= n; i++)
    {
      const SoPlanPlace *p = i < n ? place_at (self, sessions[i]) : NULL;

      if (p && from >= 0 && p->start - to < t->min_break)
        {
          to = MAX (to, end_of (self, p));
          continue;
        }
      v.start = from;
      v.amount = to - from;
      if (from >= 0 && v.amount > t->max_run)
        add (self, v);
      if (p)
        from = p->start, to = end_of (self, p);
    }
}

static void
check_teacher (Check *self, int teacher, const guint *sessions, guint n)
{
  const SoPlanTeacher *t = &self->problem->teachers[teacher];
  SoPlanViolation v = { SO_PLAN_HOURS, -1, -1, -1, -1, teacher, -1, -1, -1, 0, t->max_week };
  guint from = 0;

  for (guint i = 0; i < n; i++)
    v.amount += end_of (self, place_at (self, sessions[i])) - place_at (self, sessions[i])->start;
  if (t->max_week >= 0 && v.amount > t->max_week)
    add (self, v);
  for (guint i = 1; i <= n; i++)
    if (i == n || place_at (self, sessions[i])->day != place_at (self, sessions[from])->day)
      {
        check_day (self, teacher, place_at (self, sessions[from])->day, sessions + from, i - from);
        from = i;
      }
}

/* Hands the sessions of each class, or of each teacher, to @check, by day and start. */
static void
check_each (Check *self, guint n, gboolean classes, void (*check) (Check *, int, const guint *, guint))
{
  g_autofree guint *from = g_new0 (guint, n + 1), *fill = g_new0 (guint, n + 1), *sorted = g_new (guint, self->by_time->len + 1);

#define OWNER(i) ((guint) (classes ? place_at (self, g_array_index (self->by_time, guint, i))->klass : place_at (self, g_array_index (self->by_time, guint, i))->teacher))
  for (guint i = 0; i < self->by_time->len; i++)
    from[OWNER (i) + 1]++;
  for (guint i = 1; i <= n; i++)
    fill[i] = from[i] += from[i - 1];
  for (guint i = 0; i < self->by_time->len; i++)
    sorted[fill[OWNER (i)]++] = g_array_index (self->by_time, guint, i);
  for (guint i = 0; i < n; i++)
    check (self, (int) i, sorted + from[i], from[i + 1] - from[i]);
#undef OWNER
}

SoPlanReport *
so_plan_check (const SoPlanProblem *problem, const GArray *plan)
{
  SoPlanReport *report = g_new0 (SoPlanReport, 1);
  g_autoptr (GArray) by_time = g_array_sized_new (FALSE, FALSE, sizeof (guint), plan->len);
  Check self = { problem, plan, report, by_time };

  report->violations = g_array_new (FALSE, FALSE, sizeof (SoPlanViolation));
  report->points = g_array_new (FALSE, FALSE, sizeof (SoPlanPoint));
  check_places (&self);
  check_pairs (&self);
  check_concurrent (&self);
  check_each (&self, problem->n_classes, TRUE, check_class);
  check_each (&self, problem->n_teachers, FALSE, check_teacher);
  so_plan_score (problem, plan, report);
  return report;
}

gboolean
so_plan_is_valid (const SoPlanProblem *problem, const GArray *plan)
{
  g_autoptr (SoPlanReport) report = so_plan_check (problem, plan);

  return !report->violations->len;
}

void
so_plan_report_free (SoPlanReport *self)
{
  if (!self)
    return;
  g_array_unref (self->violations);
  g_array_unref (self->points);
  g_free (self);
}

const char *
so_plan_rule_nick (SoPlanRule rule)
{
  static const char *nicks[SO_PLAN_N_RULES] = { "", "H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9", "H10", "H11", "H12", "H13", "H14", "H15", "H16" };

  return nicks[rule];
}
