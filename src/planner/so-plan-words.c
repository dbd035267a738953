/* SPDX-License-Identifier: MIT */
#include "so-plan-words.h"

#include <glib/gi18n.h>

const char *
so_plan_day_name (int day)
{
  static const char *const names[SO_PLAN_DAYS] = { N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday") };

  return _(names[day]);
}

char *
so_plan_time_words (int day, int minute)
{
  return g_strdup_printf ("%s %02d:%02d", so_plan_day_name (day), minute / 60, minute % 60);
}

static const char *
class_name (const SoPlanProblem *problem, int klass)
{
  return klass < 0 ? "?" : problem->classes[klass].name;
}

static const char *
room_name (const SoPlanProblem *problem, int room)
{
  return room < 0 ? "?" : problem->rooms[room].name;
}

static const char *
teacher_name (const SoPlanProblem *problem, int teacher)
{
  return teacher < 0 ? "?" : problem->teachers[teacher].name;
}

char *
so_plan_place_words (const SoPlanProblem *problem, const SoPlanPlace *place)
{
  g_autofree char *time = so_plan_time_words (place->day, place->start);
  int end = place->start + (place->klass < 0 ? 0 : problem->classes[place->klass].duration);

  return g_strdup_printf ("%s, %s–%02d:%02d, %s, %s", class_name (problem, place->klass), time, end / 60, end % 60, room_name (problem, place->room), teacher_name (problem, place->teacher));
}

/* The features that the room has not, with commas. */
static char *
missing_features (const SoPlanProblem *problem, int klass, int room)
{
  GString *text = g_string_new (NULL);
  const GArray *wanted = problem->classes[klass].features;

  for (guint i = 0; i < wanted->len; i++)
    if (room < 0 || !so_plan_has (problem->rooms[room].features, g_array_index (wanted, guint, i)))
      g_string_append_printf (text, "%s%s", text->len ? ", " : "", (const char *) g_ptr_array_index (problem->words, g_array_index (wanted, guint, i)));
  return g_string_free (text, FALSE);
}

/* Rules that one session breaks by itself. */
static char *
place_words (const SoPlanProblem *problem, const GArray *plan, const SoPlanViolation *v)
{
  const SoPlanPlace *p = &g_array_index (plan, SoPlanPlace, v->first);
  g_autofree char *at = so_plan_place_words (problem, p);
  g_autofree char *missing = NULL;

  switch (v->rule)
    {
    case SO_PLAN_KNOWN:
      if (p->klass < 0 || p->room < 0 || p->teacher < 0)
        return g_strdup_printf (_("There is no such class, room or teacher: %s"), at);
      return g_strdup_printf (_("It does not start at a multiple of %d minutes: %s"), problem->grid, at);
    case SO_PLAN_OPENING: return g_strdup_printf (_("The studio is not open then: %s"), at);
    case SO_PLAN_SPECIALTY: return g_strdup_printf (_("%s does not teach this: %s"), teacher_name (problem, v->teacher), at);
    case SO_PLAN_AVAILABLE: return g_strdup_printf (_("%s is not available then: %s"), teacher_name (problem, v->teacher), at);
    case SO_PLAN_CAPACITY:
      return g_strdup_printf (_("%s has room for %d, and %d come: %s"), room_name (problem, v->room), problem->rooms[v->room].capacity, problem->classes[v->klass].size, at);
    case SO_PLAN_FEATURES:
      missing = missing_features (problem, v->klass, v->room);
      return g_strdup_printf (_("%s does not have what is needed (%s): %s"), room_name (problem, v->room), missing, at);
    default: return g_strdup_printf (_("%s is closed then: %s"), room_name (problem, v->room), at);
    }
}

/* Rules that two sessions break together. */
static char *
pair_words (const SoPlanProblem *problem, const GArray *plan, const SoPlanViolation *v)
{
  const SoPlanPlace *a = &g_array_index (plan, SoPlanPlace, v->first), *b = &g_array_index (plan, SoPlanPlace, v->second);
  g_autofree char *x = so_plan_time_words (a->day, a->start), *y = so_plan_time_words (b->day, b->start);
  const char *first = class_name (problem, a->klass), *second = class_name (problem, b->klass);

  switch (v->rule)
    {
    case SO_PLAN_ROOM_TWICE:
      if (v->amount >= 0)
        return g_strdup_printf (_("%s needs %d minutes between two classes, and has %d: %s, %s and %s, %s"), room_name (problem, v->room), v->limit, v->amount, first, x, second, y);
      return g_strdup_printf (_("Two classes at once in %s: %s, %s and %s, %s"), room_name (problem, v->room), first, x, second, y);
    case SO_PLAN_TEACHER_TWICE: return g_strdup_printf (_("%s has two classes at once: %s, %s and %s, %s"), teacher_name (problem, v->teacher), first, x, second, y);
    case SO_PLAN_STUDENTS_TWICE:
      if (v->group < 0)
        return g_strdup_printf (_("A class overlaps itself: %s, %s and %s"), first, x, y);
      return g_strdup_printf (_("Students of %s have two classes at once: %s, %s and %s, %s"), (const char *) g_ptr_array_index (problem->groups, (guint) v->group), first, x, second, y);
    default: return g_strdup_printf (_("%s: sessions on %s and %s have to be at least %d days apart"), first, so_plan_day_name (a->day), so_plan_day_name (b->day), v->limit);
    }
}

static char *
teacher_words (const SoPlanProblem *problem, const SoPlanViolation *v)
{
  const char *name = teacher_name (problem, v->teacher);

  if (v->rule == SO_PLAN_RUN)
    return g_strdup_printf (_("%s teaches %d minutes without a break on %s; at most %d are agreed"), name, v->amount, so_plan_day_name (v->day), v->limit);
  if (v->day < 0)
    return g_strdup_printf (_("%s teaches %d minutes in the week; at most %d are agreed"), name, v->amount, v->limit);
  return g_strdup_printf (_("%s teaches %d minutes on %s; at most %d are agreed"), name, v->amount, so_plan_day_name (v->day), v->limit);
}

char *
so_plan_violation_words (const SoPlanProblem *problem, const GArray *plan, const SoPlanViolation *v)
{
  g_autofree char *at = NULL;

  switch (v->rule)
    {
    case SO_PLAN_ROOM_TWICE: case SO_PLAN_TEACHER_TWICE: case SO_PLAN_STUDENTS_TWICE: return pair_words (problem, plan, v);
    case SO_PLAN_HOURS: case SO_PLAN_RUN: return teacher_words (problem, v);
    case SO_PLAN_CONCURRENT:
      at = so_plan_time_words (v->day, v->start);
      return g_strdup_printf (_("%d classes at once, %s; at most %d are wanted"), v->amount, at, v->limit);
    case SO_PLAN_SESSIONS:
      if (v->second >= 0)
        return pair_words (problem, plan, v);
      return g_strdup_printf (_("%s has %d sessions; %d are wanted"), class_name (problem, v->klass), v->amount, v->limit);
    case SO_PLAN_SAME_TEACHER: return g_strdup_printf (_("%s has several teachers; one for all its sessions is wanted"), class_name (problem, v->klass));
    case SO_PLAN_PINNED: return g_strdup_printf (_("%s: %d of %d fixed times, rooms or teachers are kept"), class_name (problem, v->klass), v->amount, v->limit);
    default: return place_words (problem, plan, v);
    }
}

char *
so_plan_point_words (const SoPlanProblem *problem, const GArray *plan, const SoPlanPoint *point)
{
  g_autofree char *at = point->place < 0 ? NULL : so_plan_place_words (problem, &g_array_index (plan, SoPlanPlace, point->place));

  switch (point->kind)
    {
    case SO_PLAN_PREFERRED: return g_strdup_printf (_("At a preferred time: %s"), at);
    case SO_PLAN_BEGINNER_PEAK: return g_strdup_printf (_("Beginners when most people have time: %s"), at);
    case SO_PLAN_ROOM_FIT: return g_strdup_printf (_("The room is as large as it needs to be: %s"), at);
    case SO_PLAN_CONTINUITY:
      return g_strdup_printf (_("%s teaches %d times on %s"), teacher_name (problem, point->teacher), point->count, so_plan_day_name (point->day));
    default:
      return g_strdup_printf (ngettext ("%s: %d session has no place", "%s: %d sessions have no place", (gulong) point->count), class_name (problem, point->klass), point->count);
    }
}

const char *
so_plan_point_nick (SoPlanPointKind kind)
{
  static const char *const nicks[SO_PLAN_N_POINTS] = { "preferred", "beginner_peak", "room_fit", "continuity", "unplaced" };

  return nicks[kind];
}
