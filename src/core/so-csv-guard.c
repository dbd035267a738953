/* SPDX-License-Identifier: MIT */
#include "so-csv-guard.h"

#include <string.h>

/* Also of what has been guarded already, so that taking one away always gives what was there. */
static gboolean
would_run (const char *text)
{
  text += strspn (text, "'");
  return *text && strchr ("=+-@\t\r\n", *text) != NULL;
}

char *
so_csv_guard (const char *text)
{
  if (!text)
    return g_strdup ("");
  return would_run (text) ? g_strconcat ("'", text, NULL) : g_strdup (text);
}

const char *
so_csv_unguard (const char *cell)
{
  return *cell == '\'' && would_run (cell + 1) ? cell + 1 : cell;
}
