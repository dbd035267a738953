/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-profile-check.h"

#include "so-error.h"
#include "so-phone.h"
#include "so-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_NAME 120

static gboolean
is_currency (const char *code)
{
  return code && strlen (code) == 3 && strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

static gboolean
is_country (const char *code)
{
  gsize digits = strspn (code, "0123456789");

  return digits >= 1 && digits <= 4 && !code[digits] && *code != '0';
}

static gboolean
is_mail (const char *address)
{
  const char *at = strchr (address, '@');

  return at && at > address && at[1] && !strpbrk (address, " \t\r\n<>,;") && !strchr (at + 1, '@');
}

/* In international form, as every provider wants it. */
static gboolean
tidy_phone (SoProfile *profile, GError **error)
{
  g_autofree char *number = NULL;

  if (!profile->phone)
    return TRUE;
  number = so_phone_normalise (profile->phone, profile->country);
  if (!number)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no phone number: correct it or leave it empty"), profile->phone);
  if (*number != '+')
    return so_fail (error, SO_ERROR_CHANGE, _("Begin “%s” with + and the calling code of your country"), profile->phone);
  g_free (profile->phone);
  profile->phone = g_steal_pointer (&number);
  return TRUE;
}

gboolean
so_profile_check (SoProfile *profile, GError **error)
{
  g_autoptr (GTimeZone) zone = so_time_zone (profile->zone);

  if (!profile->name || !profile->name[strspn (profile->name, " \t\r\n")] || g_utf8_strlen (profile->name, -1) > LONGEST_NAME)
    return so_fail (error, SO_ERROR_CHANGE, _("A studio needs a name of at most %d characters: type one"), LONGEST_NAME);
  if (!so_profile_kind_is_known (profile->kind))
    {
      g_autofree char *kinds = g_strjoinv (", ", (char **) so_profile_kinds ());
      return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no kind of studio: choose one of %s"), profile->kind ? profile->kind : "", kinds);
    }
  if (!zone)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no time zone: choose one such as Europe/Berlin"), profile->zone ? profile->zone : "");
  if (!is_currency (profile->currency))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no currency: use its three letters, such as EUR"), profile->currency ? profile->currency : "");
  if (profile->country && !is_country (profile->country))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no calling code: use its digits without +, such as 49"), profile->country);
  if (profile->email && !is_mail (profile->email))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no mail address: correct it or leave it empty"), profile->email);
  return tidy_phone (profile, error);
}
