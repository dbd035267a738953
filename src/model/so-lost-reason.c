/* SPDX-License-Identifier: MIT */
#include "so-lost-reason.h"

#define N_(text) text

/* Their order is that of the digits in the window. */
static const struct { const char *nick, *label; } reasons[SO_N_LOST_REASONS] = {
  { "price", N_("Too expensive") },
  { "times", N_("Times do not suit") },
  { "distance", N_("Too far away") },
  { "elsewhere", N_("Went to another studio") },
  { "no-answer", N_("Does not answer") },
  { "not-offered", N_("We do not offer it") },
  { "changed-mind", N_("Changed their mind") },
  { "no-lead", N_("Was never interested") },
};

const char *
so_lost_reason_nick (guint i)
{
  return reasons[i].nick;
}

const char *
so_lost_reason_label (guint i)
{
  return reasons[i].label;
}

gboolean
so_lost_reason_parse (const char *reason, guint *i)
{
  for (guint k = 0; k < SO_N_LOST_REASONS; k++)
    if (!g_strcmp0 (reason, reasons[k].nick))
      {
        *i = k;
        return TRUE;
      }
  return FALSE;
}
