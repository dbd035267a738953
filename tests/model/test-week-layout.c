/* SPDX-License-Identifier: MIT */
#include "week.h"

#include "so-week-layout.h"

#include <math.h>

/* Where the classes of random weeks lie: nothing on top of anything else, what one points at is what is there, and from right to left all is mirrored. */

#define ROUNDS 40
#define ERROR_PX 0.001

static SoWeekView
random_view (GRand *rand)
{
  return (SoWeekView) { (SoWeekLanes) g_rand_int_range (rand, 0, 3), g_rand_int_range (rand, -1, 7), g_rand_double_range (rand, 0.5, 3),
                        g_rand_boolean (rand), 0, 0 };
}

static gboolean
overlaps (const SoWeekRect *a, const SoWeekRect *b)
{
  return a->x + a->width > b->x + ERROR_PX && b->x + b->width > a->x + ERROR_PX && a->y + a->height > b->y + ERROR_PX && b->y + b->height > a->y + ERROR_PX;
}

static void
check_apart (const SoWeek *week, const SoWeekLayout *layout, double width, const SoWeekView *view)
{
  guint shown = 0, expected = 0, n = so_week_get_n_sessions (week);

  for (guint i = 0; i < n; i++)
    {
      SoWeekRect a, b, column;
      guint at = so_week_column_of (so_week_layout_get_columns (layout), so_week_get_session (week, i)->day, so_week_session_lane (so_week_get_session (week, i), view->lanes));

      expected += view->day < 0 || so_week_get_session (week, i)->day == (guint) view->day;
      if (!so_week_layout_session (layout, i, width, &a))
        continue;
      shown++;
      so_week_layout_column (layout, at, width, &column);
      g_assert_true (a.x >= column.x - ERROR_PX && a.x + a.width <= column.x + column.width + ERROR_PX);
      g_assert_true (a.y >= 0 && a.y + a.height <= so_week_layout_get_height (layout) + ERROR_PX);
      g_assert_true (a.width >= 50);
      for (guint j = 0; j < i; j++)
        if (so_week_layout_session (layout, j, width, &b))
          g_assert_false (overlaps (&a, &b));
    }
  g_assert_cmpuint (shown, ==, expected);
}

static void
test_apart (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (SoWeek) week = week_random (rand, (guint) g_rand_int_range (rand, 0, 80));
      SoWeekView view = random_view (rand);
      g_autoptr (SoWeekLayout) layout = so_week_layout_new (week, &view);

      check_apart (week, layout, so_week_layout_get_min_width (layout) + g_rand_int_range (rand, 0, 600), &view);
    }
}

/* Held anywhere and let go there, a class stays where it is. */
static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (SoWeek) week = week_random (rand, 40);
      SoWeekView view = random_view (rand);
      g_autoptr (SoWeekLayout) layout = so_week_layout_new (week, &view);
      double width = so_week_layout_get_min_width (layout) + 100;

      for (guint i = 0; i < 40; i++)
        {
          SoWeekPlace held = so_week_session_place (so_week_get_session (week, i)), to;
          double above = g_rand_double_range (rand, 0, 10);
          SoWeekRect rect, place;

          if (!so_week_layout_session (layout, i, width, &rect))
            continue;
          so_week_layout_drop (layout, &held, width, rect.x + g_rand_double (rand) * rect.width, rect.y + above, above, &to);
          g_assert_true (so_week_place_equal (&held, &to));
          so_week_layout_stretch (layout, &held, rect.y + rect.height + g_rand_double_range (rand, -3, 3), &to);
          g_assert_true (so_week_place_equal (&held, &to));
          g_assert_true (so_week_layout_place (layout, &held, width, &place));
          g_assert_cmpfloat_with_epsilon (place.y, rect.y, ERROR_PX);
        }
    }
}

/* Whatever the pointer does, and also far outside, the place is one that the week takes. */
static void
test_drop_anywhere (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (22);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (SoWeek) week = week_random (rand, 20);
      SoWeekView view = random_view (rand);
      g_autoptr (SoWeekLayout) layout = so_week_layout_new (week, &view);
      const SoWeekSession *session = so_week_get_session (week, (guint) g_rand_int_range (rand, 0, 20));
      SoWeekPlace held = so_week_session_place (session), to;
      g_autoptr (SoWeek) moved = NULL, stretched = NULL;

      so_week_layout_drop (layout, &held, 700, g_rand_double_range (rand, -2000, 4000), g_rand_double_range (rand, -4000, 6000), 5, &to);
      g_assert_cmpuint (to.start % 15, ==, 0);
      moved = so_week_move (week, session->id, &to, NULL);
      g_assert_nonnull (moved);
      so_week_layout_stretch (layout, &held, g_rand_double_range (rand, -4000, 6000), &to);
      stretched = so_week_move (week, session->id, &to, NULL);
      g_assert_nonnull (stretched);
    }
}

static void
test_mirrored (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (SoWeek) week = week_random (rand, 40);
      SoWeekView view = random_view (rand), mirrored = view;
      g_autoptr (SoWeekLayout) one = so_week_layout_new (week, &view), other = NULL;
      double width = so_week_layout_get_min_width (one) + 50;

      mirrored.rtl = !view.rtl;
      other = so_week_layout_new (week, &mirrored);
      for (guint i = 0; i < 40; i++)
        {
          SoWeekRect a, b;
          gboolean shown = so_week_layout_session (one, i, width, &a);

          g_assert_cmpint (shown, ==, so_week_layout_session (other, i, width, &b));
          if (!shown)
            continue;
          g_assert_cmpfloat_with_epsilon (a.x, width - b.x - b.width, ERROR_PX);
          g_assert_cmpuint (so_week_layout_beside (one, i, SO_WEEK_LEFT), ==, so_week_layout_beside (other, i, SO_WEEK_RIGHT));
          g_assert_cmpuint (so_week_layout_beside (one, i, SO_WEEK_UP), ==, so_week_layout_beside (other, i, SO_WEEK_UP));
        }
    }
}

