/* SPDX-License-Identifier: MIT */
#include "so-kept.h"

#define N_(text) text

static const struct { const char *nick, *label, *setting; } kinds[SO_N_KEPT] = {
  [SO_KEPT_MESSAGES] = { "messages", N_("Messages"), SO_SETTING_KEPT "messages" },
  [SO_KEPT_RECORDINGS] = { "recordings", N_("Recordings"), SO_SETTING_KEPT "recordings" },
  [SO_KEPT_IMPORTS] = { "imports", N_("Imported Messages"), SO_SETTING_KEPT "imports" },
  [SO_KEPT_LEADS] = { "leads", N_("Lost Leads"), SO_SETTING_KEPT "leads" },
  [SO_KEPT_BIN] = { "bin", N_("Spam and Bin"), SO_SETTING_KEPT "bin" },
};

const char *
so_kept_nick (SoKept kind)
{
  return kinds[kind].nick;
}

const char *
so_kept_label (SoKept kind)
{
  return kinds[kind].label;
}

const char *
so_kept_setting (SoKept kind)
{
  return kinds[kind].setting;
}

gboolean
so_kept_parse (const char *nick, SoKept *kind)
{
  for (*kind = 0; *kind < SO_N_KEPT; (*kind)++)
    if (!g_strcmp0 (nick, kinds[*kind].nick))
      return TRUE;
  return FALSE;
}

gint64
so_kept_limit (guint months, gint64 now)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (now / 1000), before = at ? g_date_time_add_months (at, -(int) months) : NULL;

  return before ? g_date_time_to_unix (before) * 1000 : 0;
}
