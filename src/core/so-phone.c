/* SPDX-License-Identifier: MIT */
#include "so-phone.h"

#include <string.h>

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION ||
         g_unichar_type (c) == G_UNICODE_FORMAT || strchr ("().-/\302\240", (int) (c < 128 ? c : '-')) != NULL;
}

/* "+49 (0)30 …": the bracketed zero is only dialled inside the country. */
static char *
without_trunk_zero (const char *text)
{
  g_auto (GStrv) halves = g_strsplit (text, "(0)", 2);

  return text[0] && strchr (text, '+') && halves[1] ? g_strconcat (halves[0], halves[1], NULL) : g_strdup (text);
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
      else if (c == '+' && out->len == 0)
        g_string_append_c (out, '+');
      else if (!is_separator (c))
        return NULL;
    }
  return g_steal_pointer (&out);
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
  else if (number->str[0] == '0' && country && *country)
    {
      g_string_erase (number, 0, 1);
      g_string_prepend (number, country);
      g_string_prepend_c (number, '+');
    }
  digits = number->len - (number->str[0] == '+');
  if (digits < 6 || digits > 15)
    return NULL;
  return g_string_free_and_steal (g_steal_pointer (&number));
}