/* The arrow keys go where they point, and every class that is shown is reached from every other one. */
static void
check_arrows (const SoWeekLayout *layout, guint n, double width)
{
  g_autofree gboolean *seen = g_new0 (gboolean, n);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  SoWeekRect a, b;
  guint first = 0;

  while (first < n && !so_week_layout_session (layout, first, width, &a))
    first++;
  if (first == n)
    return;
  seen[first] = TRUE;
  g_array_append_val (open, first);
  for (guint at = 0; at < open->len; at++)
    for (SoWeekDirection way = SO_WEEK_UP; way <= SO_WEEK_RIGHT; way++)
      {
        guint from = g_array_index (open, guint, at), to = so_week_layout_beside (layout, from, way);

        if (to == G_MAXUINT)
          continue;
        g_assert_true (so_week_layout_session (layout, from, width, &a) && so_week_layout_session (layout, to, width, &b));
        if (way == SO_WEEK_LEFT || way == SO_WEEK_RIGHT)
          g_assert_true (way == SO_WEEK_LEFT ? b.x < a.x - ERROR_PX : b.x > a.x + ERROR_PX);
        else
          g_assert_true (way == SO_WEEK_UP ? b.y <= a.y : b.y >= a.y);
        if (!seen[to])
          g_array_append_val (open, to);
        seen[to] = TRUE;
      }
  for (guint i = 0; i < n; i++)
    g_assert_true (seen[i] || !so_week_layout_session (layout, i, width, &a));
}

static void
test_arrows (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (24);

  for (guint round = 0; round < ROUNDS * 4; round++)
    {
      guint n = (guint) g_rand_int_range (rand, 0, 40);
      g_autoptr (SoWeek) week = week_random (rand, n);
      SoWeekView view = random_view (rand);
      g_autoptr (SoWeekLayout) layout = so_week_layout_new (week, &view);

      check_arrows (layout, n, so_week_layout_get_min_width (layout) + 20);
      g_assert_cmpuint (so_week_layout_beside (layout, G_MAXUINT, SO_WEEK_UP), ==, G_MAXUINT);
    }
}

/* What only touches has the whole column; three of which the first and the last touch share it in two. */
static void
test_beside (void)
{
  static const struct { guint start, minutes; double x, width; } rows[] = { { 540, 60, 0, 0.5 }, { 570, 60, 0.5, 0.5 }, { 600, 60, 0, 0.5 }, { 660, 60, 0, 1 }, { 720, 60, 0, 1 } };
  g_autoptr (SoWeek) week = so_week_new (NULL, 15);
  SoWeekView view = { SO_WEEK_NO_LANES, 0, 1, FALSE, 0, 0 };
  g_autoptr (SoWeekLayout) layout = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_assert_true (so_week_add_session (week, &(SoWeekSession) { .id = id, .start = rows[i].start, .minutes = rows[i].minutes }, NULL));
    }
  layout = so_week_layout_new (week, &view);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoWeekRect rect;

      g_assert_true (so_week_layout_session (layout, i, 200, &rect));
      g_assert_cmpfloat_with_epsilon (rect.x, rows[i].x * 200, ERROR_PX);
      g_assert_cmpfloat_with_epsilon (rect.width, rows[i].width * 200, ERROR_PX);
    }
}

static void
test_hours (void)
{
  g_autoptr (SoWeek) week = so_week_new (NULL, 15);
  SoWeekView view = { SO_WEEK_NO_LANES, -1, 1, FALSE, 0, 0 };
  g_autoptr (SoWeekLayout) empty = so_week_layout_new (week, &view), early = NULL, wide = NULL;

  g_assert_cmpuint (so_week_layout_get_from (empty), ==, 9 * 60);
  g_assert_cmpuint (so_week_layout_get_to (empty), ==, 21 * 60);
  g_assert_cmpint (so_week_layout_get_height (empty), ==, 12 * 60);
  g_assert_cmpuint (so_week_layout_get_columns (empty)->len, ==, 7);
  so_week_add_opening (week, 0, 10 * 60, 20 * 60 + 30);
  g_assert_true (so_week_add_session (week, &(SoWeekSession) { .id = "a", .start = 6 * 60 + 50, .minutes = 30 }, NULL));
  early = so_week_layout_new (week, &view);
  g_assert_cmpuint (so_week_layout_get_from (early), ==, 6 * 60);
  g_assert_cmpuint (so_week_layout_get_to (early), ==, 21 * 60);
  view.from = 5 * 60 + 15;
  view.to = 23 * 60 + 50;
  wide = so_week_layout_new (week, &view);
  g_assert_cmpuint (so_week_layout_get_from (wide), ==, 5 * 60);
  g_assert_cmpuint (so_week_layout_get_to (wide), ==, 24 * 60);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/week-layout/apart", test_apart);
  g_test_add_func ("/week-layout/round-trip", test_round_trip);
  g_test_add_func ("/week-layout/drop-anywhere", test_drop_anywhere);
  g_test_add_func ("/week-layout/mirrored", test_mirrored);
  g_test_add_func ("/week-layout/arrows", test_arrows);
  g_test_add_func ("/week-layout/beside", test_beside);
  g_test_add_func ("/week-layout/hours", test_hours);
  return g_test_run ();
}
