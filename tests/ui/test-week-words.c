/* SPDX-License-Identifier: MIT */
#include "so-week-words.h"

/* What the week says of its classes: the names that screen readers and tests know them by, and what is in the way. */

static SoWeek *
week_new (void)
{
  SoWeek *week = so_week_new ("2026-11-23", 15);
  const SoWeekSession rows[] = {
    { .id = "a", .title = "Salsa", .day = 1, .start = 1085, .minutes = 60, .room = (char *) "r", .teacher = (char *) "t", .booked = 8, .capacity = 12 },
    { .id = "b", .title = "Ballet", .day = 1, .start = 1080, .minutes = 90, .room = (char *) "r", .teacher = (char *) "t", .booked = 3 },
  };

  so_week_add_room (week, "r", "Studio A", 10);
  so_week_add_teacher (week, "t", "Mia Meyer");
  so_week_add_opening (week, 1, 540, 1140);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (so_week_add_session (week, &rows[i], NULL));
  return week;
}

static void
test_names (void)
{
  static const struct { SoWeekPlace place; const char *name, *where, *words; } rows[] = {
    { { 1, 1085, 60, "r", "t" }, "Salsa, Tuesday 18:05, Studio A, Mia Meyer", "Studio A, Mia Meyer", "Tuesday 18:05–19:05, Studio A, Mia Meyer" },
    { { 0, 0, 15, "r", NULL }, "Salsa, Monday 00:00, Studio A", "Studio A", "Monday 00:00–00:15, Studio A" },
    { { 6, 1425, 15, NULL, "t" }, "Salsa, Sunday 23:45, Mia Meyer", "Mia Meyer", "Sunday 23:45–24:00, Mia Meyer" },
    { { 3, 545, 30, NULL, NULL }, "Salsa, Thursday 09:05", "", "Thursday 09:05–09:35" },
    { { 3, 545, 30, "gone", NULL }, "Salsa, Thursday 09:05, gone", "gone", "Thursday 09:05–09:35, gone" },
  };
  g_autoptr (SoWeek) week = week_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = so_week_words_name (week, "Salsa", &rows[i].place), *words = so_week_words_place (week, &rows[i].place);
      g_autofree char *where = so_week_words_where (week, &rows[i].place, SO_WEEK_NO_LANES);

      g_assert_cmpstr (name, ==, rows[i].name);
      g_assert_cmpstr (where, ==, rows[i].where);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_where (void)
{
  g_autoptr (SoWeek) week = week_new ();
  SoWeekPlace place = { 1, 1085, 60, "r", "t" };
  g_autofree char *rooms = so_week_words_where (week, &place, SO_WEEK_ROOMS), *teachers = so_week_words_where (week, &place, SO_WEEK_TEACHERS);
  g_autofree char *full = so_week_words_booked (so_week_find (week, "a")), *open = so_week_words_booked (so_week_find (week, "b"));

  g_assert_cmpstr (rooms, ==, "Mia Meyer");
  g_assert_cmpstr (teachers, ==, "Studio A");
  g_assert_cmpstr (full, ==, "8 of 12 booked");
  g_assert_cmpstr (open, ==, "3 booked");
  for (SoWeekState state = SO_WEEK_PLANNED; state <= SO_WEEK_SHUT; state++)
    {
      static const char *const words[] = { "8 of 12 booked", "Cancelled", "Closed" };
      SoWeekSession session = *so_week_find (week, "a");
      g_autofree char *standing = NULL;

      session.state = state;
      standing = so_week_words_standing (&session);
      g_assert_cmpstr (standing, ==, words[state]);
    }
}

static void
test_problems (void)
{
  g_autoptr (SoWeek) week = week_new ();
  g_autoptr (GPtrArray) problems = so_week_problems (week);
  g_autofree char *a = so_week_words_problems (week, problems, "a"), *b = so_week_words_problems (week, problems, "b"), *none = so_week_words_problems (week, problems, "c");
  g_autoptr (SoWeekProblem) own = so_week_problem_new (SO_WEEK_OTHER, "a", NULL, "Mia teaches too long without a break"), odd = so_week_problem_new (SO_WEEK_ROOM_TWICE, "a", "gone", NULL);
  g_autofree char *own_words = so_week_words_problem (week, own), *odd_words = so_week_words_problem (week, odd);

  g_assert_cmpstr (a, ==, "Studio A has Ballet from 18:00 to 19:30. Mia Meyer teaches Ballet from 18:00 to 19:30. Studio A holds only 10 people. The studio is closed then");
  g_assert_cmpstr (b, ==, "Studio A has Salsa from 18:05 to 19:05. Mia Meyer teaches Salsa from 18:05 to 19:05. The studio is closed then");
  g_assert_null (none);
  g_assert_cmpstr (own_words, ==, "Mia teaches too long without a break");
  g_assert_cmpstr (odd_words, ==, "Something is in the way");
}

/* Of one place nobody counts; of one that was given twice, one does. */
static void
test_one_place (void)
{
  static const char *const words[] = { "Free", "Booked", "2 of 1 booked" };

  for (guint booked = 0; booked < G_N_ELEMENTS (words); booked++)
    {
      SoWeekSession session = { .id = "a", .title = "Facial", .booked = booked, .capacity = 1 };
      g_autofree char *said = so_week_words_booked (&session);

      g_assert_cmpstr (said, ==, words[booked]);
    }
}

static void
test_dates (void)
{
  static const struct { const char *monday, *dates, *brief, *sunday, *after, *before; } rows[] = {
    { "2026-11-23", "23 – 29 November 2026", "23 – 29 Nov", "29", "2026-11-30", "2026-11-16" },
    { "2026-11-30", "30 November – 6 December 2026", "30 Nov – 6 Dec", "6", "2026-12-07", "2026-11-23" },
    { "2026-12-28", "28 December 2026 – 3 January 2027", "28 Dec – 3 Jan", "3", "2027-01-04", "2026-12-21" },
    { "2026-03-23", "23 – 29 March 2026", "23 – 29 Mar", "29", "2026-03-30", "2026-03-16" },
    { NULL, "", "", "", NULL, NULL },
    { "soon", "", "", "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *dates = so_week_words_dates (rows[i].monday), *sunday = so_week_words_date (rows[i].monday, 6);
      g_autofree char *brief = so_week_words_dates_short (rows[i].monday);
      g_autofree char *after = so_week_words_week_after (rows[i].monday, 1), *before = so_week_words_week_after (rows[i].monday, -1);

      g_assert_cmpstr (dates, ==, rows[i].dates);
      g_assert_cmpstr (brief, ==, rows[i].brief);
      g_assert_cmpstr (sunday, ==, rows[i].sunday);
      g_assert_cmpstr (after, ==, rows[i].after);
      g_assert_cmpstr (before, ==, rows[i].before);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/week-words/names", test_names);
  g_test_add_func ("/week-words/where", test_where);
  g_test_add_func ("/week-words/one-place", test_one_place);
  g_test_add_func ("/week-words/problems", test_problems);
  g_test_add_func ("/week-words/dates", test_dates);
  return g_test_run ();
}
