/* SPDX-License-Identifier: MIT */
#include "so-plan-conflict.h"

/* A rule is left out by changing the problem so that it cannot be broken: the solvers need not know. */

static GArray *
whole_week (void)
{
  GArray *windows = g_array_new (FALSE, FALSE, sizeof (SoPlanWindow));

  for (int day = 0; day < SO_PLAN_DAYS; day++)
    {
      SoPlanWindow w = { day, 0, SO_PLAN_DAY_MINUTES };

      g_array_append_val (windows, w);
    }
  return windows;
}

static void
copy_room (SoPlanRoom *to, const SoPlanRoom *from)
{
  *to = *from;
  to->id = g_strdup (from->id);
  to->name = g_strdup (from->name);
  to->features = g_array_copy (from->features);
  to->closed = g_array_copy (from->closed);
}

static void
copy_teacher (SoPlanTeacher *to, const SoPlanTeacher *from)
{
  *to = *from;
  to->id = g_strdup (from->id);
  to->name = g_strdup (from->name);
  to->styles = g_array_copy (from->styles);
  to->availability = g_array_copy (from->availability);
}

static void
copy_class (SoPlanClass *to, const SoPlanClass *from)
{
  *to = *from;
  to->id = g_strdup (from->id);
  to->name = g_strdup (from->name);
  to->level = g_strdup (from->level);
  to->features = g_array_copy (from->features);
  to->groups = g_array_copy (from->groups);
  to->teachers = from->teachers ? g_array_copy (from->teachers) : NULL;
  to->pins = g_array_copy (from->pins);
  to->preferred = g_array_copy (from->preferred);
}

/* Rooms and teachers stand there once, and @more times again for each whose "one at a time" is left out. */
static void
copy_resources (SoPlanProblem *to, const SoPlanProblem *from, const GArray *without, guint more)
{
  guint copies = 0;

  for (guint i = 0; without && i < without->len; i++)
    copies += g_array_index (without, SoPlanItem, i).rule == SO_PLAN_ROOM_TWICE || g_array_index (without, SoPlanItem, i).rule == SO_PLAN_TEACHER_TWICE;
  to->rooms = g_new0 (SoPlanRoom, from->n_rooms + copies * more + 1);
  to->teachers = g_new0 (SoPlanTeacher, from->n_teachers + copies * more + 1);
  for (to->n_rooms = 0; to->n_rooms < from->n_rooms; to->n_rooms++)
    copy_room (&to->rooms[to->n_rooms], &from->rooms[to->n_rooms]);
  for (to->n_teachers = 0; to->n_teachers < from->n_teachers; to->n_teachers++)
    copy_teacher (&to->teachers[to->n_teachers], &from->teachers[to->n_teachers]);
}

static void
copy_classes (SoPlanProblem *to, const SoPlanProblem *from, const GArray *classes)
{
  to->classes = g_new0 (SoPlanClass, classes->len + 1);
  for (guint i = 0; i < classes->len; i++)
    copy_class (&to->classes[to->n_classes++], &from->classes[g_array_index (classes, guint, i)]);
  for (guint g = 0; g < from->groups->len; g++)
    g_ptr_array_add (to->groups, g_strdup (g_ptr_array_index (from->groups, g)));
  to->n_groups = to->groups->len;
}

static void
set_whole_week (GArray **windows)
{
  g_array_unref (*windows);
  *windows = whole_week ();
}

/* Anybody may teach it: a style that everybody has. */
static void
leave_out_specialty (SoPlanProblem *to, SoPlanClass *klass, guint style)
{
  klass->style = style;
  g_clear_pointer (&klass->teachers, g_array_unref);
  for (guint t = 0; t < to->n_teachers; t++)
    if (!so_plan_has (to->teachers[t].styles, style))
      g_array_append_val (to->teachers[t].styles, style);
}

static void
leave_out_group (SoPlanProblem *to, guint group)
{
  for (guint c = 0; c < to->n_classes; c++)
    for (guint i = to->classes[c].groups->len; i--;)
      if (g_array_index (to->classes[c].groups, guint, i) == group)
        g_array_remove_index_fast (to->classes[c].groups, i);
}

