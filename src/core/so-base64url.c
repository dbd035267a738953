/* SPDX-License-Identifier: MIT */
#include "so-base64url.h"

#include <string.h>

char *
so_base64url_encode (gconstpointer data, gsize length)
{
  char *text = g_base64_encode (length ? data : (const guchar *) "", length);
  gsize n = strcspn (text, "=");

  text[n] = 0;
  for (char *p = text; *p; p++)
    *p = *p == '+' ? '-' : *p == '/' ? '_' : *p;
  return text;
}

int
so_base64url_digit (char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  return c == '-' ? 62 : c == '_' ? 63 : -1;
}

guchar *
so_base64url_decode (const char *text, gsize *length)
{
  gsize digits = strcspn (text, "="), padding = strspn (text + digits, "="), n = 0;
  g_autofree guchar *data = NULL;
  guint bits = 0, held = 0;

  *length = 0;
  if (text[digits + padding] || digits % 4 == 1 || (padding && (digits + padding) % 4) || padding > 2)
    return NULL;
  data = g_malloc (digits / 4 * 3 + 4);
  for (gsize i = 0; i < digits; i++)
    {
      int digit = so_base64url_digit (text[i]);
      if (digit < 0)
        return NULL;
      held = held << 6 | (guint) digit;
      bits += 6;
      if (bits >= 8)
        data[n++] = (guchar) (held >> (bits -= 8));
      held &= (1u << bits) - 1;
    }
  data[n] = 0;
  *length = n;
  return g_steal_pointer (&data);
}

guchar *
so_base64_decode (const char *text, gsize *length)
{
  return g_base64_decode (text, length);
}
