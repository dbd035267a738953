/* SPDX-License-Identifier: MIT */
#include "so-account-words.h"

#include "so-account-state.h"
#include "so-account-verbs.h"
#include "so-age.h"
#include "so-poll.h"

#include <glib/gi18n.h>

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)

static char *
reading_words (guint received)
{
  return received ? g_strdup_printf (ngettext ("Reading… %u message", "Reading… %u messages", received), received) : g_strdup (_("Reading…"));
}

char *
so_account_words_status (const SoAccount *account, const SoAccountNow *now)
{
  g_autofree char *time = NULL;

  if (now->reading)
    return reading_words (now->received);
  switch (so_account_health (account))
    {
    case SO_HEALTH_ELSEWHERE:
      /* Translators: what a computer is called, such as Front Desk */
      return account->computer && *account->computer ? g_strdup_printf (_("On “%s”"), account->computer) : g_strdup (_("On another computer of the studio"));
    case SO_HEALTH_OFF:
      return g_strdup (_("Paused"));
    case SO_HEALTH_SIGN_IN:
      return g_strdup (so_studio_signs_in (account->channel) ? _("Sign in again") : _("New token needed"));
    case SO_HEALTH_WAITING:
      if (account->retry_at <= now->now)
        return g_strdup (_("Waiting"));
      time = so_age_dup_time (account->retry_at);
      /* Translators: a time of day */
      return g_strdup_printf (_("Waiting until %s"), time);
    case SO_HEALTH_CHANGE:
      return g_strdup (_("There is a problem"));
    case SO_HEALTH_GOOD:
    default:
      return g_strdup (account->channel == SO_CHANNEL_LOOPBACK ? _("Ready") : _("Connected"));
    }
}

char *
so_account_words_read (const SoAccount *account, const SoAccountNow *now)
{
  gint64 ago = now->now - now->read_at;
  guint n;

  if (!so_poll_is_asked (account->channel))
    return NULL;
  if (now->read_at <= 0)
    return g_strdup (_("Not read yet"));
  /* A clock that was set back says nothing better. */
  if (ago < MINUTE)
    return g_strdup (_("Read just now"));
  n = (guint) MIN (ago / MINUTE, G_MAXINT);
  if (ago < HOUR)
    return g_strdup_printf (ngettext ("Read %u minute ago", "Read %u minutes ago", n), n);
  n = (guint) MIN (ago / HOUR, G_MAXINT);
  if (ago < 24 * HOUR)
    return g_strdup_printf (ngettext ("Read %u hour ago", "Read %u hours ago", n), n);
  n = (guint) MIN (ago / (24 * HOUR), G_MAXINT);
  return g_strdup_printf (ngettext ("Read %u day ago", "Read %u days ago", n), n);
}

/* How far a first sync is; NULL where none goes on. */
static char *
first_words (const SoAccount *account)
{
  guint done, total;

  /* Translators: how many mails of how many there are */
  return so_studio_sync_progress (account, &done, &total) ? g_strdup_printf (_("First sync: %u of about %u"), done, total) : NULL;
}

char *
so_account_words_row (const SoAccount *account, const SoAccountNow *now)
{
  g_autofree char *status = so_account_words_status (account, now), *read = so_account_words_read (account, now), *first = first_words (account);
  gboolean well = now->reading || account->elsewhere || !account->error || !*account->error || account->paused;

  if (!well)
    return g_strdup_printf ("%s\n%s", status, account->error);
  if (first && !account->paused)
    return g_strdup_printf ("%s\n%s", status, first);
  if (now->reading || account->elsewhere || account->paused || !read)
    return g_strdup (status);
  return g_strdup_printf ("%s · %s", status, read);
}

const char *
so_account_words_fix (const SoAccount *account)
{
  switch (so_account_fix (account))
    {
    case SO_FIX_HERE: return _("_Use Here…");
    case SO_FIX_SIGN_IN: return so_studio_signs_in (account->channel) ? _("_Sign In Again…") : _("_New Token…");
    case SO_FIX_SETUP: return _("Open _Setup");
    case SO_FIX_TRY_AGAIN: return _("_Try Again");
    case SO_FIX_RESUME: return _("_Resume");
    case SO_FIX_NONE:
    default: return NULL;
    }
}

const char *
so_account_words_icon (const SoAccount *account, gboolean reading, const char **style)
{
  SoHealth health = so_account_health (account);

  if (reading || health == SO_HEALTH_WAITING)
    return *style = "dim-label", "document-open-recent-symbolic";
  if (health == SO_HEALTH_ELSEWHERE)
    return *style = "dim-label", "computer-symbolic";
  if (health == SO_HEALTH_OFF)
    return *style = "dim-label", "media-playback-pause-symbolic";
  if (health == SO_HEALTH_SIGN_IN)
    return *style = "error", "dialog-password-symbolic";
  if (health == SO_HEALTH_CHANGE)
    return *style = "warning", "dialog-warning-symbolic";
  return *style = "success", "object-select-symbolic";
}
