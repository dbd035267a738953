/* SPDX-License-Identifier: MIT */
#include "so-distance.h"

#include <string.h>

typedef struct {
  gunichar *characters;
  glong n;
} Text;

static Text
characters_of (const char *text)
{
  Text result = { NULL, 0 };

  if (!text)
    text = "";
  if (g_utf8_validate (text, -1, NULL))
    {
      result.characters = g_utf8_to_ucs4_fast (text, -1, &result.n);
      return result;
    }
  result.n = (glong) strlen (text);
  result.characters = g_new (gunichar, result.n);
  for (glong i = 0; i < result.n; i++)
    result.characters[i] = (guchar) text[i];
  return result;
}

/* Only cells within @most of the diagonal can belong to a way that short (Ukkonen). The distance, or @most + 1. */
static guint
within (const gunichar *a, glong n, const gunichar *b, glong m, glong most)
{
  g_autofree guint *row = g_new (guint, m + 1);
  guint far = (guint) most + 1;

  for (glong k = 0; k <= m; k++)
    row[k] = k <= most ? (guint) k : far;
  for (glong i = 1; i <= n; i++)
    {
      glong from = MAX (1, i - most), to = MIN (m, i + most);
      guint diagonal = row[from - 1];

      row[from - 1] = from == 1 && i <= most ? (guint) i : far;
      for (glong k = from; k <= to; k++)
        {
          guint above = k == i + most ? far : row[k];
          guint best = MIN (diagonal + (a[i - 1] != b[k - 1]), MIN (above, row[k - 1]) + 1);

          diagonal = row[k];
          row[k] = MIN (best, far);
        }
    }
  return row[m];
}

guint
so_distance (const char *a, const char *b)
{
  Text x = characters_of (a), y = characters_of (b);
  g_autofree gunichar *own_x = x.characters, *own_y = y.characters;
  guint result = 0;

  while (x.n && y.n && *x.characters == *y.characters)
    x.characters++, y.characters++, x.n--, y.n--;
  while (x.n && y.n && x.characters[x.n - 1] == y.characters[y.n - 1])
    x.n--, y.n--;
  if (!x.n || !y.n)
    return (guint) MAX (x.n, y.n);
  for (glong most = 16; most <= SO_DISTANCE_EXACT; most *= 2)
    if (ABS (x.n - y.n) <= most && (result = within (x.characters, x.n, y.characters, y.n, most)) <= (guint) most)
      return result;
  return (guint) MAX (x.n, y.n);
}
