/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-alert-mails.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
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

static void
add_text (JsonArray *array, const SoAlertMail *text)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "reason", text->reason);
  so_ctl_json_set (object, "thread", text->thread_id);
  so_ctl_json_set (object, "state", text->state);
  so_ctl_json_set (object, "detail", text->detail);
  so_ctl_json_set_time (object, "created_at", text->created_at);
  json_array_add_object_element (array, object);
}

static JsonObject *
describe (SoDb *db, GError **error)
{
  g_autofree char *on = so_setting_get (db, SO_SETTING_TELL_TEXT), *number = so_setting_get (db, SO_SETTING_TELL_TEXT_NUMBER), *asked = so_setting_get (db, SO_SETTING_TELL_TEXT_ASKED);
  g_autoptr (GPtrArray) texts = so_alert_text_list (db, SHOWN, error);
  JsonObject *object;
  JsonArray *array;

  if (!texts)
    return NULL;
  object = json_object_new ();
  array = json_array_new ();
  /* The code is for who holds that telephone. */
  if (asked)
    asked[strcspn (asked, " ")] = 0;
  json_object_set_boolean_member (object, "urgent", !g_strcmp0 (on, "1"));
  so_ctl_json_set (object, "number", number);
  so_ctl_json_set (object, "asked", asked);
  for (guint i = 0; i < texts->len; i++)
    add_text (array, texts->pdata[i]);
  json_object_set_array_member (object, "texts", array);
  return object;
}

gboolean
so_ctl_tell_text (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 0, 4, error) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  g_clear_pointer (&db, so_db_release);
  for (guint i = 0; ctl->args[i]; i++)
    if (!change (ctl, so_ctl_arg (ctl, i), error))
      return FALSE;
  db = so_ctl_read (ctl, error);
  object = db ? describe (db, error) : NULL;
  return object && so_ctl_print (ctl, object);
}
