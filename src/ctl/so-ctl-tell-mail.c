/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-ctl-tell.h"
#include "so-settings.h"
#include "so-tell-mail.h"
#include "so-verb.h"

#include <string.h>

/* Mails to the owner about conversations that need her. */

#define SHOWN 20

static const struct { const char *name, *key; SoVerb verb; } changes[] = {
  { "address", NULL, SO_VERB_TELL_MAIL_ASK }, { "code", NULL, SO_VERB_TELL_MAIL_CONFIRM },
  { "when", SO_SETTING_TELL_MAIL, SO_VERB_SAVE_SETTING }, { "text", SO_SETTING_TELL_MAIL_TEXT, SO_VERB_SAVE_SETTING },
  { "calls", SO_SETTING_TELL_MAIL_CALLS, SO_VERB_SAVE_SETTING }, { "report", SO_SETTING_TELL_MAIL_REPORT, SO_VERB_SAVE_SETTING },
  { "send-report", NULL, SO_VERB_TELL_MAIL_REPORT },
};

static gboolean
change (SoCtl *ctl, const char *word, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (word, "=", 2);
  const char *value = parts[0] ? parts[1] : NULL;

  for (guint i = 0; value && *value && i < G_N_ELEMENTS (changes); i++)
    {
      gboolean text = !strcmp (changes[i].name, "text") || !strcmp (changes[i].name, "report");

      if (strcmp (parts[0], changes[i].name) || (text && strcmp (value, "on") && strcmp (value, "off")))
        continue;
      if (text)
        value = strcmp (value, "on") ? "0" : "1";
      return changes[i].key ? so_studio_do (ctl->studio, changes[i].verb, changes[i].key, value, NULL, error) : so_studio_do (ctl->studio, changes[i].verb, value, NULL, NULL, error);
    }
  return so_ctl_misused (error, "“%s” is not KEY=VALUE such as address=me@example.org, code=123456, when=away or text=on", word);
}

static void
add_more (JsonObject *object, const SoAlertMail *mail)
{
  so_ctl_json_set (object, "call", mail->call_id);
  so_ctl_json_set (object, "report", mail->report);
}

static JsonObject *
describe (SoDb *db, GError **error)
{
  g_autofree char *when = so_setting_get (db, SO_SETTING_TELL_MAIL), *address = so_setting_get (db, SO_SETTING_TELL_MAIL_ADDRESS),
                  *text = so_setting_get (db, SO_SETTING_TELL_MAIL_TEXT), *calls = so_setting_get (db, SO_SETTING_TELL_MAIL_CALLS), *report = so_setting_get (db, SO_SETTING_TELL_MAIL_REPORT);
  g_autoptr (GPtrArray) mails = so_alert_mail_list (db, NULL, SHOWN, error);
  JsonObject *object;

  if (!mails)
    return NULL;
  object = json_object_new ();
  so_ctl_json_set (object, "when", when ? when : "off");
  so_ctl_json_set (object, "address", address);
  so_ctl_tell_set_asked (object, db, SO_SETTING_TELL_MAIL_ASKED);
  json_object_set_boolean_member (object, "text", !g_strcmp0 (text, "1"));
  so_ctl_json_set (object, "calls", calls ? calls : "none");
  json_object_set_boolean_member (object, "report", !g_strcmp0 (report, "1"));
  so_ctl_tell_set_rows (object, "mails", mails, add_more);
  return object;
}

gboolean
so_ctl_tell_mail (SoCtl *ctl, GError **error)
{
  return so_ctl_tell (ctl, &(SoCtlTell) { 7, change, describe }, error);
}
