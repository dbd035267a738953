/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-consents.h"
#include "so-contacts.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-period.h"
#include "so-quiet.h"
#include "so-settings.h"
#include "so-verb.h"

/* The ledger of who wants to be written to, and the hours in which nobody is. */

static JsonObject *
describe (const SoConsent *consent)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set_time (object, "at", consent->at);
  so_ctl_json_set (object, "address", consent->value);
  so_ctl_json_set (object, "channel", *consent->channel ? consent->channel : NULL);
  so_ctl_json_set (object, "purpose", so_purpose_nick (consent->purpose));
  so_ctl_json_set (object, "state", so_consent_state_nick (consent->state));
  so_ctl_json_set (object, "how", so_consent_how_nick (consent->how));
  so_ctl_json_set (object, "word", consent->word);
  so_ctl_json_set (object, "message_id", consent->message_id);
  so_ctl_json_set (object, "note", consent->note);
  return object;
}

static gboolean
print_ledger (SoCtl *ctl, const char *contact_id, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "at address channel purpose state how word note");
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoContact) contact = db ? so_contact_find (db, contact_id, error) : NULL;
  g_autoptr (GPtrArray) entries = contact ? so_consent_list (db, contact_id, error) : NULL;

  for (guint i = 0; entries && i < entries->len; i++)
    so_ctl_list_add (list, describe (entries->pdata[i]));
  return entries && so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_consent (SoCtl *ctl, GError **error)
{
  g_autofree char *set = NULL, *purpose = NULL, *address = NULL, *note = NULL, *argument = NULL;
  const GOptionEntry entries[] = {
    { "set", 0, 0, G_OPTION_ARG_STRING, &set }, { "for", 0, 0, G_OPTION_ARG_STRING, &purpose }, { "address", 0, 0, G_OPTION_ARG_STRING, &address },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note }, { NULL },
  };
  SoConsentState state;
  SoPurpose known;
  const char *id;

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  if (set && (!so_consent_state_parse (set, &state) || state == SO_CONSENT_NONE))
    return so_ctl_misused (error, "“%s” is neither given nor withdrawn", set);
  if (purpose && !so_purpose_parse (purpose, &known))
    return so_ctl_misused (error, "“%s” is neither service nor marketing", purpose);
  if (!set && (purpose || address || note))
    return so_ctl_misused (error, "--set given or --set withdrawn is missing");
  /* The parts of the verb's argument are words. */
  if (address)
    for (char *p = address; *p; p++)
      *p = g_ascii_isspace (*p) ? '-' : *p;
  id = so_ctl_arg (ctl, 0);
  argument = set ? g_strdup_printf ("%s %s %s %s", set, purpose ? purpose : "service", address ? address : "*", note ? note : "") : NULL;
  if (!so_ctl_open (ctl, error) || (argument && !so_studio_do (ctl->studio, SO_VERB_CONSENT, id, argument, NULL, error)))
    return FALSE;
  return print_ledger (ctl, id, error);
}

gboolean
so_ctl_hours_quiet (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autofree char *setting = NULL, *hours = NULL;
  JsonObject *object;
  SoQuiet quiet;

  if (!so_ctl_parse (ctl, NULL, 0, 1, error) || !so_ctl_open (ctl, error) ||
      (ctl->args[0] && !so_studio_do (ctl->studio, SO_VERB_SAVE_SETTING, SO_SETTING_QUIET, so_ctl_arg (ctl, 0), NULL, error)) ||
      !(db = so_ctl_read (ctl, error)))
    return FALSE;
  setting = so_setting_get (db, SO_SETTING_QUIET);
  so_quiet_parse (setting, &quiet);
  hours = so_quiet_write (&quiet);
  object = json_object_new ();
  so_ctl_json_set (object, "messages", hours);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_hours_week_start (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autofree char *setting = NULL;
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 0, 1, error) || !so_ctl_open (ctl, error) ||
      (ctl->args[0] && !so_studio_do (ctl->studio, SO_VERB_SAVE_SETTING, SO_SETTING_WEEK_START, so_ctl_arg (ctl, 0), NULL, error)) ||
      !(db = so_ctl_read (ctl, error)))
    return FALSE;
  setting = so_setting_get (db, SO_SETTING_WEEK_START);
  object = json_object_new ();
  so_ctl_json_set (object, "week_start", so_week_start_nick (so_week_start_parse (setting)));
  return so_ctl_print (ctl, object);
}