/* @more of the same teacher, whom every class may have that may have this one. A pin to this one may be kept by none of them: it is then a rule of its own. */
static void
add_teachers (SoPlanProblem *to, guint teacher, guint more)
{
  for (guint i = 0; i < more; i++)
    {
      guint n = to->n_teachers++;

      copy_teacher (&to->teachers[n], &to->teachers[teacher]);
      for (guint c = 0; c < to->n_classes; c++)
        if (to->classes[c].teachers && so_plan_has (to->classes[c].teachers, teacher))
          g_array_append_val (to->classes[c].teachers, n);
    }
}

static void
leave_out (SoPlanProblem *to, const SoPlanItem *item, SoPlanClass *klass, guint more, guint style)
{
  switch (item->rule)
    {
    case SO_PLAN_OPENING: set_whole_week (&to->opening); break;
    case SO_PLAN_SPECIALTY: leave_out_specialty (to, klass, style); break;
    case SO_PLAN_AVAILABLE: set_whole_week (&to->teachers[item->teacher].availability); break;
    case SO_PLAN_CAPACITY: klass->size = 0; break;
    case SO_PLAN_FEATURES: g_array_set_size (klass->features, 0); break;
    case SO_PLAN_CLOSED: g_array_set_size (to->rooms[item->room].closed, 0); break;
    case SO_PLAN_ROOM_TWICE:
      for (guint i = 0; i < more; i++)
        copy_room (&to->rooms[to->n_rooms++], &to->rooms[item->room]);
      break;
    case SO_PLAN_TEACHER_TWICE: add_teachers (to, (guint) item->teacher, more); break;
    case SO_PLAN_CONCURRENT: to->max_concurrent = -1; break;
    case SO_PLAN_STUDENTS_TWICE: leave_out_group (to, (guint) item->group); break;
    case SO_PLAN_SESSIONS: klass->day_gap = 0; break;
    case SO_PLAN_SAME_TEACHER: klass->same_teacher = FALSE; break;
    case SO_PLAN_HOURS: to->teachers[item->teacher].max_day = to->teachers[item->teacher].max_week = -1; break;
    case SO_PLAN_RUN: to->teachers[item->teacher].max_run = -1; break;
    case SO_PLAN_PINNED: g_array_set_size (klass->pins, 0); break;
    case SO_PLAN_KNOWN: case SO_PLAN_N_RULES: break;
    }
}

SoPlanProblem *
so_plan_relax (const SoPlanProblem *problem, const GArray *classes, const GArray *without)
{
  SoPlanProblem *to = so_plan_problem_new ();
  guint sessions = 0;

  for (guint i = 0; i < classes->len; i++)
    sessions += (guint) problem->classes[g_array_index (classes, guint, i)].sessions;
  to->grid = problem->grid;
  to->max_concurrent = problem->max_concurrent;
  g_array_append_vals (to->opening, problem->opening->data, problem->opening->len);
  copy_resources (to, problem, without, sessions);
  copy_classes (to, problem, classes);
  /* who cannot be in two places is added first, so that hours and styles are left out for the copies too */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; without && i < without->len; i++)
      {
        const SoPlanItem *item = &g_array_index (without, SoPlanItem, i);
        SoPlanClass *klass = NULL;

        for (guint c = 0; c < classes->len; c++)
          if ((int) g_array_index (classes, guint, c) == item->klass)
            klass = &to->classes[c];
        if ((item->klass < 0 || klass) && (item->rule == SO_PLAN_ROOM_TWICE || item->rule == SO_PLAN_TEACHER_TWICE) == (pass == 1))
          leave_out (to, item, klass, sessions, problem->words->len);
      }
  return to;
}

static void
add (GArray *items, SoPlanRule rule, int klass, int room, int teacher, int group)
{
  SoPlanItem item = { rule, klass, room, teacher, group };

  g_array_append_val (items, item);
}

