/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include <string.h>

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-demo-try.h"
#include "so-demo.h"
#include "so-error.h"
#include "so-settings.h"
#include "so-time.h"

/* What is wrong is said before the folder is made. */
static gboolean
check_profile (const SoProfile *profile, GError **error)
{
  g_autoptr (GTimeZone) zone = so_time_zone (profile->zone);
  g_autofree char *kinds = g_strjoinv (", ", (char **) so_profile_kinds ());

  if (!profile->name || !*profile->name)
    return so_ctl_misused (error, "--name N is missing");
  if (!profile->kind)
    return so_ctl_misused (error, "--kind K is missing: %s", kinds);
  if (!so_profile_kind_is_known (profile->kind))
    return so_ctl_misused (error, "There is no kind “%s”: %s", profile->kind, kinds);
  if (profile->zone && !zone)
    return so_fail (error, SO_ERROR_CHANGE, "There is no time zone “%s”: give one such as Europe/Berlin", profile->zone);
  if (profile->currency && (strlen (profile->currency) != 3 || strspn (profile->currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no currency: give its three letters, such as EUR", profile->currency);
  return TRUE;
}

static gboolean
print_profile (SoCtl *ctl)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (ctl->studio);

  return so_ctl_print (ctl, so_ctl_json_profile (profile));
}

gboolean
so_ctl_init (SoCtl *ctl, GError **error)
{
  g_autoptr (SoProfile) profile = g_new0 (SoProfile, 1), old = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &profile->name }, { "kind", 0, 0, G_OPTION_ARG_STRING, &profile->kind },
    { "zone", 0, 0, G_OPTION_ARG_STRING, &profile->zone }, { "currency", 0, 0, G_OPTION_ARG_STRING, &profile->currency },
    { "country", 0, 0, G_OPTION_ARG_STRING, &profile->country }, { "owner", 0, 0, G_OPTION_ARG_STRING, &profile->owner },
    { "email", 0, 0, G_OPTION_ARG_STRING, &profile->email }, { "phone", 0, 0, G_OPTION_ARG_STRING, &profile->phone },
    { NULL },
  };

  if (!so_ctl_parse (ctl, entries, 0, 0, error) || !check_profile (profile, error)
      || !(ctl->studio = so_studio_open (ctl->folder, error)))
    return FALSE;
  if ((old = so_studio_dup_profile (ctl->studio)))
    {
      g_autofree char *shown = g_filename_display_name (ctl->folder);
      return so_fail (error, SO_ERROR_CHANGE, "There is already a studio in %s (%s): choose another folder with --data",
                      shown, old->name);
    }
  return so_studio_set_up (ctl->studio, profile, error) && print_profile (ctl);
}

gboolean
so_ctl_demo (SoCtl *ctl, GError **error)
{
  g_autofree char *kind = NULL;
  int weeks = 8, seed = 1;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind }, { "weeks", 0, 0, G_OPTION_ARG_INT, &weeks },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed }, { NULL },
  };
  SoDemoCounts counts = { 0 };
  JsonObject *object;

  if (!so_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;
  if (kind && !so_profile_kind_is_known (kind))
    return so_ctl_misused (error, "There is no kind “%s”", kind);
  if (weeks < 1 || weeks > 520)
    return so_ctl_misused (error, "--weeks is a number from 1 to 520");
  if (!(ctl->studio = so_studio_open (ctl->folder, error))
      || !so_demo_fill (ctl->studio, kind ? kind : "dance", (guint) weeks, (guint) seed, &counts, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_int_member (object, "contacts", counts.contacts);
  json_object_set_int_member (object, "threads", counts.threads);
  json_object_set_int_member (object, "messages", counts.messages);
  json_object_set_int_member (object, "drafts", counts.drafts);
  json_object_set_int_member (object, "knowledge", counts.knowledge);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_demo_call (SoCtl *ctl, GError **error)
{
  g_autofree char *id = NULL;
  SoDemoCall call = SO_DEMO_CALL_MISSED;
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 0, 1, error))
    return FALSE;
  if (ctl->args[0] && !so_demo_call_parse (so_ctl_arg (ctl, 0), &call))
    return so_ctl_misused (error, "a call is missed, message or answered");
  if (!so_ctl_open (ctl, error) || !(id = so_demo_try_call (ctl->studio, call, error)))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "call", id);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_demo_appointment (SoCtl *ctl, GError **error)
{
  g_autofree char *id = NULL;
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !so_ctl_open (ctl, error) || !(id = so_demo_try_appointment (ctl->studio, NULL, error)))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "booking", id);
  return so_ctl_print (ctl, object);
}
