/* SPDX-License-Identifier: MIT */
#include "so-schedule-check.h"

#include <string.h>

#include "so-day.h"

#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

static const char *const nicks[SO_N_PROBLEMS] = {
  "room_taken", "turnover", "teacher_taken", "students", "outside_hours", "teacher_away", "specialty", "too_small", "feature", "max_day", "max_week", "max_run", "overbooked",
  "no_room", "no_teacher", "too_few",
};

const char *
so_problem_nick (SoProblemKind kind)
{
  return nicks[kind];
}

void
so_problem_free (SoProblem *problem)
{
  if (!problem)
    return;
  g_free (problem->other);
  g_free (problem->other_title);
  g_free (problem->detail);
  g_free (problem);
}

static SoProblem *
add (SoSession *session, SoProblemKind kind, const char *detail)
{
  SoProblem *problem = g_new0 (SoProblem, 1);

  problem->kind = kind;
  problem->detail = g_strdup (detail);
  g_ptr_array_add (session->problems, problem);
  return problem;
}

static SoProblem *
add_count (SoSession *session, SoProblemKind kind, int number, int limit)
{
  SoProblem *problem = add (session, kind, NULL);

  problem->number = number;
  problem->limit = limit;
  return problem;
}

/* Said of both. */
static void
add_pair (SoSession *one, SoSession *other, SoProblemKind kind, const char *detail, int number, int limit)
{
  SoSession *both[] = { one, other };

  for (guint i = 0; i < 2; i++)
    {
      SoProblem *problem = add (both[i], kind, detail);

      problem->other = g_strdup (both[1 - i]->id);
      problem->other_title = g_strdup (both[1 - i]->title);
      problem->number = number;
      problem->limit = limit;
    }
}

static gint64
begin_of (const SoSession *session)
{
  return (gint64) session->day * SO_DAY_MINUTES + session->start;
}

static const char *
shared_group (const SoClassKind *one, const SoClassKind *other)
{
  for (guint i = 0; one && other && one->groups[i]; i++)
    if (g_strv_contains ((const char *const *) other->groups, one->groups[i]))
      return one->groups[i];
  return NULL;
}

/* @one begins first. */
static void
check_pair (const SoSchedule *schedule, SoSession *one, SoSession *other)
{
  int gap = (int) (begin_of (other) - begin_of (one)) - one->minutes;
  const SoRoom *room = so_schedule_room (schedule, one->room_id);
  const char *group = NULL;

  if (room && !g_strcmp0 (one->room_id, other->room_id) && gap < room->turnover)
    add_pair (one, other, gap < 0 ? SO_PROBLEM_ROOM_TAKEN : SO_PROBLEM_TURNOVER, room->name, gap, room->turnover);
  if (gap >= 0)
    return;
  if (one->teacher_id && !g_strcmp0 (one->teacher_id, other->teacher_id))
    add_pair (one, other, SO_PROBLEM_TEACHER_TAKEN, one->teacher, 0, 0);
  group = shared_group (so_schedule_kind (schedule, one->class_id), so_schedule_kind (schedule, other->class_id));
  if (group)
    add_pair (one, other, SO_PROBLEM_STUDENTS, group, 0, 0);
}

static void
check_room (const SoSchedule *schedule, SoSession *session, const SoClassKind *kind)
{
  const SoRoom *room = so_schedule_room (schedule, session->room_id);

  if (!room)
    {
      add (session, SO_PROBLEM_NO_ROOM, NULL);
      return;
    }
  if (room->capacity < session->most)
    add_count (session, SO_PROBLEM_TOO_SMALL, room->capacity, session->most)->detail = g_strdup (room->name);
  for (guint i = 0; kind && kind->features[i]; i++)
    if (!g_strv_contains ((const char *const *) room->features, kind->features[i]))
      add (session, SO_PROBLEM_FEATURE, kind->features[i]);
}

static const char *
why_away (const SoSchedule *schedule, const SoSession *session)
{
  g_autofree char *date = so_day_format (session->day);

  for (guint i = 0; schedule->days && i < schedule->days->len; i++)
    {
      const SoTeacherDay *other = schedule->days->pdata[i];

      if (!strcmp (other->teacher_id, session->teacher_id) && !strcmp (other->day, date))
        return other->note;
    }
  return NULL;
}

static void
check_teacher (const SoSchedule *schedule, SoSession *session, const SoClassKind *kind)
{
  const SoTeacher *teacher = so_schedule_teacher (schedule, session->teacher_id);
  g_autoptr (GArray) there = teacher ? so_schedule_there (schedule, teacher, session->day - 1, session->day + 1) : NULL;

  if (!teacher)
    {
      add (session, SO_PROBLEM_NO_TEACHER, NULL);
      return;
    }
  if (there && !so_spans_cover (there, begin_of (session), begin_of (session) + session->minutes))
    add (session, SO_PROBLEM_TEACHER_AWAY, why_away (schedule, session));
  if (kind && kind->teachers ? !g_strv_contains ((const char *const *) kind->teachers, teacher->id)
                             : *session->style && !g_strv_contains ((const char *const *) teacher->styles, session->style))
    add (session, SO_PROBLEM_SPECIALTY, kind && kind->teachers ? session->title : session->style);
}

