/* SPDX-License-Identifier: MIT */
#include "so-money.h"

#include "so-error.h"

static void
test_format (void)
{
  static const struct { gint64 amount; const char *currency, *language, *text; } rows[] = {
    { 1500, "EUR", "en", "15 €" }, { 1550, "EUR", "en", "15.50 €" }, { 1550, "EUR", "de", "15,50 €" }, { 1505, "EUR", NULL, "15.05 €" },
    { 123456789, "EUR", "de", "1.234.567,89 €" }, { 123456700, "USD", "en", "$1,234,567" }, { 100, "GBP", "en", "£1" },
    { 1500, "JPY", "en", "¥1,500" }, { 1500, "KWD", "en", "1.500 KWD" }, { 125000, "CHF", "de", "CHF 1’250" }, { 125050, "CHF", "de", "CHF 1’250.50" },
    { 0, "EUR", "es", "0 €" }, { -250, "EUR", "fr", "-2,50 €" }, { 100000000, "EUR", "fr", "1\u202f000\u202f000 €" },
    { 15000, "BRL", "pt", "R$ 150" }, { 50000, "INR", "hi", "₹500" }, { 100, "XYZ", "en", "1 XYZ" }, { 100, NULL, NULL, "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = so_money_format (rows[i].amount, rows[i].currency, rows[i].language);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_parse (void)
{
  static const struct { const char *text, *currency; gint64 amount; } rows[] = {
    { "15", "EUR", 1500 }, { " 15.5 ", "EUR", 1550 }, { "15,50", "EUR", 1550 }, { "15,50 €", "EUR", 1550 }, { "€15", "EUR", 1500 },
    { "EUR 15", "EUR", 1500 }, { "1.250", "EUR", 125000 }, { "1.250,00", "EUR", 125000 }, { "1,250.00", "USD", 125000 }, { "$1,250", "USD", 125000 },
    { "1’250.50", "CHF", 125050 }, { "1 250,50", "EUR", 125050 }, { "1.234.567", "EUR", 123456700 }, { "1500", "JPY", 1500 }, { "¥1,500", "JPY", 1500 },
    { "1.500", "KWD", 1500 }, { "R$ 150", "BRL", 15000 }, { "0", "EUR", 0 }, { "1000000000", "EUR", G_GINT64_CONSTANT (100000000000) },
    { "", "EUR", -1 }, { NULL, "EUR", -1 }, { "abc", "EUR", -1 }, { "15 dollars", "EUR", -1 }, { "-5", "EUR", -1 }, { "15.505", "EUR", 1550500 },
    { "15.5055", "EUR", -1 }, { "15.5", "JPY", -1 }, { "99999999999999999999999999", "EUR", -1 }, { "1000000001", "EUR", -1 }, { "\xff", "EUR", -1 },
    { ".", "EUR", -1 }, { "{x}", "EUR", -1 }, { "$15", "EUR", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 amount = -1;

      g_test_message ("“%s”", rows[i].text ? rows[i].text : "(null)");
      g_assert_cmpint (so_money_parse (rows[i].text, rows[i].currency, &amount, &error), ==, rows[i].amount >= 0);
      g_assert_cmpint (amount, ==, rows[i].amount);
      if (rows[i].amount < 0)
        g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

/* What was written is read as the same amount, in every language and currency. */
static void
test_both_ways (void)
{
  static const char *const languages[] = { "en", "de", "es", "fr", "pt", "hi" }, *const currencies[] = { "EUR", "USD", "JPY", "KWD", "CHF", "XYZ", "BRL" };

  for (guint i = 0; i < 5000; i++)
    {
      const char *currency = currencies[i % G_N_ELEMENTS (currencies)];
      gint64 amount = g_test_rand_int_range (0, 1000000000) / (i % 3 ? 10000 : 1), read = -1;
      g_autofree char *text = so_money_format (amount, currency, languages[i % G_N_ELEMENTS (languages)]);

      g_assert_true (so_money_parse (text, currency, &read, NULL));
      if (read != amount)
        g_test_message ("%s", text);
      g_assert_cmpint (read, ==, amount);
    }
}

static void
test_currency (void)
{
  g_assert_true (so_money_is_currency ("EUR"));
  g_assert_false (so_money_is_currency ("eur"));
  g_assert_false (so_money_is_currency ("EURO"));
  g_assert_false (so_money_is_currency (""));
  g_assert_false (so_money_is_currency (NULL));
}

static void
test_whole (void)
{
  static const struct {
    const char *currency;
    guint decimals;
    double whole;
  } rows[] = { { "EUR", 2, 15.5 }, { "JPY", 0, 1550 }, { "KWD", 3, 1.55 }, { "XYZ", 2, 15.5 }, { NULL, 2, 15.5 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpuint (so_money_decimals (rows[i].currency), ==, rows[i].decimals);
      g_assert_cmpfloat_with_epsilon (so_money_whole (1550, rows[i].currency), rows[i].whole, 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/format", test_format);
  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/both-ways", test_both_ways);
  g_test_add_func ("/money/currency", test_currency);
  g_test_add_func ("/money/whole", test_whole);
  return g_test_run ();
}
