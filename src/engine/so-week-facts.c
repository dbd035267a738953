/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-week-facts.h"

#include "so-bookings.h"
#include "so-clock.h"
#include "so-day.h"
#include "so-roll.h"
#include "so-schedule-check.h"
#include "so-schedule-words.h"
#include "so-schedules.h"
#include "so-span.h"
#include "so-week-problems.h"

#include <glib/gi18n-lib.h>

/* Classes begin on quarters of an hour, as the planner's do. */
#define GRID 15

void
so_week_facts_free (SoWeekFacts *facts)
{
  if (!facts)
    return;
  g_clear_pointer (&facts->week, so_week_unref);
  g_clear_pointer (&facts->problems, g_ptr_array_unref);
  g_clear_pointer (&facts->schedule, so_schedule_free);
  g_clear_pointer (&facts->taking_place, g_ptr_array_unref);
  g_free (facts);
}

/* From the schedule to the week ------------------------------------------------------------------ */

static void
add_lanes (SoWeek *week, const SoSchedule *schedule)
{
  for (guint i = 0; i < schedule->rooms->len; i++)
    {
      const SoRoom *room = schedule->rooms->pdata[i];

      so_week_add_room (week, room->id, room->name, (guint) MAX (room->capacity, 0));
    }
  for (guint i = 0; i < schedule->teachers->len; i++)
    {
      const SoTeacher *teacher = schedule->teachers->pdata[i];

      so_week_add_teacher (week, teacher->id, teacher->name);
    }
}

/* A night that goes over midnight is open on both days. */
static void
add_openings (SoWeek *week, const SoSchedule *schedule, int monday)
{
  g_autoptr (GArray) open = so_schedule_open (schedule, monday, monday + SO_WEEK_DAYS - 1);

  for (guint i = 0; open && i < open->len; i++)
    for (int day = 0; day < SO_WEEK_DAYS; day++)
      {
        const SoSpan *span = &g_array_index (open, SoSpan, i);
        gint64 midnight = (gint64) (monday + day) * SO_DAY_MINUTES, from = MAX (span->from - midnight, 0), to = MIN (span->to - midnight, SO_DAY_MINUTES);

        if (from < to)
          so_week_add_opening (week, (guint) day, (guint) from, (guint) to);
      }
}

/* What goes on after midnight is shown until then. What makes no sense is left out of the picture, and told where it is listed. */
static void
add_session (SoWeek *week, const SoSession *session, int monday)
{
  static const SoWeekState states[] = { [SO_SESSION_PLANNED] = SO_WEEK_PLANNED, [SO_SESSION_CANCELLED] = SO_WEEK_CANCELLED, [SO_SESSION_CLOSED] = SO_WEEK_SHUT };
  const SoWeekSession shown = {
    session->id, session->title, (guint) (session->day - monday), (guint) session->start, (guint) MIN (session->minutes, SO_DAY_MINUTES - session->start),
    session->room_id, session->teacher_id, states[session->state],
    (guint) (session->booked + session->offered), (guint) MAX (session->most, 0), session->pinned,
  };

  so_week_add_session (week, &shown, NULL);
}

static GPtrArray *
problems_of (GPtrArray *sessions, const char *id)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) so_week_problem_free);

  for (guint i = 0; i < sessions->len; i++)
    {
      const SoSession *session = sessions->pdata[i];

      for (guint j = 0; (!id || !g_strcmp0 (id, session->id)) && session->problems && j < session->problems->len; j++)
        {
          const SoProblem *problem = session->problems->pdata[j];
          g_autofree char *words = so_schedule_words_problem (session, problem);

          g_ptr_array_add (problems, so_week_problem_new (SO_WEEK_OTHER, session->id, problem->other, words));
        }
    }
  return problems;
}

static SoWeekFacts *
load (SoDb *db, int day, GError **error)
{
  g_autoptr (SoWeekFacts) facts = g_new0 (SoWeekFacts, 1);
  int now = SO_DAY_NONE;
  g_autofree char *date = NULL;

  /* The zone is the schedule's, and the week of today its. */
  if (!(facts->schedule = so_schedule_load (db, 0, 0, error)))
    return NULL;
  now = so_day_of (so_now (), facts->schedule->zone, NULL);
  facts->monday = so_day_monday (day == SO_DAY_NONE ? now : day);
  facts->today = now >= facts->monday && now < facts->monday + SO_WEEK_DAYS ? now - facts->monday : -1;
  g_clear_pointer (&facts->schedule, so_schedule_free);
  if (!(facts->schedule = so_schedule_load (db, facts->monday, facts->monday + SO_WEEK_DAYS - 1, error)) ||
      !(facts->taking_place = so_schedule_sessions (db, facts->schedule, facts->monday, facts->monday + SO_WEEK_DAYS - 1, error)))
    return NULL;
  so_schedule_check (facts->schedule, facts->taking_place, so_now ());
  facts->classes = facts->schedule->kinds->len > 0;
  facts->rooms = facts->schedule->rooms->len > 0;
  facts->teachers = facts->schedule->teachers->len > 0;
  facts->sessions = facts->schedule->series->len > 0;
  date = so_day_format (facts->monday);
  facts->week = so_week_new (date, GRID);
  add_lanes (facts->week, facts->schedule);
  add_openings (facts->week, facts->schedule, facts->monday);
  for (guint i = 0; i < facts->taking_place->len; i++)
    add_session (facts->week, facts->taking_place->pdata[i], facts->monday);
  facts->problems = problems_of (facts->taking_place, NULL);
  return g_steal_pointer (&facts);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);
  SoWeekFacts *facts = db ? load (db, GPOINTER_TO_INT (data), &error) : NULL;

  if (facts)
    g_task_return_pointer (task, facts, (GDestroyNotify) so_week_facts_free);
  else
    g_task_return_error (task, error);
}

