/* SPDX-License-Identifier: MIT */
#include "so-poll.h"

#define S(n) ((n) * G_GINT64_CONSTANT (1000))
#define M(n) S (60 * (n))

/* How often is a matter of who looks and of who may answer; mail behind the window is the owner's own number. */
static void
test_pace (void)
{
  static const struct { SoChannelKind channel; gboolean in_front, talking; guint minutes; gint64 delay; } rows[] = {
    { SO_CHANNEL_SMS, FALSE, FALSE, 5, M (2) }, { SO_CHANNEL_SMS, TRUE, FALSE, 5, S (20) }, { SO_CHANNEL_SMS, FALSE, TRUE, 5, S (10) },
    { SO_CHANNEL_SMS, TRUE, TRUE, 5, S (10) },
    { SO_CHANNEL_INSTAGRAM, FALSE, FALSE, 5, M (3) }, { SO_CHANNEL_MESSENGER, TRUE, FALSE, 5, S (30) },
    { SO_CHANNEL_MAIL, FALSE, FALSE, 5, M (5) }, { SO_CHANNEL_MAIL, TRUE, FALSE, 5, S (30) }, { SO_CHANNEL_MAIL, FALSE, FALSE, 60, M (60) },
    { SO_CHANNEL_MAIL, FALSE, TRUE, 60, S (20) },
    { SO_CHANNEL_LOOPBACK, FALSE, FALSE, 5, S (30) }, { SO_CHANNEL_LOOPBACK, TRUE, TRUE, 5, S (5) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoPollFacts facts = { .channel = rows[i].channel, .in_front = rows[i].in_front, .talking = rows[i].talking, .mail_minutes = rows[i].minutes };

      g_assert_cmpint (so_poll_delay (&facts), ==, rows[i].delay);
      facts.random = G_MAXUINT32;
      g_assert_cmpint (so_poll_delay (&facts), ==, rows[i].delay - rows[i].delay / 10);
    }
}

/* Every channel has a pace, so that none is asked without end. */
static void
test_all (void)
{
  for (SoChannelKind channel = 0; channel < SO_N_CHANNELS; channel++)
    {
      SoPollFacts facts = { .channel = channel, .mail_minutes = 1, .random = G_MAXUINT32 };

      g_assert_cmpint (so_poll_delay (&facts), >=, S (4));
      facts.talking = TRUE;
      g_assert_cmpint (so_poll_delay (&facts), >=, S (4));
      facts.failures = 1;
      facts.kind = SO_ERROR_WAIT;
      g_assert_cmpint (so_poll_delay (&facts), >=, S (4));
    }
}

static void
test_failing (void)
{
  static const struct { SoError kind; guint failures; gint64 asked, least, most; } rows[] = {
    { SO_ERROR_WAIT, 1, 0, S (10), S (10) }, { SO_ERROR_WAIT, 4, 0, S (10), S (10) }, { SO_ERROR_WAIT, 6, 0, S (16), S (32) },
    { SO_ERROR_WAIT, 9, 0, S (128), S (256) }, { SO_ERROR_WAIT, 4000, 0, S (150), M (5) },
    /* What was asked for counts, however long, and however short the failures are. */
    { SO_ERROR_WAIT, 1, S (90), S (90), S (90) }, { SO_ERROR_WAIT, 12, S (3600), S (3600), S (3600) }, { SO_ERROR_WAIT, 9, S (1), S (128), S (256) },
    /* Nothing gets better by asking. */
    { SO_ERROR_SIGN_IN, 1, 0, M (15), M (15) }, { SO_ERROR_CHANGE, 7, 0, M (15), M (15) }, { SO_ERROR_REPORT, 1, M (20), M (20), M (20) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoPollFacts facts = { .channel = SO_CHANNEL_SMS, .talking = TRUE, .failures = rows[i].failures, .kind = rows[i].kind, .asked = rows[i].asked };

      g_assert_cmpint (so_poll_delay (&facts), ==, rows[i].most);
      facts.random = G_MAXUINT32;
      g_assert_cmpint (so_poll_delay (&facts), >=, rows[i].least);
      g_assert_cmpint (so_poll_delay (&facts), <=, rows[i].most);
    }
}

static void
test_minutes (void)
{
  static const struct { const char *text; guint minutes; } rows[] = {
    { NULL, 2 }, { "", 2 }, { "1", 1 }, { "60", 60 }, { "61", 2 }, { "0", 2 }, { "-3", 2 }, { "five", 2 }, { "5 ", 2 }, { "99999999999999999999", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (so_poll_minutes (rows[i].text), ==, rows[i].minutes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/poll/pace", test_pace);
  g_test_add_func ("/engine/poll/all", test_all);
  g_test_add_func ("/engine/poll/failing", test_failing);
  g_test_add_func ("/engine/poll/minutes", test_minutes);
  return g_test_run ();
}
