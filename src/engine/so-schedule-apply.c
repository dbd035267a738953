/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-schedule-problem.h"

#include "so-day.h"
#include "so-error.h"
#include "so-json.h"
#include "so-plan-classes.h"
#include "so-series-edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_SESSIONS 7
/* What a change costs, as in a repair: another time, teacher or room. */
#define CHANGED 10
#define TIME 4
#define TEACHER 2
#define ROOM 1

/* One session of a plan. */
typedef struct {
  const SoPlanClass *class;
  int day, start;            /* day: of all days */
  const char *room, *teacher;
} Assignment;

static const SoPlanClass *
find_class (GPtrArray *classes, const char *id)
{
  for (guint i = 0; i < classes->len; i++)
    if (!g_strcmp0 (((SoPlanClass *) classes->pdata[i])->id, id))
      return classes->pdata[i];
  return NULL;
}

static gboolean
read_assignment (JsonObject *object, const SoSchedule *schedule, GPtrArray *classes, int monday, Assignment *assignment, GError **error)
{
  gint64 day = object ? so_json_int (object, "day") : -1, start = object ? so_json_int (object, "start") : -1;

  *assignment = (Assignment) { .class = object ? find_class (classes, so_json_string (object, "class")) : NULL };
  if (!assignment->class || day < 0 || day > 6 || start < 0 || start >= SO_DAY_MINUTES)
    return so_fail (error, SO_ERROR_CHANGE, _("This is no plan for this week: it has other classes or days. Make a new one"));
  assignment->day = monday + (int) day;
  assignment->start = (int) start;
  assignment->room = so_json_string (object, "room");
  assignment->teacher = so_json_string (object, "instructor");
  return (so_schedule_room (schedule, assignment->room) && so_schedule_teacher (schedule, assignment->teacher)) ||
         so_fail (error, SO_ERROR_CHANGE, _("This plan has a room or a teacher that is not there any more: make a new one"));
}

static GArray *
read_solution (const char *json, const SoSchedule *schedule, GPtrArray *classes, int monday, JsonNode **node, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Assignment));
  JsonArray *array;

  if (!(*node = so_json_parse (json, -1, 0, error)))
    return NULL;
  array = so_json_root (*node) ? so_json_array (so_json_root (*node), "assignments") : NULL;
  if (!array)
    return so_fail (error, SO_ERROR_CHANGE, _("This is no plan: a plan has “assignments”")), NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      Assignment assignment;

      if (!read_assignment (so_json_element (array, i), schedule, classes, monday, &assignment, error))
        return NULL;
      g_array_append_val (all, assignment);
    }
  return g_steal_pointer (&all);
}

static int
cost_of (const SoSession *session, const Assignment *assignment)
{
  gboolean time = session->day != assignment->day || session->start != assignment->start;
  gboolean teacher = g_strcmp0 (session->teacher_id, assignment->teacher) != 0, room = g_strcmp0 (session->room_id, assignment->room) != 0;

  return (time || teacher || room ? CHANGED : 0) + time * TIME + teacher * TEACHER + room * ROOM;
}

/* Which assignment each session becomes, -1: none, at the least cost: every way is tried, there are seven at most. */
typedef struct {
  GPtrArray *sessions;
  const Assignment **assignments;
  guint n;
  int now[MOST_SESSIONS], best[MOST_SESSIONS];
  int least;
} Match;

static void
match_from (Match *match, guint i, guint used, int cost)
{
  guint left = match->sessions->len - i, free = match->n - (guint) __builtin_popcount (used);

  if (cost >= match->least)
    return;
  if (i == match->sessions->len)
    {
      match->least = cost;
      memcpy (match->best, match->now, sizeof match->best);
      return;
    }
  for (guint k = 0; k < match->n; k++)
    if (!(used >> k & 1))
      {
        match->now[i] = (int) k;
        match_from (match, i + 1, used | 1u << k, cost + cost_of (match->sessions->pdata[i], match->assignments[k]));
      }
  match->now[i] = -1;
  if (left > free)
    match_from (match, i + 1, used, cost);
}

static gboolean
move (SoDb *db, const SoSession *session, const Assignment *to, gboolean following, SoPlanApplied *applied, GError **error)
{
  g_autofree char *day = so_day_format (to->day);
  SoSessionEdit edit = SO_SESSION_EDIT_NOTHING;

  if (!cost_of (session, to))
    return TRUE;
  if (session->day != to->day)
    edit.day = day;
  if (session->start != to->start)
    edit.start = to->start;
  if (g_strcmp0 (session->room_id, to->room))
    edit.room_id = to->room;
  if (g_strcmp0 (session->teacher_id, to->teacher))
    edit.teacher_id = to->teacher;
  applied->changed++;
  return so_session_edit (db, session->id, following ? SO_SCOPE_FOLLOWING : SO_SCOPE_THIS, &edit, error);
}

static gboolean
add (SoDb *db, const Assignment *to, gboolean following, SoPlanApplied *applied, GError **error)
{
  g_autofree char *first = so_day_format_time (to->day, to->start);
  SoSeries wish = { .class_id = to->class->kind->id, .first = first, .rule = (char *) (following ? "FREQ=WEEKLY" : NULL), .minutes = to->class->minutes,
                    .room_id = (char *) to->room, .teacher_id = (char *) to->teacher };
  g_auto (GStrv) ids = so_series_add (db, &wish, error);

  applied->added++;
  return ids != NULL;
}

static gboolean
apply_class (SoDb *db, const SoPlanClass *class, const GArray *all, gboolean following, SoPlanApplied *applied, GError **error)
{
  const Assignment *own[MOST_SESSIONS];
  Match match = { .sessions = class->sessions, .assignments = own, .least = G_MAXINT };
  guint taken = 0;

  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, Assignment, i).class == class)
      {
        if (match.n == MOST_SESSIONS)
          return so_fail (error, SO_ERROR_CHANGE, _("This plan has more than seven sessions of “%s” in a week"), class->kind->name);
        own[match.n++] = &g_array_index (all, Assignment, i);
      }
  match_from (&match, 0, 0, 0);
  for (guint i = 0; i < class->sessions->len; i++)
    {
      if (match.best[i] < 0)
        applied->unplaced++;
      else if (!move (db, class->sessions->pdata[i], own[match.best[i]], following, applied, error))
        return FALSE;
      taken |= match.best[i] < 0 ? 0 : 1u << match.best[i];
    }
  for (guint k = 0; k < match.n; k++)
    if (!(taken >> k & 1) && !add (db, own[k], following, applied, error))
      return FALSE;
  return TRUE;
}

gboolean
so_schedule_plan_apply (SoDb *db, int day, const char *solution, gboolean following, SoPlanApplied *applied, GError **error)
{
  int monday = so_day_monday (day);
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, monday, monday + 6, error);
  g_autoptr (GPtrArray) sessions = schedule ? so_schedule_sessions (db, schedule, monday, monday + 6, error) : NULL;
  g_autoptr (GPtrArray) classes = sessions ? so_plan_classes (schedule, sessions) : NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GArray) all = classes ? read_solution (solution, schedule, classes, monday, &node, error) : NULL;

  *applied = (SoPlanApplied) { 0 };
  for (guint i = 0; all && i < classes->len; i++)
    {
      const SoPlanClass *class = classes->pdata[i];

      if (class->sessions->len > MOST_SESSIONS)
        return so_fail (error, SO_ERROR_CHANGE, _("“%s” has more than seven sessions in a week, and is not planned"), class->kind->name);
      if (!apply_class (db, class, all, following, applied, error))
        return FALSE;
    }
  return all != NULL;
}
