/* SPDX-License-Identifier: MIT */
#include "so-phone.h"

#include <string.h>

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION ||
         g_unichar_type (c) == G_UNICODE_FORMAT || (c < 128 && strchr ("().-/", (int) c) != NULL);
}

/* "+49 (0)30 …", "0049 (0)30 …": the bracketed zero is only dialled inside the country. A number that begins
 * with it is national and keeps it: "(0)30 …". */
static char *
without_trunk_zero (const char *text)
{
  g_auto (GStrv) halves = g_strsplit (text, "(0)", 2);

  return halves[0] && halves[1] && strpbrk (halves[0], "0123456789") ? g_strconcat (halves[0], halves[1], NULL) : g_strdup (text);
}

/* Only digits, with the "+" in front kept; NULL if another character stands there. */
static GString *
digits_of (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isdigit (c))
        g_string_append_printf (out, "%d", g_unichar_digit_value (c));
      else if ((c == '+' || c == 0xff0b) && out->len == 0)   /* also the full-width plus of East Asian keyboards */
        g_string_append_c (out, '+');
      else if (!is_separator (c))
        return NULL;
    }
  return g_steal_pointer (&out);
}

/* Countries that dial national numbers without a leading zero: how long these are, and the digit that may stand before
 * them ("8 912 …" in Russia, "1 212 …" in America). Italy keeps its zero abroad too. */
static const struct {
  const char *country;
  guint length;
  char prefix;
} plans[] = {
  { "1", 10, '1' }, { "7", 10, '8' }, { "30", 10, 0 }, { "34", 9, 0 }, { "45", 8, 0 }, { "47", 8, 0 }, { "48", 9, 0 },
  { "52", 10, 0 }, { "65", 8, 0 }, { "351", 9, 0 }, { "420", 9, 0 }, { "852", 8, 0 },
};

/* A number as it is dialled inside @country, made international in place where it is one. */
static void
add_country (GString *number, const char *country)
{
  gboolean italian = !strcmp (country, "39");

  if (number->str[0] == '0' || (italian && number->str[0] == '3' && number->len >= 9))
    {
      if (!italian)
        g_string_erase (number, 0, 1);
      g_string_prepend (number, country);
      g_string_prepend_c (number, '+');
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      if (strcmp (country, plans[i].country))
        continue;
      if (plans[i].prefix && number->len == plans[i].length + 1 && number->str[0] == plans[i].prefix)
        g_string_erase (number, 0, 1);
      if (number->len != plans[i].length)
        return;
      g_string_prepend (number, country);
      g_string_prepend_c (number, '+');
      return;
    }
}

char *
so_phone_normalise (const char *text, const char *country)
{
  g_autofree char *plain = NULL;
  g_autoptr (GString) number = NULL;
  gsize digits;

  if (!text || !g_utf8_validate (text, -1, NULL))
    return NULL;
  plain = without_trunk_zero (text);
  number = digits_of (plain);
  if (!number)
    return NULL;
  if (g_str_has_prefix (number->str, "00"))
    g_string_overwrite (g_string_erase (number, 0, 1), 0, "+");
  else if (number->str[0] != '+' && country && *country)
    add_country (number, country);
  digits = number->len - (number->str[0] == '+');
  if (digits < 6 || digits > 15)
    return NULL;
  return g_string_free_and_steal (g_steal_pointer (&number));
}

static gboolean
is_brazilian_mobile (const char *digits)
{
  return strlen (digits) == 11 && digits[2] == '9' && digits[3] >= '6';
}

/* Argentina: behind an area code of two to four digits stands 15, where the number was written as it is dialled there. */
static void
drop_fifteen (GString *key)
{
  for (guint at = 5; key->len == 15 && at <= 7; at++)
    if (g_str_has_prefix (key->str + at, "15"))
      g_string_erase (key, (gssize) at, 2);
}

char *
so_phone_dup_key (const char *normal, const char *country)
{
  g_autofree char *known = *normal == '+' ? NULL : so_phone_normalise (normal, country);
  g_autoptr (GString) key = g_string_new (known ? known : normal);

  if (g_str_has_prefix (key->str, "+55") && is_brazilian_mobile (key->str + 3))
    g_string_erase (key, 5, 1);
  else if (g_str_has_prefix (key->str, "+549"))
    g_string_erase (key, 3, 1);
  else if (g_str_has_prefix (key->str, "+54"))
    drop_fifteen (key);
  else if (g_str_has_prefix (key->str, "+521") && key->len == 14)
    g_string_erase (key, 3, 1);
  return g_string_free_and_steal (g_steal_pointer (&key));
}
