/* SPDX-License-Identifier: MIT */
#include "so-roll.h"

static const char *const nicks[SO_N_ROLL_MARKS] = { "open", "present", "late", "absent" };

const char *
so_roll_mark_nick (SoRollMark mark)
{
  return nicks[mark];
}

gboolean
so_roll_mark_parse (const char *nick, SoRollMark *mark)
{
  for (guint i = 0; i < SO_N_ROLL_MARKS; i++)
    if (!g_strcmp0 (nicks[i], nick))
      {
        *mark = i;
        return TRUE;
      }
  return FALSE;
}

SoRollLine *
so_roll_line_new (const char *booking, const char *name, const char *note, SoRollMark mark)
{
  SoRollLine *line = g_new0 (SoRollLine, 1);

  line->booking = g_strdup (booking);
  line->name = g_strdup (name);
  line->note = g_strdup (note);
  line->mark = mark;
  return line;
}

void
so_roll_line_free (SoRollLine *line)
{
  if (!line)
    return;
  g_free (line->booking);
  g_free (line->name);
  g_free (line->note);
  g_free (line);
}

void
so_roll_count (const GPtrArray *lines, guint counts[SO_N_ROLL_MARKS])
{
  for (guint i = 0; i < SO_N_ROLL_MARKS; i++)
    counts[i] = 0;
  for (guint i = 0; i < lines->len; i++)
    counts[((const SoRollLine *) lines->pdata[i])->mark]++;
}
