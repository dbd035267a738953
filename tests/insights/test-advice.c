/* SPDX-License-Identifier: MIT */
#include "so-advice.h"

#include <string.h>

/* A Wednesday; twelve whole weeks lie before it. */
#define NOW G_GINT64_CONSTANT (1795600800000)

static SoOverview *
quiet_studio (void)
{
  SoOverview *overview = so_overview_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  int today = so_day_of (NOW, zone, NULL);

  overview->now = NOW;
  overview->period = so_period_get (SO_PERIOD_30_DAYS, NOW, zone, 0);
  for (int week = SO_OVERVIEW_WEEKS - 1; week >= 0; week--)
    {
      SoPeriodFigures *point = g_new0 (SoPeriodFigures, 1);

      point->period = so_period_week_of (today - 7 * week, zone, 0);
      point->figures = so_figures_new ();
      g_ptr_array_add (overview->weeks, point);
    }
  return overview;
}

/* Of so many whole weeks ago; the running one is not counted. */
static SoFigures *
week (SoOverview *overview, guint weeks_ago)
{
  return ((SoPeriodFigures *) overview->weeks->pdata[SO_OVERVIEW_WEEKS - 2 - weeks_ago])->figures;
}

static void
assert_kinds (const SoOverview *overview, const SoAdviceKind *kinds, guint n)
{
  g_autoptr (GPtrArray) advices = so_advice_list (overview);

  g_assert_cmpuint (advices->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const SoAdvice *advice = advices->pdata[i];

      g_assert_cmpstr (so_advice_nick (advice->kind), ==, so_advice_nick (kinds[i]));
      g_assert_cmpuint (strlen (advice->title), >, 10);
      g_assert_cmpuint (strlen (advice->detail), >, 10);
      g_assert_nonnull (so_advice_action_label (advice->action));
      g_assert_nonnull (so_advice_action_nick (advice->action));
    }
}

static SoAdvice *
only (const SoOverview *overview, SoAdviceKind kind)
{
  g_autoptr (GPtrArray) advices = so_advice_list (overview);

  assert_kinds (overview, &kind, 1);
  return g_ptr_array_steal_index (advices, 0);
}

static void
test_quiet (void)
{
  g_autoptr (SoOverview) overview = quiet_studio (), nothing = so_overview_new ();

  assert_kinds (overview, NULL, 0);
  assert_kinds (nothing, NULL, 0);
  g_assert_null (so_overview_last_week (nothing, 0));
  g_assert_true (so_overview_last_week (overview, 0)->figures == week (overview, 0));
  g_assert_null (so_overview_last_week (overview, SO_OVERVIEW_WEEKS - 1));
}

static void
set_pricing (SoOverview *overview, guint before, guint before_all, guint now, guint now_all)
{
  week (overview, 1)->categories[1] = before;
  week (overview, 1)->classified = before_all;
  week (overview, 0)->categories[1] = now;
  week (overview, 0)->classified = now_all;
}

/* S252: more than 25 %, and ten messages or more. */
static void
test_category (void)
{
  static const struct { guint before, before_all, now, now_all; gboolean found; } rows[] = {
    { 10, 100, 14, 100, TRUE }, { 10, 100, 12, 100, FALSE }, { 20, 100, 25, 100, FALSE }, { 20, 100, 26, 100, TRUE }, { 5, 100, 9, 100, FALSE },
    { 4, 100, 40, 100, FALSE }, { 10, 100, 20, 200, FALSE }, { 10, 100, 10, 50, TRUE }, { 14, 100, 10, 100, FALSE },
  };
  g_autoptr (SoOverview) overview = quiet_studio ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) advices = NULL;

      set_pricing (overview, rows[i].before, rows[i].before_all, rows[i].now, rows[i].now_all);
      advices = so_advice_list (overview);
      g_test_message ("%u of %u, %u of %u", rows[i].before, rows[i].before_all, rows[i].now, rows[i].now_all);
      g_assert_cmpuint (advices->len, ==, rows[i].found);
    }
}

