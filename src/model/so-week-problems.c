/* SPDX-License-Identifier: MIT */
#include "so-week-problems.h"

SoWeekProblem *
so_week_problem_new (SoWeekProblemKind kind, const char *id, const char *other, const char *words)
{
  SoWeekProblem *problem = g_new0 (SoWeekProblem, 1);

  problem->kind = kind;
  problem->id = g_strdup (id);
  problem->other = g_strdup (other);
  problem->words = g_strdup (words);
  return problem;
}

void
so_week_problem_free (SoWeekProblem *problem)
{
  if (!problem)
    return;
  g_free (problem->id);
  g_free (problem->other);
  g_free (problem->words);
  g_free (problem);
}

static gboolean
overlap (const SoWeekSession *a, const SoWeekSession *b)
{
  return a->day == b->day && a->start < b->start + b->minutes && b->start < a->start + a->minutes;
}

static void
add (GPtrArray *problems, SoWeekProblemKind kind, const SoWeekSession *session, const SoWeekSession *other)
{
  g_ptr_array_add (problems, so_week_problem_new (kind, session->id, other ? other->id : NULL, NULL));
}

static void
compare_with_others (const SoWeek *week, guint at, GPtrArray *problems)
{
  const SoWeekSession *session = so_week_get_session (week, at);

  for (guint i = 0; i < so_week_get_n_sessions (week); i++)
    {
      const SoWeekSession *other = so_week_get_session (week, i);

      if (i == at || other->state != SO_WEEK_PLANNED || !overlap (session, other))
        continue;
      if (session->room && !g_strcmp0 (session->room, other->room))
        add (problems, SO_WEEK_ROOM_TWICE, session, other);
      if (session->teacher && !g_strcmp0 (session->teacher, other->teacher))
        add (problems, SO_WEEK_TEACHER_TWICE, session, other);
    }
}

GPtrArray *
so_week_problems (const SoWeek *week)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) so_week_problem_free);

  for (guint i = 0; i < so_week_get_n_sessions (week); i++)
    {
      const SoWeekSession *session = so_week_get_session (week, i);
      const SoWeekLane *room = so_week_find_lane (week, SO_WEEK_ROOMS, session->room);

      if (session->state != SO_WEEK_PLANNED)
        continue;
      compare_with_others (week, i, problems);
      if (room && room->capacity && MAX (session->booked, session->capacity) > room->capacity)
        add (problems, SO_WEEK_ROOM_SMALL, session, NULL);
      if (!so_week_is_open (week, session->day, session->start, session->start + session->minutes))
        add (problems, SO_WEEK_CLOSED, session, NULL);
    }
  return problems;
}