void
so_week_facts_load_async (SoStudio *studio, int day, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_week_facts_load_async);
  g_task_set_task_data (task, GINT_TO_POINTER (day), NULL);
  g_task_run_in_thread (task, load_in_thread);
}

SoWeekFacts *
so_week_facts_load_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const SoSession *
so_week_facts_find (const SoWeekFacts *facts, const char *id)
{
  for (guint i = 0; i < facts->taking_place->len; i++)
    if (!g_strcmp0 (((SoSession *) facts->taking_place->pdata[i])->id, id))
      return facts->taking_place->pdata[i];
  return NULL;
}

/* Judging ---------------------------------------------------------------------------------------- */

/* A copy has no session yet: it is like another one of its class. */
static const SoSession *
like (const SoWeekFacts *facts, const SoWeekSession *shown)
{
  const SoSession *same = so_week_facts_find (facts, shown->id);

  for (guint i = 0; !same && i < facts->taking_place->len; i++)
    if (!g_strcmp0 (((SoSession *) facts->taking_place->pdata[i])->title, shown->title))
      same = facts->taking_place->pdata[i];
  return same;
}

static char *
name_of (const SoWeekFacts *facts, SoWeekLanes lanes, const char *id)
{
  const SoWeekLane *lane = so_week_find_lane (facts->week, lanes, id);

  return lane ? g_strdup (lane->name) : NULL;
}

static SoSession *
moved (const SoWeekFacts *facts, const SoWeekSession *shown, const char *id)
{
  const SoSession *was = like (facts, shown);
  SoSession *session = g_new0 (SoSession, 1);

  session->id = g_strdup (shown->id);
  session->title = g_strdup (shown->title);
  session->class_id = was ? g_strdup (was->class_id) : NULL;
  session->style = was ? g_strdup (was->style) : NULL;
  session->level = was ? g_strdup (was->level) : NULL;
  session->least = was ? was->least : 0;
  session->most = (int) shown->capacity;
  session->booked = (int) shown->booked;
  session->day = facts->monday + (int) shown->day;
  session->start = (int) shown->start;
  session->minutes = (int) shown->minutes;
  session->starts_at = so_day_at (session->day, session->start, facts->schedule->zone);
  session->room_id = g_strdup (shown->room);
  session->room = name_of (facts, SO_WEEK_ROOMS, shown->room);
  session->teacher_id = g_strdup (shown->teacher);
  session->teacher = name_of (facts, SO_WEEK_TEACHERS, shown->teacher);
  session->state = shown->state == SO_WEEK_CANCELLED ? SO_SESSION_CANCELLED : SO_SESSION_PLANNED;
  /* What is closed takes place again where it is carried to, unless that is closed, too. */
  if (shown->state == SO_WEEK_SHUT && g_strcmp0 (shown->id, id))
    session->state = SO_SESSION_CLOSED;
  return session;
}

GPtrArray *
so_week_facts_judge (const SoWeekFacts *facts, const SoWeek *week, const char *id)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) so_session_free);

  for (guint i = 0; i < so_week_get_n_sessions (week); i++)
    g_ptr_array_add (sessions, moved (facts, so_week_get_session (week, i), id));
  so_schedule_check (facts->schedule, sessions, so_now ());
  return problems_of (sessions, id);
}

/* The roll --------------------------------------------------------------------------------------- */

static SoRollLine *
roll_line (const SoBooking *booking)
{
  static const SoRollMark marks[SO_N_BOOKING_STATES] = {
    [SO_BOOKING_ATTENDED] = SO_ROLL_PRESENT, [SO_BOOKING_LATE] = SO_ROLL_LATE, [SO_BOOKING_NO_SHOW] = SO_ROLL_ABSENT, [SO_BOOKING_EXCUSED] = SO_ROLL_ABSENT,
  };
  const char *note = booking->kind != SO_BOOKING_REGULAR ? g_dgettext (GETTEXT_PACKAGE, so_booking_kind_label (booking->kind)) : NULL;

  return so_roll_line_new (booking->id, booking->contact, note, marks[booking->state]);
}

static void
roll_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);
  g_autoptr (GPtrArray) bookings = db ? so_booking_roster (db, data, &error) : NULL;
  GPtrArray *lines;

  if (!bookings)
    {
      g_task_return_error (task, error);
      return;
    }
  lines = g_ptr_array_new_with_free_func ((GDestroyNotify) so_roll_line_free);
  for (guint i = 0; i < bookings->len; i++)
    {
      const SoBooking *booking = bookings->pdata[i];

      if (booking->state == SO_BOOKING_BOOKED || so_booking_is_roll (booking->state))
        g_ptr_array_add (lines, roll_line (booking));
    }
  g_task_return_pointer (task, lines, (GDestroyNotify) g_ptr_array_unref);
}

void
so_week_roll_async (SoStudio *studio, const char *session_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_week_roll_async);
  g_task_set_task_data (task, g_strdup (session_id), g_free);
  g_task_run_in_thread (task, roll_in_thread);
}

GPtrArray *
so_week_roll_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