static void
test_category_words (void)
{
  g_autoptr (SoOverview) overview = quiet_studio ();
  g_autoptr (SoAdvice) advice = NULL;
  guint n;
  const SoSubCategory *all = so_sub_categories (&n);

  set_pricing (overview, 10, 100, 14, 100);
  for (guint i = 0; i < n; i++)
    if (!strcmp (all[i].nick, "discount_request"))
      week (overview, 0)->sub_categories[i] = 9;
  advice = only (overview, SO_ADVICE_CATEGORY);
  g_assert_nonnull (strstr (advice->title, "+40 %"));
  g_assert_nonnull (strstr (advice->title, "“Prices”"));
  g_assert_nonnull (strstr (advice->detail, "14 of 100"));
  g_assert_cmpint (advice->action, ==, SO_ADVICE_OPEN_KNOWLEDGE);
  g_assert_cmpstr (so_advice_action_label (advice->action), ==, "Create FAQ");
  g_assert_cmpstr (advice->target, ==, "discount_request");
}

static void
add_hot (SoOverview *overview, const char *name, const char *interest, int score)
{
  SoHotLead *lead = g_new0 (SoHotLead, 1);

  *lead = (SoHotLead) { g_strconcat ("c-", name, NULL), g_strconcat ("t-", name, NULL), g_strdup (name), g_strdup (interest), score, NOW };
  g_ptr_array_add (overview->hot, lead);
  overview->hot_waiting++;
}

/* S253: by name, with what they want and the score. */
static void
test_hot (void)
{
  g_autoptr (SoOverview) overview = quiet_studio ();
  g_autoptr (SoAdvice) advice = NULL;

  add_hot (overview, "Ana", "wedding dance", 95);
  add_hot (overview, "Ben", NULL, 82);
  advice = only (overview, SO_ADVICE_HOT_LEADS);
  g_assert_cmpstr (advice->title, ==, "2 hot leads wait for an answer: Ana (wedding dance, score 95), Ben (score 82)");
  g_assert_cmpint (advice->action, ==, SO_ADVICE_OPEN_THREAD);
  g_assert_cmpstr (advice->target, ==, "t-Ana");
  g_assert_cmpstr (advice->contact, ==, "c-Ana");
}

/* S254: two hours, also such that go over midnight. */
static void
test_peak (void)
{
  g_autoptr (SoOverview) overview = quiet_studio ();
  g_autoptr (SoAdvice) evening = NULL, night = NULL, calls = NULL;

  overview->figures->hours[1][18] = 9;
  overview->figures->hours[1][19] = 8;
  overview->figures->hours[4][9] = 2;
  assert_kinds (overview, NULL, 0);
  overview->figures->hours[4][9] = 10;
  evening = only (overview, SO_ADVICE_PEAK_MESSAGES);
  g_assert_cmpstr (evening->title, ==, "Most people write on Tuesdays between 18:00 and 20:00: be there to answer");
  g_assert_cmpstr (evening->detail, ==, "17 of 27 messages of the chosen time came in these two hours.");
  overview->figures->hours[6][23] = 10;
  overview->figures->hours[0][0] = 10;
  night = only (overview, SO_ADVICE_PEAK_MESSAGES);
  g_assert_nonnull (strstr (night->title, "Sundays between 23:00 and 01:00"));
  memset (overview->figures->hours, 0, sizeof overview->figures->hours);
  overview->figures->call_hours[2][10] = 25;
  calls = only (overview, SO_ADVICE_PEAK_CALLS);
  g_assert_nonnull (strstr (calls->title, "call on Wednesdays between 09:00 and 11:00"));
}

/* S270 and S272. */
static void
test_trends (void)
{
  g_autoptr (SoOverview) overview = quiet_studio ();
  g_autoptr (SoAdvice) grows = NULL, falls = NULL;

  for (guint i = 0; i < 8; i++)
    {
      week (overview, i)->revenue = i < 4 ? 12000 : 10000;
      week (overview, i)->priced = 5;
    }
  grows = only (overview, SO_ADVICE_REVENUE);
  g_assert_nonnull (strstr (grows->title, "Revenue grows"));
  g_assert_nonnull (strstr (grows->title, "(+20 %)"));
  for (guint i = 0; i < 8; i++)
    week (overview, i)->priced = 0;
  assert_kinds (overview, NULL, 0);
  for (guint i = 0; i < 8; i++)
    week (overview, i)->made = i < 4 ? 5 : 10;
  falls = only (overview, SO_ADVICE_BOOKINGS);
  g_assert_nonnull (strstr (falls->title, "Fewer people book"));
  g_assert_nonnull (strstr (falls->title, "(−50 %)"));
}

