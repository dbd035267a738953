/* SPDX-License-Identifier: MIT */
#include "so-thread-order.h"

#include "so-time.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define NOW G_GINT64_CONSTANT (1763722167000)
#define NEVER SO_DUE_NEVER

/* Of each pair the first stands before the second, and never the other way round. */
static void
test_criteria (void)
{
  static const struct { const char *why; SoThreadRank before, after; } rows[] = {
    { "escalated before what is due sooner", { TRUE, NOW + DAY, TRUE, FALSE, 0, NOW }, { FALSE, NOW, TRUE, FALSE, 100, 1 } },
    { "escalated, but nothing is due", { TRUE, NEVER, TRUE, FALSE, -1, NOW }, { FALSE, NOW, TRUE, FALSE, 100, 1 } },
    { "both escalated: due sooner", { TRUE, NOW, TRUE, FALSE, 0, NOW }, { TRUE, NOW + MINUTE, TRUE, FALSE, 100, 1 } },
    { "overdue for longer", { FALSE, NOW - DAY, TRUE, FALSE, 0, NOW }, { FALSE, NOW - HOUR, TRUE, FALSE, 100, 1 } },
    { "due sooner before a better lead", { FALSE, NOW, TRUE, FALSE, -1, NOW }, { FALSE, NOW + MINUTE, TRUE, FALSE, 100, 1 } },
    { "due before what never is", { FALSE, NOW + 400 * DAY, TRUE, FALSE, -1, NOW }, { FALSE, NEVER, TRUE, FALSE, 100, 1 } },
    { "in the same minute the better lead", { FALSE, NOW, TRUE, FALSE, 51, NOW }, { FALSE, NOW - 5000, TRUE, FALSE, 50, 1 } },
    { "any score before none", { FALSE, NOW, TRUE, FALSE, 0, NOW }, { FALSE, NOW, TRUE, FALSE, -1, 1 } },
    { "who waits longer", { FALSE, NOW, TRUE, FALSE, 50, 1 }, { FALSE, NOW, TRUE, FALSE, 50, 2 } },
    { "waits longer, nothing due", { FALSE, NEVER, TRUE, FALSE, -1, 1 }, { FALSE, NEVER, TRUE, FALSE, -1, 2 } },
    { "who waits before who does not", { FALSE, NEVER, TRUE, FALSE, -1, 1 }, { FALSE, NEVER, FALSE, FALSE, 100, NOW } },
    { "nobody waits: the better lead", { FALSE, NEVER, FALSE, FALSE, 60, 1 }, { FALSE, NEVER, FALSE, FALSE, 59, 2 } },
    { "nobody waits: the newer", { FALSE, NEVER, FALSE, FALSE, 60, 2 }, { FALSE, NEVER, FALSE, FALSE, 60, 1 } },
    { "open before what is over", { FALSE, NEVER, FALSE, FALSE, -1, 1 }, { TRUE, NOW, TRUE, TRUE, 100, NOW } },
    { "over: the newer, whatever its score", { FALSE, NEVER, FALSE, TRUE, -1, 2 }, { TRUE, NOW, FALSE, TRUE, 100, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].why);
      g_assert_cmpint (so_thread_rank_compare (&rows[i].before, &rows[i].after), <, 0);
      g_assert_cmpint (so_thread_rank_compare (&rows[i].after, &rows[i].before), >, 0);
    }
}

