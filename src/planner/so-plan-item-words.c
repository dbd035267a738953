/* SPDX-License-Identifier: MIT */
#include "so-plan-words.h"

#include <glib/gi18n.h>

/* "Monday 17:00–21:00, Friday 9:00–12:00"; long lists are cut. */
static char *
windows_words (const GArray *windows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < windows->len; i++)
    {
      const SoPlanWindow *w = &g_array_index (windows, SoPlanWindow, i);
      g_autofree char *from = so_plan_time_words (w->day, w->start);

      if (i == 7)
        {
          g_string_append (text, ", …");
          break;
        }
      g_string_append_printf (text, "%s%s–%02d:%02d", i ? ", " : "", from, w->end / 60, w->end % 60);
    }
  return g_string_free (text, FALSE);
}

/* Who could teach it, with commas. */
static char *
teachers_words (const SoPlanProblem *problem, const SoPlanClass *c)
{
  GString *text = g_string_new (NULL);

  for (guint t = 0; t < problem->n_teachers; t++)
    if (so_plan_teacher_suits (problem, t, c))
      g_string_append_printf (text, "%s%s", text->len ? ", " : "", problem->teachers[t].name);
  return g_string_free (text, FALSE);
}

static char *
features_words (const SoPlanProblem *problem, const SoPlanClass *c)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < c->features->len; i++)
    g_string_append_printf (text, "%s%s", i ? ", " : "", (const char *) g_ptr_array_index (problem->words, g_array_index (c->features, guint, i)));
  return g_string_free (text, FALSE);
}

static int
largest_room (const SoPlanProblem *problem)
{
  int most = 0;

  for (guint r = 0; r < problem->n_rooms; r++)
    most = MAX (most, problem->rooms[r].capacity);
  return most;
}

static char *
class_item_words (const SoPlanProblem *problem, const SoPlanItem *item)
{
  const SoPlanClass *c = &problem->classes[item->klass];
  g_autofree char *names = NULL;

  switch (item->rule)
    {
    case SO_PLAN_SPECIALTY:
      names = teachers_words (problem, c);
      return *names ? g_strdup_printf (_("%s can be taught by %s only"), c->name, names) : g_strdup_printf (_("Nobody teaches %s (%s)"), c->name, (const char *) g_ptr_array_index (problem->words, c->style));
    case SO_PLAN_CAPACITY:
      if (!problem->n_rooms)
        return g_strdup_printf (_("There is no room for %s"), c->name);
      return g_strdup_printf (_("%d come to %s; the largest room has room for %d"), c->size, c->name, largest_room (problem));
    case SO_PLAN_FEATURES:
      names = features_words (problem, c);
      return g_strdup_printf (_("%s needs a room with %s"), c->name, names);
    case SO_PLAN_SESSIONS: return g_strdup_printf (_("%s has %d sessions at least %d days apart"), c->name, c->sessions, c->day_gap);
    case SO_PLAN_SAME_TEACHER: return g_strdup_printf (_("%s has one teacher for all its %d sessions"), c->name, c->sessions);
    default: return g_strdup_printf (_("%s is fixed to a time, a room or a teacher"), c->name);
    }
}

char *
so_plan_item_words (const SoPlanProblem *problem, const SoPlanItem *item)
{
  g_autofree char *windows = NULL;

  if (item->klass >= 0)
    return class_item_words (problem, item);
  switch (item->rule)
    {
    case SO_PLAN_OPENING:
      windows = windows_words (problem->opening);
      return *windows ? g_strdup_printf (_("The studio is open %s"), windows) : g_strdup (_("The studio is never open"));
    case SO_PLAN_AVAILABLE:
      windows = windows_words (problem->teachers[item->teacher].availability);
      return *windows ? g_strdup_printf (_("%s is available %s"), problem->teachers[item->teacher].name, windows) : g_strdup_printf (_("%s is never available"), problem->teachers[item->teacher].name);
    case SO_PLAN_TEACHER_TWICE: return g_strdup_printf (_("%s teaches one class at a time"), problem->teachers[item->teacher].name);
    case SO_PLAN_HOURS: return g_strdup_printf (_("%s does not want to teach more hours"), problem->teachers[item->teacher].name);
    case SO_PLAN_RUN: return g_strdup_printf (_("%s needs a break after %d minutes"), problem->teachers[item->teacher].name, problem->teachers[item->teacher].max_run);
    case SO_PLAN_CLOSED:
      windows = windows_words (problem->rooms[item->room].closed);
      return g_strdup_printf (_("%s is closed %s"), problem->rooms[item->room].name, windows);
    case SO_PLAN_ROOM_TWICE: return g_strdup_printf (_("%s holds one class at a time"), problem->rooms[item->room].name);
    case SO_PLAN_STUDENTS_TWICE: return g_strdup_printf (_("Students of %s are in one class at a time"), (const char *) g_ptr_array_index (problem->groups, (guint) item->group));
    default: return g_strdup_printf (_("At most %d classes at once are wanted"), problem->max_concurrent);
    }
}

static char *
class_item_advice (const SoPlanProblem *problem, const SoPlanItem *item)
{
  const SoPlanClass *c = &problem->classes[item->klass];

  switch (item->rule)
    {
    case SO_PLAN_SPECIALTY: return g_strdup_printf (_("Let somebody else teach %s"), c->name);
    case SO_PLAN_CAPACITY:
      return problem->n_rooms ? g_strdup_printf (_("Take fewer people into %s, or split it"), c->name) : g_strdup (_("Enter a room"));
    case SO_PLAN_FEATURES: return g_strdup_printf (_("Let %s do without, or equip another room"), c->name);
    case SO_PLAN_SESSIONS: return g_strdup_printf (_("Let the sessions of %s be closer together"), c->name);
    case SO_PLAN_SAME_TEACHER: return g_strdup_printf (_("Let several people teach %s"), c->name);
    default: return g_strdup_printf (_("Do not fix %s"), c->name);
    }
}

char *
so_plan_item_advice (const SoPlanProblem *problem, const SoPlanItem *item)
{
  if (item->klass >= 0)
    return class_item_advice (problem, item);
  switch (item->rule)
    {
    case SO_PLAN_OPENING: return g_strdup (_("Open longer"));
    case SO_PLAN_AVAILABLE: return g_strdup_printf (_("Ask %s for more hours"), problem->teachers[item->teacher].name);
    case SO_PLAN_TEACHER_TWICE: return g_strdup_printf (_("Find a second teacher beside %s"), problem->teachers[item->teacher].name);
    case SO_PLAN_HOURS: return g_strdup_printf (_("Ask %s to teach more"), problem->teachers[item->teacher].name);
    case SO_PLAN_RUN: return g_strdup_printf (_("Ask %s to teach longer without a break"), problem->teachers[item->teacher].name);
    case SO_PLAN_CLOSED: return g_strdup_printf (_("Open %s then"), problem->rooms[item->room].name);
    case SO_PLAN_ROOM_TWICE: return g_strdup_printf (_("Use another room as %s"), problem->rooms[item->room].name);
    case SO_PLAN_STUDENTS_TWICE: return g_strdup_printf (_("Let the students of %s choose"), (const char *) g_ptr_array_index (problem->groups, (guint) item->group));
    default: return g_strdup (_("Allow more classes at once"));
    }
}