static void
test_people (void)
{
  g_autoptr (SoOverview) overview = quiet_studio ();
  g_autoptr (SoAdvice) absent = NULL, fewer = NULL, first = NULL;

  week (overview, 0)->bookings[SO_BOOKING_ATTENDED] = 17;
  week (overview, 2)->bookings[SO_BOOKING_NO_SHOW] = 3;
  absent = only (overview, SO_ADVICE_NO_SHOWS);
  g_assert_nonnull (strstr (absent->title, "15 %"));
  g_assert_cmpint (absent->action, ==, SO_ADVICE_OPEN_REMINDERS);
  week (overview, 2)->bookings[SO_BOOKING_NO_SHOW] = 1;
  week (overview, 0)->before = week (overview, 1)->before = 10;
  week (overview, 0)->kept = 5;
  week (overview, 1)->kept = 8;
  fewer = only (overview, SO_ADVICE_RETENTION);
  g_assert_nonnull (strstr (fewer->title, "50 % instead of 80 %"));
  week (overview, 0)->kept = 8;
  overview->figures->customers = 20;
  overview->figures->customers_new = 10;
  first = only (overview, SO_ADVICE_SEGMENT);
  g_assert_cmpint (first->action, ==, SO_ADVICE_OPEN_CONTACTS);
}

static void
test_calls (void)
{
  g_autoptr (SoOverview) overview = quiet_studio ();
  g_autoptr (SoAdvice) closed = NULL, missed = NULL, fewer = NULL;

  overview->figures->calls = (SoCallMetrics) { .inbound = 20, .after_hours = 5, .missed = 6 };
  closed = only (overview, SO_ADVICE_MISSED_CALLS);
  g_assert_cmpint (closed->action, ==, SO_ADVICE_OPEN_CALLS_AFTER_HOURS);
  overview->figures->calls.after_hours = 1;
  missed = only (overview, SO_ADVICE_MISSED_CALLS);
  g_assert_cmpint (missed->action, ==, SO_ADVICE_OPEN_CALLS_MISSED);
  overview->figures->calls.missed = 2;
  assert_kinds (overview, NULL, 0);
  week (overview, 0)->calls = (SoCallMetrics) { .inbound = 20, .booked = 2 };
  week (overview, 5)->calls = (SoCallMetrics) { .inbound = 20, .booked = 10 };
  fewer = only (overview, SO_ADVICE_CONVERSION);
  g_assert_nonnull (strstr (fewer->title, "10 % instead of 50 %"));
}

/* At most five, those first that wait; and the same each time. */
static void
test_order (void)
{
  static const SoAdviceKind expected[] = { SO_ADVICE_HOT_LEADS, SO_ADVICE_CATEGORY, SO_ADVICE_NO_SHOWS, SO_ADVICE_MISSED_CALLS, SO_ADVICE_SEGMENT };
  g_autoptr (SoOverview) overview = quiet_studio ();

  add_hot (overview, "Ana", NULL, 90);
  set_pricing (overview, 10, 100, 20, 100);
  week (overview, 0)->bookings[SO_BOOKING_NO_SHOW] = 9;
  overview->figures->calls = (SoCallMetrics) { .inbound = 20, .after_hours = 15 };
  overview->figures->customers = overview->figures->customers_new = 30;
  overview->figures->hours[1][18] = 90;
  assert_kinds (overview, expected, G_N_ELEMENTS (expected));
  assert_kinds (overview, expected, G_N_ELEMENTS (expected));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/insights/advice/quiet", test_quiet);
  g_test_add_func ("/insights/advice/category", test_category);
  g_test_add_func ("/insights/advice/category-words", test_category_words);
  g_test_add_func ("/insights/advice/hot", test_hot);
  g_test_add_func ("/insights/advice/peak", test_peak);
  g_test_add_func ("/insights/advice/trends", test_trends);
  g_test_add_func ("/insights/advice/people", test_people);
  g_test_add_func ("/insights/advice/calls", test_calls);
  g_test_add_func ("/insights/advice/order", test_order);
  return g_test_run ();
}