static gboolean
any_suits (const SoPlanProblem *problem, const GArray *classes, guint i, gboolean teacher)
{
  for (guint c = 0; c < classes->len; c++)
    {
      const SoPlanClass *klass = &problem->classes[g_array_index (classes, guint, c)];

      if (teacher ? so_plan_teacher_suits (problem, i, klass) : so_plan_room_suits (problem, &problem->rooms[i], klass))
        return TRUE;
    }
  return FALSE;
}

/* Rules of whole rooms, teachers and groups that have to do with the classes. */
static void
add_shared_items (const SoPlanProblem *problem, const GArray *classes, SoPlanRule rule, GArray *items)
{
  guint n = rule == SO_PLAN_CLOSED || rule == SO_PLAN_ROOM_TWICE ? problem->n_rooms : rule == SO_PLAN_STUDENTS_TWICE ? problem->n_groups : problem->n_teachers;

  for (guint i = 0; i < n; i++)
    if (rule == SO_PLAN_CLOSED || rule == SO_PLAN_ROOM_TWICE)
      {
        if ((rule == SO_PLAN_ROOM_TWICE || problem->rooms[i].closed->len) && any_suits (problem, classes, i, FALSE))
          add (items, rule, -1, (int) i, -1, -1);
      }
    else if (rule == SO_PLAN_STUDENTS_TWICE)
      {
        gboolean used = FALSE;

        for (guint c = 0; c < classes->len; c++)
          used = used || so_plan_has (problem->classes[g_array_index (classes, guint, c)].groups, i);
        if (used)
          add (items, rule, -1, -1, -1, (int) i);
      }
    else if (any_suits (problem, classes, i, TRUE))
      add (items, rule, -1, -1, (int) i, -1);
}

static void
add_class_items (const SoPlanProblem *problem, const GArray *classes, SoPlanRule rule, GArray *items)
{
  for (guint c = 0; c < classes->len; c++)
    {
      int klass = (int) g_array_index (classes, guint, c);
      const SoPlanClass *k = &problem->classes[klass];

      if ((rule == SO_PLAN_PINNED && !k->pins->len) || (rule == SO_PLAN_FEATURES && !k->features->len) ||
          ((rule == SO_PLAN_SESSIONS || rule == SO_PLAN_SAME_TEACHER) && k->sessions < 2))
        continue;
      add (items, rule, klass, -1, -1, -1);
    }
}

GArray *
so_plan_items_of (const SoPlanProblem *problem, const GArray *classes)
{
  /* what explains least by itself goes first */
  static const SoPlanRule order[] = { SO_PLAN_CONCURRENT, SO_PLAN_RUN, SO_PLAN_HOURS, SO_PLAN_OPENING, SO_PLAN_SAME_TEACHER, SO_PLAN_CLOSED, SO_PLAN_SESSIONS, SO_PLAN_STUDENTS_TWICE,
                                      SO_PLAN_ROOM_TWICE, SO_PLAN_TEACHER_TWICE, SO_PLAN_PINNED, SO_PLAN_FEATURES, SO_PLAN_CAPACITY, SO_PLAN_AVAILABLE, SO_PLAN_SPECIALTY };
  GArray *items = g_array_new (FALSE, FALSE, sizeof (SoPlanItem));

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    switch (order[i])
      {
      case SO_PLAN_CONCURRENT:
        if (problem->max_concurrent >= 0)
          add (items, order[i], -1, -1, -1, -1);
        break;
      case SO_PLAN_OPENING:
        add (items, order[i], -1, -1, -1, -1);
        break;
      case SO_PLAN_SAME_TEACHER: case SO_PLAN_SESSIONS: case SO_PLAN_PINNED: case SO_PLAN_FEATURES: case SO_PLAN_CAPACITY: case SO_PLAN_SPECIALTY:
        add_class_items (problem, classes, order[i], items);
        break;
      default:
        add_shared_items (problem, classes, order[i], items);
      }
  return items;
}
