/* SPDX-License-Identifier: MIT */
#include "so-phone.h"

static const struct {
  const char *text, *country, *expected;
} rows[] = {
  /* International, in many hands. */
  { "+49 30 123456", NULL, "+4930123456" }, { "+49 (0)30 123456", NULL, "+4930123456" }, { "+49(0)30/123-456", "49", "+4930123456" },
  { "0049 30 123456", NULL, "+4930123456" }, { "0049 (0)30 123456", NULL, "+4930123456" }, { "(+49) 30 123456", NULL, "+4930123456" },
  { "+1 (212) 555-0123", NULL, "+12125550123" }, { "+1.212.555.0123", NULL, "+12125550123" }, { "+44 20 7946 0958", NULL, "+442079460958" },
  { "+33 1 23 45 67 89", NULL, "+33123456789" }, { "+39 06 1234 5678", NULL, "+390612345678" }, { "+55 11 91234-5678", NULL, "+5511912345678" },
  { "+91 98765 43210", NULL, "+919876543210" }, { "+81 3-1234-5678", NULL, "+81312345678" }, { "+86 138 0013 8000", NULL, "+8613800138000" },
  { "+7 912 345-67-89", NULL, "+79123456789" }, { "+966 50 123 4567", NULL, "+966501234567" }, { "+375 29 123-45-67", NULL, "+375291234567" },
  /* Marks that phones put around and into numbers. */
  { "\342\200\252+49 151 234567\342\200\254", NULL, "+49151234567" }, { "\342\200\216+49\302\240151\342\200\257234567", NULL, "+49151234567" },
  { "+49\342\200\22151\342\200\223234567", NULL, "+4951234567" }, { "\357\274\213\357\274\224\357\274\231151234567", NULL, "+49151234567" },
  /* Digits of other scripts: Arabic, Persian, Devanagari, full width. */
  { "+\331\244\331\251 \331\241\331\245\331\241 \331\242\331\243\331\244\331\245\331\246\331\247", NULL, "+49151234567" },
  { "\333\260\333\260\333\271\333\270\333\261\333\262\333\263\333\264\333\265\333\266\333\267", NULL, "+981234567" },
  { "+\340\245\257\340\245\247 \340\245\257\340\245\256\340\245\255\340\245\254\340\245\253\340\245\252", NULL, "+91987654" },
  /* National. */
  { "030 123456", "49", "+4930123456" }, { "(0)30 123456", "49", "+4930123456" }, { "(030) 123456", "49", "+4930123456" },
  { "0151-234567", "49", "+49151234567" }, { "030 123456", NULL, "030123456" }, { "030 123456", "", "030123456" },
  { "123456", "49", "123456" }, { "07911 123456", "44", "+447911123456" },
  { "(212) 555-0123", "1", "+12125550123" }, { "1-212-555-0123", "1", "+12125550123" }, { "555-0123", "1", "5550123" },
  { "8 (912) 345-67-89", "7", "+79123456789" }, { "912 345 67 89", "7", "+79123456789" }, { "612 34 56 78", "34", "+34612345678" },
  { "06 1234 5678", "39", "+390612345678" }, { "347 123 4567", "39", "+393471234567" }, { "22 12 34 56", "47", "+4722123456" },
  /* Lengths of E.164. */
  { "12345", NULL, NULL }, { "123456", NULL, "123456" }, { "+123456789012345", NULL, "+123456789012345" },
  { "+1234567890123456", NULL, NULL }, { "+12345", NULL, NULL }, { "001234", NULL, NULL },
  /* No phone numbers. */
  { "", NULL, NULL }, { NULL, NULL, NULL }, { "+", NULL, NULL }, { "anna", NULL, NULL }, { "+49 30 123456 ext. 5", NULL, NULL },
  { "+49 30 123456x5", NULL, NULL }, { "tel:+4930123456", NULL, NULL }, { "12:30:45", NULL, NULL }, { "1+234567", NULL, NULL },
  { "++4930123456", NULL, NULL }, { "anna7123456@example.org", NULL, NULL }, { "#1234567", NULL, NULL }, { "*123456#", NULL, NULL },
  { "\303\251 123456", NULL, NULL }, { "\346\227\245\346\234\254 1234567", NULL, NULL }, { "1234567 \360\237\216\211", NULL, NULL },
  { "123456\xff", NULL, NULL }, { "1234\302", NULL, NULL }, { "      ", NULL, NULL }, { "()-./", NULL, NULL },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *number = so_phone_normalise (rows[i].text, rows[i].country);
      g_autofree char *shown = rows[i].text ? g_strescape (rows[i].text, NULL) : NULL;

      g_test_message ("%u: %s", i, shown ? shown : "(null)");
      g_assert_cmpstr (number, ==, rows[i].expected);
    }
}

/* What was normalised once stays as it is: rows are compared by it. */
static void
test_twice_is_once (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *once = so_phone_normalise (rows[i].text, rows[i].country);
      g_autofree char *twice = once && once[0] == '+' ? so_phone_normalise (once, rows[i].country) : g_strdup (once);

      g_assert_cmpstr (once, ==, twice);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/phone/table", test_table);
  g_test_add_func ("/core/phone/twice-is-once", test_twice_is_once);
  return g_test_run ();
}
