/* SPDX-License-Identifier: MIT */
#include "so-money.h"

#include "so-error.h"

#include <string.h>

#define MOST G_GINT64_CONSTANT (1000000000)

/* Those without a sign of their own are told by their code. */
static const struct {
  const char *code;
  const char *sign;
  gboolean before;   /* in every language; the others stand behind, "15 €" */
} signs[] = {
  { "EUR", "€", FALSE }, { "USD", "$", TRUE }, { "GBP", "£", TRUE }, { "INR", "₹", TRUE }, { "JPY", "¥", TRUE },
  { "BRL", "R$ ", TRUE }, { "CHF", "CHF ", TRUE }, { "CAD", "CA$", TRUE }, { "AUD", "A$", TRUE }, { "MXN", "MX$", TRUE },
};

guint
so_money_decimals (const char *currency)
{
  static const char *const none[] = { "JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX", "XAF", "XOF", "XPF", NULL };
  static const char *const three[] = { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", NULL };

  return currency && g_strv_contains (none, currency) ? 0 : currency && g_strv_contains (three, currency) ? 3 : 2;
}

static gint64
power (guint n)
{
  return n ? 10 * power (n - 1) : 1;
}

double
so_money_whole (double amount, const char *currency)
{
  return amount / (double) power (so_money_decimals (currency));
}

gboolean
so_money_is_currency (const char *currency)
{
  return currency && strlen (currency) == 3 && strspn (currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

static void
append_number (GString *out, gint64 whole, const char *thousands)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, whole);
  gsize n = strlen (digits);

  for (gsize i = 0; i < n; i++)
    {
      g_string_append_c (out, digits[i]);
      if (n - i > 1 && (n - i) % 3 == 1)
        g_string_append (out, thousands);
    }
}

char *
so_money_format (gint64 amount, const char *currency, const char *language)
{
  gboolean english = !language || g_str_has_prefix (language, "en"), swiss = !g_strcmp0 (currency, "CHF");
  const char *thousands = swiss ? "’" : english ? "," : !strcmp (language, "fr") ? "\u202f" : ".";
  gint64 unit = power (so_money_decimals (currency)), rest = ABS (amount % unit);
  GString *out = g_string_new (amount < 0 ? "-" : NULL);
  gboolean before = FALSE;
  const char *sign = currency ? currency : "";

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (!strcmp (sign, signs[i].code))
      {
        sign = signs[i].sign;
        before = signs[i].before;
        break;
      }
  if (before)
    g_string_append (out, sign);
  append_number (out, ABS (amount / unit), thousands);
  /* "1.500 KWD" and "1,500 KWD" would be read as each other: three decimals are always written. */
  if (rest || unit == 1000)
    g_string_append_printf (out, "%s%0*d", english || swiss ? "." : ",", (int) so_money_decimals (currency), (int) rest);
  if (!before && *sign)
    g_string_append_printf (out, " %s", sign);
  return g_string_free_and_steal (out);
}

/* Digits with their marks; a sign or code around them, and space, is left away. NULL where something else stands there. */
static char *
strip (const char *text, const char *currency)
{
  g_autofree char *bare = g_strstrip (g_strdup (text)), *sign = NULL;
  const char *own = currency ? currency : "";
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (signs) && currency; i++)
    if (!strcmp (currency, signs[i].code))
      own = signs[i].sign;
  sign = g_strstrip (g_strdup (own));
  for (const char *p = bare; *p;)
    {
      if (*sign && g_str_has_prefix (p, sign))
        p += strlen (sign);
      else if (currency && g_str_has_prefix (p, currency))
        p += strlen (currency);
      else if (g_ascii_isdigit (*p) || *p == '.' || *p == ',')
        g_string_append_c (out, *p++);
      else if (g_unichar_isspace (g_utf8_get_char (p)) || *p == '\'' || g_str_has_prefix (p, "’"))
        p = g_utf8_next_char (p);
      else
        return g_string_free (out, TRUE), NULL;
    }
  return g_string_free_and_steal (out);
}

/* The mark before the decimals: the last one, if it stands once and not before three digits ("1.250" is a thousand and
 * more, except where the currency has three decimals). */
static const char *
find_point (const char *number, guint places)
{
  const char *dot = strrchr (number, '.'), *comma = strrchr (number, ',');
  const char *last = dot > comma ? dot : comma;

  if (!last || strchr (number, *last) != last)
    return NULL;
  return strlen (last + 1) == 3 && places != 3 && !(dot && comma) ? NULL : last;
}

gboolean
so_money_parse (const char *text, const char *currency, gint64 *amount, GError **error)
{
  g_autofree char *number = text && g_utf8_validate (text, -1, NULL) ? strip (text, currency) : NULL;
  guint places = so_money_decimals (currency), n = 0, behind = 0;
  const char *point = number ? find_point (number, places) : NULL;
  gint64 value = 0;

  for (const char *p = number ? number : ""; *p && value <= MOST * 1000; p++)
    if (g_ascii_isdigit (*p))
      {
        value = value * 10 + (*p - '0');
        n++;
        behind += point && p > point;
      }
  if (!n || behind > places || value * power (places - MIN (behind, places)) > MOST * power (places))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no amount: write it like 15 or 15.50", text && g_utf8_validate (text, -1, NULL) ? text : "");
  *amount = value * power (places - behind);
  return TRUE;
}
