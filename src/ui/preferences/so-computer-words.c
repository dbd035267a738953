/* SPDX-License-Identifier: MIT */
#include "so-computer-words.h"

#include "so-age.h"

#include <glib/gi18n.h>

#define MINUTE_MS (60 * 1000)
#define HOUR_MS (60 * MINUTE_MS)
/* It says a sign of life a few times a minute. */
#define NOW_MS (2 * MINUTE_MS)

static char *
dup_seen (gint64 seen_at, gint64 now)
{
  gint64 ago = MAX (now - seen_at, 0);
  g_autofree char *age = NULL;

  if (!seen_at)
    return g_strdup (_("Not seen yet"));
  if (ago < NOW_MS)
    return g_strdup (_("Seen just now"));
  if (ago < HOUR_MS)
    return g_strdup_printf (g_dngettext (NULL, "Seen %d minute ago", "Seen %d minutes ago", (gulong) (ago / MINUTE_MS)), (int) (ago / MINUTE_MS));
  age = so_age_dup_short (seen_at, now);
  /* Translators: %s is when, such as "12:40", "Yesterday" or "3 Nov" */
  return g_strdup_printf (_("Last seen: %s"), age);
}

char *
so_computer_words (const SoComputer *member, gint64 now)
{
  g_autofree char *seen = member->self ? g_strdup (_("This computer")) : dup_seen (member->seen_at, now);

  return g_strdup_printf ("%s · %s", _(so_role_label (member->role)), seen);
}

const char *
so_computer_words_role (SoRole role)
{
  static const char *const words[SO_N_ROLES] = {
    [SO_ROLE_OWNER] = N_("May do everything"),
    [SO_ROLE_MANAGER] = N_("Everything but handing accounts over, and computers of owners and managers"),
    [SO_ROLE_FRONT_DESK] = N_("People, answers, tasks and consents; no settings, rules, prices, accounts or computers"),
    [SO_ROLE_TEACHER] = N_("Reads, ticks off tasks, writes notes, custom fields and tags"),
  };

  return _(words[role]);
}
