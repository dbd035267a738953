/* SPDX-License-Identifier: MIT */
#include "so-sms-length.h"

static char *
repeat (const char *text, guint times)
{
  GString *all = g_string_new (NULL);

  while (times--)
    g_string_append (all, text);
  return g_string_free_and_steal (all);
}

static void
test_length (void)
{
  static const struct { const char *piece; guint times; const char *end; guint segments, left; gboolean unicode; } rows[] = {
    { "", 0, "", 0, 160, FALSE }, { "a", 1, "", 1, 159, FALSE }, { "a", 160, "", 1, 0, FALSE }, { "a", 161, "", 2, 145, FALSE },
    { "a", 306, "", 2, 0, FALSE }, { "a", 307, "", 3, 152, FALSE }, { "ä", 160, "", 1, 0, FALSE }, { "€", 80, "", 1, 0, FALSE },
    { "€", 81, "", 2, 143, FALSE }, /* 76 of them fill 152 of 153 places, and the 77th is not torn apart */
    { "a", 159, "€", 2, 145, FALSE }, { "ş", 1, "", 1, 69, TRUE }, { "ş", 70, "", 1, 0, TRUE }, { "ş", 71, "", 2, 63, TRUE },
    { "a", 70, "ş", 2, 63, TRUE }, { "😀", 35, "", 1, 0, TRUE }, { "😀", 36, "", 2, 61, TRUE }, { "हि", 35, "", 1, 0, TRUE },
    { "\n", 2, "@£", 1, 156, FALSE }, { "’", 1, "", 1, 69, TRUE }, { "ç", 1, "", 1, 69, TRUE }, { "Ç", 1, "", 1, 159, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *body = repeat (rows[i].piece, rows[i].times), *text = g_strconcat (body, rows[i].end, NULL);
      SoSmsLength length = so_sms_length (text);

      g_test_message ("%u: %s × %u %s", i, rows[i].piece, rows[i].times, rows[i].end);
      g_assert_cmpuint (length.segments, ==, rows[i].segments);
      g_assert_cmpint (length.unicode, ==, rows[i].unicode);
      g_assert_cmpuint (length.left, ==, rows[i].left);
    }
}

static void
test_words (void)
{
  static const struct { const char *text; SoSmsWord means; } rows[] = {
    { "STOP", SO_SMS_STOP }, { " stop \n", SO_SMS_STOP }, { "Stop.", SO_SMS_STOP }, { "Unsubscribe!", SO_SMS_STOP }, { "stop all", SO_SMS_STOP },
    { "Cancel", SO_SMS_CANCEL }, { "QUIT", SO_SMS_CANCEL }, { "end", SO_SMS_CANCEL }, { "start", SO_SMS_START }, { "UNSTOP", SO_SMS_START },
    { "help", SO_SMS_HELP }, { "Info", SO_SMS_HELP }, { "", SO_SMS_PLAIN }, { ".", SO_SMS_PLAIN }, { "Stop by on Friday", SO_SMS_PLAIN },
    { "please stop", SO_SMS_PLAIN }, { "Cancel my class", SO_SMS_PLAIN }, { "Yes", SO_SMS_YES }, { "Yes please", SO_SMS_PLAIN }, { "“Stop”", SO_SMS_STOP }, { "stop...", SO_SMS_STOP }, { "Stop?", SO_SMS_PLAIN }, { "arrêt", SO_SMS_STOP }, { "ARRET", SO_SMS_STOP },
    { "Stopp!", SO_SMS_STOP }, { "Opt-out", SO_SMS_STOP }, { "(cancel)", SO_SMS_CANCEL }, { "CANCEL?", SO_SMS_PLAIN }, { "Cancelar", SO_SMS_PLAIN }, { "\342\200\213Stop", SO_SMS_STOP }, { "STÖP", SO_SMS_PLAIN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (so_sms_word (rows[i].text), ==, rows[i].means);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sms/length", test_length);
  g_test_add_func ("/sms/words", test_words);
  return g_test_run ();
}