static void
check_one (const SoSchedule *schedule, SoSession *session, gint64 now)
{
  const SoClassKind *kind = so_schedule_kind (schedule, session->class_id);
  g_autoptr (GArray) open = so_schedule_open (schedule, session->day - 1, session->day + 1);

  if (open && !so_spans_cover (open, begin_of (session), begin_of (session) + session->minutes))
    add (session, SO_PROBLEM_OUTSIDE_HOURS, NULL);
  check_room (schedule, session, kind);
  check_teacher (schedule, session, kind);
  if (session->booked > session->most)
    add_count (session, SO_PROBLEM_OVERBOOKED, session->booked, session->most);
  if (session->booked < session->least && session->starts_at > now && session->starts_at - now < DAY_MS)
    add_count (session, SO_PROBLEM_TOO_FEW, session->booked, session->least);
}

/* How long the teacher of @session teaches from @first to @last. */
static int
minutes_of (GPtrArray *sessions, const SoSession *session, int first, int last)
{
  int minutes = 0;

  for (guint i = 0; i < sessions->len; i++)
    {
      const SoSession *other = sessions->pdata[i];

      if (other->state == SO_SESSION_PLANNED && other->day >= first && other->day <= last && !g_strcmp0 (other->teacher_id, session->teacher_id))
        minutes += other->minutes;
    }
  return minutes;
}

/* How long that goes on without a break: sessions with less than @least minutes between them are one. As the planner counts. */
static int
run_of (GPtrArray *sessions, const SoSession *session, int least)
{
  gint64 from = begin_of (session), to = from + session->minutes;
  gboolean grew = TRUE;

  while (grew)
    {
      grew = FALSE;
      for (guint i = 0; i < sessions->len; i++)
        {
          const SoSession *other = sessions->pdata[i];
          gint64 begin = begin_of (other), end = begin + other->minutes;

          if (other->state != SO_SESSION_PLANNED || other->day != session->day || g_strcmp0 (other->teacher_id, session->teacher_id) || begin - to >= least || from - end >= least ||
              (begin >= from && end <= to))
            continue;
          from = MIN (from, begin);
          to = MAX (to, end);
          grew = TRUE;
        }
    }
  return (int) (to - from);
}

static void
check_hours (const SoSchedule *schedule, GPtrArray *sessions, SoSession *session)
{
  const SoTeacher *teacher = so_schedule_teacher (schedule, session->teacher_id);
  int monday = so_day_monday (session->day), minutes;

  if (teacher && teacher->max_day >= 0 && (minutes = minutes_of (sessions, session, session->day, session->day)) > teacher->max_day)
    add_count (session, SO_PROBLEM_MAX_DAY, minutes, teacher->max_day)->detail = g_strdup (teacher->name);
  if (teacher && teacher->max_week >= 0 && (minutes = minutes_of (sessions, session, monday, monday + 6)) > teacher->max_week)
    add_count (session, SO_PROBLEM_MAX_WEEK, minutes, teacher->max_week)->detail = g_strdup (teacher->name);
  if (teacher && teacher->max_run >= 0 && (minutes = run_of (sessions, session, teacher->min_break < 0 ? SO_TEACHER_BREAK : teacher->min_break)) > teacher->max_run)
    add_count (session, SO_PROBLEM_MAX_RUN, minutes, teacher->max_run)->detail = g_strdup (teacher->name);
}

static int
by_problem (gconstpointer a, gconstpointer b)
{
  const SoProblem *one = a, *other = b;

  return one->kind != other->kind ? (int) one->kind - (int) other->kind : g_strcmp0 (one->other, other->other);
}

/* In order of their beginning, so that who begins after the longest of them has ended is no neighbour any more. */
static void
check_pairs (const SoSchedule *schedule, GPtrArray *sessions)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < sessions->len; i++)
    if (((SoSession *) sessions->pdata[i])->state == SO_SESSION_PLANNED)
      g_ptr_array_add (sorted, sessions->pdata[i]);
  g_ptr_array_sort_values (sorted, so_session_compare);
  for (guint i = 0; i < sorted->len; i++)
    for (guint k = i + 1; k < sorted->len && begin_of (sorted->pdata[k]) < begin_of (sorted->pdata[i]) + SO_CLASS_LONGEST + 240; k++)
      check_pair (schedule, sorted->pdata[i], sorted->pdata[k]);
}

guint
so_schedule_check (const SoSchedule *schedule, GPtrArray *sessions, gint64 now)
{
  guint n = 0;

  for (guint i = 0; i < sessions->len; i++)
    {
      SoSession *session = sessions->pdata[i];

      g_clear_pointer (&session->problems, g_ptr_array_unref);
      session->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) so_problem_free);
      if (session->state != SO_SESSION_PLANNED)
        continue;
      check_one (schedule, session, now);
      check_hours (schedule, sessions, session);
    }
  check_pairs (schedule, sessions);
  for (guint i = 0; i < sessions->len; i++)
    {
      g_ptr_array_sort_values (((SoSession *) sessions->pdata[i])->problems, by_problem);
      n += ((SoSession *) sessions->pdata[i])->problems->len;
    }
  return n;
}
