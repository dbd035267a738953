/* SPDX-License-Identifier: MIT */
#include "so-channel-window.h"

#include <string.h>

#define HOUR G_GINT64_CONSTANT (3600000)
#define DAY (24 * HOUR)
#define NOW G_GINT64_CONSTANT (1763722167000)

static void
test_windows (void)
{
  static const struct {
    SoChannelKind kind;
    gint64 ago;               /* ms since the customer wrote; -1: never */
    SoChannelWindow window;
    gint64 ends_in;           /* ms; 0: it does not end */
  } rows[] = {
    { SO_CHANNEL_WHATSAPP, 0, SO_WINDOW_FREE, DAY },
    { SO_CHANNEL_WHATSAPP, DAY - 1, SO_WINDOW_FREE, 1 },
    { SO_CHANNEL_WHATSAPP, DAY, SO_WINDOW_TEMPLATE, 0 },
    { SO_CHANNEL_WHATSAPP, 400 * DAY, SO_WINDOW_TEMPLATE, 0 },
    { SO_CHANNEL_WHATSAPP, -1, SO_WINDOW_TEMPLATE, 0 },
    { SO_CHANNEL_INSTAGRAM, 20 * HOUR, SO_WINDOW_FREE, 4 * HOUR },
    { SO_CHANNEL_INSTAGRAM, DAY, SO_WINDOW_HUMAN_TAG, 6 * DAY },
    { SO_CHANNEL_INSTAGRAM, 7 * DAY - 1, SO_WINDOW_HUMAN_TAG, 1 },
    { SO_CHANNEL_INSTAGRAM, 7 * DAY, SO_WINDOW_CLOSED, 0 },
    { SO_CHANNEL_INSTAGRAM, -1, SO_WINDOW_CLOSED, 0 },                  /* nobody can be written to first */
    { SO_CHANNEL_MESSENGER, 2 * DAY, SO_WINDOW_HUMAN_TAG, 5 * DAY },
    { SO_CHANNEL_MAIL, 400 * DAY, SO_WINDOW_FREE, 0 },
    { SO_CHANNEL_SMS, -1, SO_WINDOW_FREE, 0 },
    { SO_CHANNEL_LOOPBACK, -1, SO_WINDOW_FREE, 0 },
    { SO_CHANNEL_CALL, 0, SO_WINDOW_CLOSED, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 ends, last = rows[i].ago < 0 ? 0 : NOW - rows[i].ago;

      g_test_message ("row %u", i);
      g_assert_cmpint (so_channel_window (rows[i].kind, last, NOW, &ends), ==, rows[i].window);
      g_assert_cmpint (ends ? ends - NOW : 0, ==, rows[i].ends_in);
      g_assert_cmpint (so_channel_window (rows[i].kind, last, NOW, NULL), ==, rows[i].window);
    }
}

static void
test_lengths (void)
{
  static const struct { SoChannelKind kind; const char *unit; guint fits; } rows[] = {
    { SO_CHANNEL_WHATSAPP, "x", 4096 }, { SO_CHANNEL_WHATSAPP, "ä", 4096 }, { SO_CHANNEL_INSTAGRAM, "x", 1000 },
    { SO_CHANNEL_INSTAGRAM, "ä", 500 }, { SO_CHANNEL_INSTAGRAM, "😀", 250 }, { SO_CHANNEL_MESSENGER, "ä", 2000 }, { SO_CHANNEL_SMS, "x", 1600 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint k = 0; k < rows[i].fits; k++)
        g_string_append (text, rows[i].unit);
      g_assert_true (so_channel_text_fits (rows[i].kind, text->str));
      g_string_append (text, rows[i].unit);
      g_assert_false (so_channel_text_fits (rows[i].kind, text->str));
      g_assert_true (so_channel_text_fits (SO_CHANNEL_MAIL, text->str));
    }
}

static void
test_ages (void)
{
  g_assert_cmpint (so_channel_approval_age (SO_CHANNEL_MAIL), ==, DAY);
  g_assert_cmpint (so_channel_approval_age (SO_CHANNEL_WHATSAPP), ==, 4 * HOUR);
  g_assert_cmpint (so_channel_approval_age (SO_CHANNEL_SMS), ==, 4 * HOUR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/channel-window/windows", test_windows);
  g_test_add_func ("/model/channel-window/lengths", test_lengths);
  g_test_add_func ("/model/channel-window/ages", test_ages);
  return g_test_run ();
}
