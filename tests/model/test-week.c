/* SPDX-License-Identifier: MIT */
#include "week.h"

#include "so-error.h"
#include "so-roll.h"
#include "so-week-problems.h"
#include "so-week-step.h"

#include <string.h>

/* The week as a value: what moves a class leaves the old week as it was, what cannot be is refused as a whole, and clashes are the ones that
 * counting minute by minute finds. */

#define ROUNDS 60

static SoWeekPlace
random_place (GRand *rand, const SoWeek *week)
{
  guint minutes = 15 * (guint) g_rand_int_range (rand, 1, 12);

  return (SoWeekPlace) { (guint) g_rand_int_range (rand, 0, 7), 15 * (guint) g_rand_int_range (rand, 0, (SO_WEEK_DAY_MINUTES - (int) minutes) / 15 + 1), minutes,
                         so_week_get_lane (week, SO_WEEK_ROOMS, (guint) g_rand_int_range (rand, 0, 4))->id,
                         g_rand_int_range (rand, 0, 5) ? so_week_get_lane (week, SO_WEEK_TEACHERS, (guint) g_rand_int_range (rand, 0, 4))->id : NULL };
}

static void
test_moves (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (SoWeek) week = week_random (rand, 40);
      g_autofree char *before = week_text (week);
      const SoWeekSession *session = so_week_get_session (week, (guint) g_rand_int_range (rand, 0, 40));
      SoWeekPlace from = so_week_session_place (session), to = random_place (rand, week);
      g_autoptr (SoWeek) moved = so_week_move (week, session->id, &to, NULL), back = NULL;
      g_autofree char *unmoved = week_text (week), *after = NULL;
      SoWeekPlace there;

      g_assert_cmpstr (before, ==, unmoved);
      there = so_week_session_place (so_week_find (moved, session->id));
      g_assert_true (so_week_place_equal (&there, &to));
      g_assert_cmpint (so_week_equal (week, moved), ==, so_week_place_equal (&from, &to));
      for (guint i = 1; i < 40; i++)
        {
          const SoWeekSession *a = so_week_get_session (moved, i - 1), *b = so_week_get_session (moved, i);

          g_assert_true (a->day < b->day || (a->day == b->day && (a->start < b->start || (a->start == b->start && strcmp (a->id, b->id) < 0))));
        }
      back = so_week_move (moved, session->id, &from, NULL);
      after = week_text (back);
      g_assert_cmpstr (before, ==, after);
      g_assert_true (so_week_equal (week, back));
    }
}

