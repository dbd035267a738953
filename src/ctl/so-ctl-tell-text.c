/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-ctl-tell.h"
#include "so-settings.h"
#include "so-tell-text.h"
#include "so-verb.h"

#include <string.h>

/* Text messages to the owner's own telephone about what is urgent. */

#define SHOWN 20

static gboolean
change (SoCtl *ctl, const char *word, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (word, "=", 2);
  const char *value = parts[0] ? parts[1] : NULL;

  if (!strcmp (word, "test"))
    return so_studio_do (ctl->studio, SO_VERB_TELL_TEXT_TRY, "owner", NULL, NULL, error);
  if (value && *value && !strcmp (parts[0], "number"))
    return so_studio_do (ctl->studio, SO_VERB_TELL_TEXT_ASK, value, NULL, NULL, error);
  if (value && *value && !strcmp (parts[0], "code"))
    return so_studio_do (ctl->studio, SO_VERB_TELL_TEXT_CONFIRM, value, NULL, NULL, error);
  if (value && !strcmp (parts[0], "urgent") && (!strcmp (value, "on") || !strcmp (value, "off")))
    return so_studio_do (ctl->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_TEXT, strcmp (value, "on") ? "0" : "1", NULL, error);
  return so_ctl_misused (error, "“%s” is neither test nor KEY=VALUE such as number=+491701234567, code=123456 or urgent=on", word);
}

static JsonObject *
describe (SoDb *db, GError **error)
{
  g_autofree char *on = so_setting_get (db, SO_SETTING_TELL_TEXT), *number = so_setting_get (db, SO_SETTING_TELL_TEXT_NUMBER);
  g_autoptr (GPtrArray) texts = so_alert_text_list (db, SHOWN, error);
  JsonObject *object;

  if (!texts)
    return NULL;
  object = json_object_new ();
  json_object_set_boolean_member (object, "urgent", !g_strcmp0 (on, "1"));
  so_ctl_json_set (object, "number", number);
  so_ctl_tell_set_asked (object, db, SO_SETTING_TELL_TEXT_ASKED);
  so_ctl_tell_set_rows (object, "texts", texts, NULL);
  return object;
}

gboolean
so_ctl_tell_text (SoCtl *ctl, GError **error)
{
  return so_ctl_tell (ctl, &(SoCtlTell) { 4, change, describe }, error);
}