static void
test_ties (void)
{
  static const struct { SoThreadRank a, b; } rows[] = {
    { { FALSE, NOW, TRUE, FALSE, 50, 1 }, { FALSE, NOW, TRUE, FALSE, 50, 1 } },
    { { TRUE, NEVER, TRUE, FALSE, -1, 1 }, { 7, NEVER, 9, FALSE, -1, 1 } },       /* any true is TRUE */
    { { FALSE, NEVER, FALSE, FALSE, -1, 1 }, { FALSE, NEVER, FALSE, FALSE, -5, 1 } },
    { { FALSE, NEVER, FALSE, TRUE, 80, 1 }, { TRUE, 1, TRUE, TRUE, 3, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (so_thread_rank_compare (&rows[i].a, &rows[i].b), ==, 0);
      g_assert_cmpint (so_thread_rank_compare (&rows[i].b, &rows[i].a), ==, 0);
    }
}

static SoThreadRank
random_rank (void)
{
  SoThreadRank rank = {
    .escalated = g_test_rand_int_range (0, 2), .waits = g_test_rand_int_range (0, 2), .over = g_test_rand_int_range (0, 4) == 0,
    .score = g_test_rand_int_range (-2, 3), .at = g_test_rand_int_range (1, 4),
  };

  rank.due_at = g_test_rand_int_range (0, 3) ? NOW + g_test_rand_int_range (-3, 3) * 20000 : NEVER;
  return rank;
}

static int
sign (int value)
{
  return (value > 0) - (value < 0);
}

/* An order: what stands before another stands before all that this one stands before. Few values, so that ties are many. */
static void
test_order (void)
{
  for (int i = 0; i < 200000; i++)
    {
      SoThreadRank a = random_rank (), b = random_rank (), c = random_rank ();
      int ab = so_thread_rank_compare (&a, &b), bc = so_thread_rank_compare (&b, &c), ac = so_thread_rank_compare (&a, &c);

      g_assert_cmpint (sign (ab), ==, -sign (so_thread_rank_compare (&b, &a)));
      if (ab <= 0 && bc <= 0)
        g_assert_cmpint (ac, <=, 0);
      if (ab == 0 && bc == 0)
        g_assert_cmpint (ac, ==, 0);
      if (ab < 0 && bc <= 0)
        g_assert_cmpint (ac, <, 0);
    }
}

static void
test_earliest (void)
{
  static const struct { const char *why; SoDueFacts facts; gint64 answer, earliest; } rows[] = {
    { "nobody waits", { SO_CHANNEL_WHATSAPP, NOW, 0, NULL, 30, NOW }, NEVER, NEVER },
    { "the answer", { SO_CHANNEL_WHATSAPP, NOW, NOW, NULL, 30, 0 }, NOW + 30 * MINUTE, NOW + 30 * MINUTE },
    { "as usual", { SO_CHANNEL_MAIL, NOW, NOW, NULL, 0, 0 }, NOW + SO_DUE_MINUTES * MINUTE, NOW + SO_DUE_MINUTES * MINUTE },
    { "the window", { SO_CHANNEL_WHATSAPP, NOW, NOW, NULL, 48 * 60, 0 }, NOW + 2 * DAY, NOW + DAY },
    { "opened anew", { SO_CHANNEL_INSTAGRAM, NOW + HOUR, NOW, NULL, 48 * 60, 0 }, NOW + 2 * DAY, NOW + HOUR + DAY },
    { "mail has none", { SO_CHANNEL_MAIL, NOW, NOW, NULL, 48 * 60, 0 }, NOW + 2 * DAY, NOW + 2 * DAY },
    { "the practice neither", { SO_CHANNEL_LOOPBACK, NOW, NOW, NULL, 48 * 60, 0 }, NOW + 2 * DAY, NOW + 2 * DAY },
    { "the named time", { SO_CHANNEL_WHATSAPP, NOW, NOW, NULL, 30, NOW + MINUTE }, NOW + 30 * MINUTE, NOW + MINUTE },
    { "named for later", { SO_CHANNEL_WHATSAPP, NOW, NOW, NULL, 30, NOW + DAY }, NOW + 30 * MINUTE, NOW + 30 * MINUTE },
    { "nothing known of when", { SO_CHANNEL_WHATSAPP, 0, NOW, NULL, 30, 0 }, NOW + 30 * MINUTE, NOW + 30 * MINUTE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].why);
      g_assert_cmpint (so_due_answer (&rows[i].facts), ==, rows[i].answer);
      g_assert_cmpint (so_due_earliest (&rows[i].facts), ==, rows[i].earliest);
    }
}

static gint64
berlin (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 ms;

  g_assert_true (so_time_parse (text, zone, &ms));
  return ms;
}

/* Business minutes, also over the two nights on which the clocks change. */
static void
test_hours (void)
{
  static const struct { const char *hours, *since; guint minutes; const char *due; } rows[] = {
    { "[\"09:00-17:00\"]", "2026-11-20T16:50", 30, "2026-11-21T09:20" },
    { "[\"09:00-17:00\"]", "2026-03-28T16:50", 30, "2026-03-29T09:20" },     /* the night has 23 hours */
    { "[\"09:00-17:00\"]", "2026-10-24T16:50", 30, "2026-10-25T09:20" },     /* 25 */
    { "[\"01:00-05:00\"]", "2026-03-29T01:30", 60, "2026-03-29T03:30" },     /* 2:00 to 3:00 does not exist */
    { "[\"00:00-24:00\"]", "2026-03-28T23:00", 24 * 60, "2026-03-30T00:00" },
    { "[]", "2026-11-20T16:50", 30, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) json = g_string_new ("{\"zone\":\"Europe/Berlin\",\"week\":[");
      g_autoptr (SoHours) hours = NULL;
      SoDueFacts facts = { .channel = SO_CHANNEL_MAIL, .minutes = rows[i].minutes };

      for (int day = 0; day < 7; day++)
        g_string_append_printf (json, "%s%s", day ? "," : "", rows[i].hours);
      g_string_append (json, "]}");
      hours = so_hours_parse (json->str, NULL, NULL);
      g_assert_nonnull (hours);
      facts.hours = hours;
      facts.waiting_since = facts.last_inbound_at = berlin (rows[i].since);
      g_test_message ("%s %s", rows[i].hours, rows[i].since);
      g_assert_cmpint (so_due_answer (&facts), ==, rows[i].due ? berlin (rows[i].due) : NEVER);
      g_assert_cmpint (so_due_earliest (&facts), ==, rows[i].due ? berlin (rows[i].due) : NEVER);
    }
}

static void
test_nicks (void)
{
  SoThreadOrder order;

  for (SoThreadOrder i = 0; i < SO_N_ORDERS; i++)
    g_assert_true (so_thread_order_parse (so_thread_order_nick (i), &order) && order == i);
  g_assert_false (so_thread_order_parse ("oldest", &order));
  g_assert_false (so_thread_order_parse (NULL, &order));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/thread-order/criteria", test_criteria);
  g_test_add_func ("/model/thread-order/ties", test_ties);
  g_test_add_func ("/model/thread-order/order", test_order);
  g_test_add_func ("/model/thread-order/earliest", test_earliest);
  g_test_add_func ("/model/thread-order/hours", test_hours);
  g_test_add_func ("/model/thread-order/nicks", test_nicks);
  return g_test_run ();
}