static void
test_copy (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (10);
  g_autoptr (SoWeek) week = week_random (rand, 10), copied = NULL;
  const SoWeekSession *session = so_week_get_session (week, 3), *copy;
  SoWeekPlace to = random_place (rand, week);
  g_autoptr (GError) error = NULL;

  copied = so_week_copy (week, session->id, "new", &to, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (so_week_get_n_sessions (copied), ==, 11);
  copy = so_week_find (copied, "new");
  g_assert_cmpstr (copy->title, ==, session->title);
  g_assert_cmpuint (copy->booked, ==, 0);
  g_assert_cmpuint (copy->capacity, ==, session->capacity);
  g_assert_true (so_week_find (copied, session->id) == session);
  g_assert_null (so_week_copy (copied, session->id, "new", &to, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

static void
test_bad_moves (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (SoWeek) week = week_random (rand, 10);
  g_autofree char *before = week_text (week), *after = NULL;
  const char *id = so_week_get_session (week, 0)->id;
  const struct { const char *id; SoWeekPlace to; } rows[] = {
    { "nobody", { 0, 600, 60, NULL, NULL } },       { id, { 7, 600, 60, NULL, NULL } },        { id, { 0, 600, 0, NULL, NULL } },
    { id, { 0, 1440, 15, NULL, NULL } },            { id, { 0, 1400, 60, NULL, NULL } },       { id, { 0, 1400, G_MAXUINT, NULL, NULL } },
    { id, { 0, G_MAXUINT, 60, NULL, NULL } },       { id, { 0, 600, 60, "no room", NULL } },   { id, { 0, 600, 60, NULL, "nobody" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (so_week_move (week, rows[i].id, &rows[i].to, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_clear_error (&error);
      g_assert_null (so_week_copy (week, rows[i].id, "new", &rows[i].to, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
  after = week_text (week);
  g_assert_cmpstr (before, ==, after);
}

static void
test_bad_weeks (void)
{
  g_autoptr (SoWeek) week = so_week_new (NULL, 0);
  const SoWeekSession rows[] = {
    { .title = "No id", .minutes = 60 },                                 { .id = "", .minutes = 60 },
    { .id = "a", .minutes = 0 },                                         { .id = "a", .day = 7, .minutes = 60 },
    { .id = "a", .start = 1430, .minutes = 60 },                         { .id = "there", .minutes = 60 },
    { .id = "a", .start = 10, .minutes = G_MAXUINT },
  };

  g_assert_cmpuint (so_week_get_grid (week), ==, 15);
  g_assert_true (so_week_add_session (week, &(SoWeekSession) { .id = "there", .minutes = 60, .room = (char *) "r" }, NULL));
  g_assert_nonnull (so_week_find_lane (week, SO_WEEK_ROOMS, "r"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (so_week_add_session (week, &rows[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
  g_assert_false (so_week_add_opening (week, 0, 600, 600));
  g_assert_false (so_week_add_opening (week, 0, 600, 1441));
  g_assert_false (so_week_add_opening (week, 7, 600, 700));
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      so_week_add_session (week, &(SoWeekSession) { .id = id, .minutes = 60 }, NULL);
    }
  g_assert_cmpuint (so_week_get_n_sessions (week), ==, 2000);
}

static void
test_open (void)
{
  g_autoptr (SoWeek) week = so_week_new (NULL, 15);

  g_assert_true (so_week_is_open (week, 6, 0, 1440));
  so_week_add_opening (week, 0, 600, 720);
  so_week_add_opening (week, 0, 840, 1200);
  so_week_add_opening (week, 0, 700, 780);
  g_assert_true (so_week_is_open (week, 0, 600, 780));
  g_assert_true (so_week_is_open (week, 0, 840, 1200));
  g_assert_false (so_week_is_open (week, 0, 770, 850));
  g_assert_false (so_week_is_open (week, 0, 590, 610));
  g_assert_false (so_week_is_open (week, 1, 600, 610));
}

/* Counted minute by minute, as nobody would do it in a window. */
static guint
count_minutes (const SoWeek *week, const SoWeekSession *a, const SoWeekSession *b, SoWeekLanes lanes)
{
  guint n = 0;

  if (a == b || a->day != b->day || a->state != SO_WEEK_PLANNED || b->state != SO_WEEK_PLANNED ||
      !so_week_session_lane (a, lanes) || g_strcmp0 (so_week_session_lane (a, lanes), so_week_session_lane (b, lanes)))
    return 0;
  for (guint minute = 0; minute < SO_WEEK_DAY_MINUTES; minute++)
    n += minute >= a->start && minute < a->start + a->minutes && minute >= b->start && minute < b->start + b->minutes;
  return n;
}

static guint
count (const GPtrArray *problems, SoWeekProblemKind kind, const char *id, const char *other)
{
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      const SoWeekProblem *problem = problems->pdata[i];

      n += problem->kind == kind && g_str_equal (problem->id, id) && !g_strcmp0 (problem->other, other);
    }
  return n;
}

static void
test_problems (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (guint round = 0; round < 12; round++)
    {
      g_autoptr (SoWeek) week = week_random (rand, 40);
      g_autoptr (GPtrArray) problems = so_week_problems (week);

      for (guint i = 0; i < 40; i++)
        {
          const SoWeekSession *a = so_week_get_session (week, i);
          const SoWeekLane *room = so_week_find_lane (week, SO_WEEK_ROOMS, a->room);
          gboolean planned = a->state == SO_WEEK_PLANNED, shut = a->day == 6 || a->start < 540 || a->start + a->minutes > 1320;

          for (guint j = 0; j < 40; j++)
            {
              const SoWeekSession *b = so_week_get_session (week, j);

              g_assert_cmpuint (count (problems, SO_WEEK_ROOM_TWICE, a->id, b->id), ==, count_minutes (week, a, b, SO_WEEK_ROOMS) > 0);
              g_assert_cmpuint (count (problems, SO_WEEK_TEACHER_TWICE, a->id, b->id), ==, count_minutes (week, a, b, SO_WEEK_TEACHERS) > 0);
            }
          g_assert_cmpuint (count (problems, SO_WEEK_CLOSED, a->id, NULL), ==, planned && shut);
          g_assert_cmpuint (count (problems, SO_WEEK_ROOM_SMALL, a->id, NULL), ==, planned && room && room->capacity < MAX (a->booked, a->capacity));
        }
    }
}

/* Each step and its opposite; a carried class comes to every column, and never out of its day. */
static void
test_steps (void)
{
  static const struct { SoWeekStep there, back; } pairs[] = {
    { SO_WEEK_LATER, SO_WEEK_EARLIER }, { SO_WEEK_LONGER, SO_WEEK_SHORTER }, { SO_WEEK_NEXT_COLUMN, SO_WEEK_PREVIOUS_COLUMN }, { SO_WEEK_NEXT_DAY, SO_WEEK_PREVIOUS_DAY },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);
  g_autoptr (SoWeek) week = week_random (rand, 20);

  for (guint i = 0; i < 400; i++)
    {
      SoWeekPlace from = random_place (rand, week), to, back;
      guint pair = i % 4;
      SoWeekLanes lanes = i / 4 % 3;

      if (!so_week_step (week, lanes, &from, pairs[pair].there, &to))
        {
          g_assert_true (so_week_place_equal (&from, &to));
          continue;
        }
      g_assert_cmpuint (to.start + to.minutes, <=, SO_WEEK_DAY_MINUTES);
      g_assert_false (so_week_place_equal (&from, &to));
      g_assert_true (so_week_step (week, lanes, &to, pairs[pair].back, &back));
      g_assert_true (so_week_place_equal (&from, &back));
    }
}

static void
test_step_rows (void)
{
  static const struct { SoWeekLanes lanes; SoWeekPlace from; SoWeekStep step; gboolean moved; SoWeekPlace to; } rows[] = {
    { SO_WEEK_NO_LANES, { 0, 1085, 60, "r0", "t0" }, SO_WEEK_LATER, TRUE, { 0, 1095, 60, "r0", "t0" } },
    { SO_WEEK_NO_LANES, { 0, 1085, 60, "r0", "t0" }, SO_WEEK_EARLIER, TRUE, { 0, 1080, 60, "r0", "t0" } },
    { SO_WEEK_NO_LANES, { 0, 0, 60, "r0", "t0" }, SO_WEEK_EARLIER, FALSE, { 0, 0, 60, "r0", "t0" } },
    { SO_WEEK_NO_LANES, { 0, 1380, 60, "r0", "t0" }, SO_WEEK_LATER, FALSE, { 0, 1380, 60, "r0", "t0" } },
    { SO_WEEK_NO_LANES, { 0, 1380, 60, "r0", "t0" }, SO_WEEK_LONGER, FALSE, { 0, 1380, 60, "r0", "t0" } },
    { SO_WEEK_NO_LANES, { 0, 600, 15, "r0", "t0" }, SO_WEEK_SHORTER, FALSE, { 0, 600, 15, "r0", "t0" } },
    { SO_WEEK_NO_LANES, { 0, 605, 60, "r0", "t0" }, SO_WEEK_SHORTER, TRUE, { 0, 605, 55, "r0", "t0" } },
    { SO_WEEK_NO_LANES, { 6, 600, 60, "r0", "t0" }, SO_WEEK_NEXT_COLUMN, FALSE, { 6, 600, 60, "r0", "t0" } },
    { SO_WEEK_NO_LANES, { 5, 600, 60, "r0", "t0" }, SO_WEEK_NEXT_COLUMN, TRUE, { 6, 600, 60, "r0", "t0" } },
    { SO_WEEK_ROOMS, { 0, 600, 60, "r0", "t0" }, SO_WEEK_NEXT_COLUMN, TRUE, { 0, 600, 60, "r1", "t0" } },
    { SO_WEEK_ROOMS, { 1, 600, 60, "r0", "t0" }, SO_WEEK_PREVIOUS_COLUMN, TRUE, { 0, 600, 60, "r1", "t0" } },
    { SO_WEEK_TEACHERS, { 0, 600, 60, "r0", "t0" }, SO_WEEK_NEXT_COLUMN, TRUE, { 1, 600, 60, "r0", "t0" } },
    { SO_WEEK_TEACHERS, { 0, 600, 60, "r0", "t0" }, SO_WEEK_PREVIOUS_COLUMN, FALSE, { 0, 600, 60, "r0", "t0" } },
    { SO_WEEK_ROOMS, { 0, 600, 60, "r0", "t0" }, SO_WEEK_NEXT_DAY, TRUE, { 1, 600, 60, "r0", "t0" } },
    { SO_WEEK_ROOMS, { 6, 600, 60, "r0", "t0" }, SO_WEEK_NEXT_DAY, FALSE, { 6, 600, 60, "r0", "t0" } },
  };
  g_autoptr (SoWeek) week = so_week_new (NULL, 15);

  so_week_add_room (week, "r0", "One", 0);
  so_week_add_room (week, "r1", "Two", 0);
  so_week_add_teacher (week, "t0", "Mia");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoWeekPlace to;

      g_test_message ("row %u", i);
      g_assert_cmpint (so_week_step (week, rows[i].lanes, &rows[i].from, rows[i].step, &to), ==, rows[i].moved);
      g_assert_true (so_week_place_equal (&to, &rows[i].to));
    }
}

static void
test_roll (void)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) so_roll_line_free);
  guint counts[SO_N_ROLL_MARKS];
  SoRollMark mark;

  for (SoRollMark i = 0; i < SO_N_ROLL_MARKS; i++)
    {
      g_assert_true (so_roll_mark_parse (so_roll_mark_nick (i), &mark));
      g_assert_cmpint (mark, ==, i);
      for (guint j = 0; j <= i; j++)
        g_ptr_array_add (lines, so_roll_line_new ("b", "Ana", NULL, i));
    }
  g_assert_false (so_roll_mark_parse ("gone", &mark));
  g_assert_false (so_roll_mark_parse (NULL, &mark));
  so_roll_count (lines, counts);
  for (guint i = 0; i < SO_N_ROLL_MARKS; i++)
    g_assert_cmpuint (counts[i], ==, i + 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/week/moves", test_moves);
  g_test_add_func ("/week/copy", test_copy);
  g_test_add_func ("/week/bad-moves", test_bad_moves);
  g_test_add_func ("/week/bad-weeks", test_bad_weeks);
  g_test_add_func ("/week/open", test_open);
  g_test_add_func ("/week/problems", test_problems);
  g_test_add_func ("/week/steps", test_steps);
  g_test_add_func ("/week/step-rows", test_step_rows);
  g_test_add_func ("/week/roll", test_roll);
  return g_test_run ();
}
