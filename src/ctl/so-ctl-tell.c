/* SPDX-License-Identifier: MIT */
#include "so-ctl-tell.h"

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-settings.h"

#include <string.h>

void
so_ctl_tell_set_asked (JsonObject *object, SoDb *db, const char *key)
{
  g_autofree char *asked = so_setting_get (db, key);

  if (asked)
    asked[strcspn (asked, " ")] = 0;
  so_ctl_json_set (object, "asked", asked);
}

void
so_ctl_tell_set_rows (JsonObject *object, const char *name, GPtrArray *rows, void (*more) (JsonObject *object, const SoAlertMail *row))
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const SoAlertMail *row = rows->pdata[i];
      JsonObject *element = json_object_new ();

      so_ctl_json_set (element, "reason", row->reason);
      so_ctl_json_set (element, "thread", row->thread_id);
      if (more)
        more (element, row);
      so_ctl_json_set (element, "state", row->state);
      so_ctl_json_set (element, "detail", row->detail);
      so_ctl_json_set_time (element, "created_at", row->created_at);
      json_array_add_object_element (array, element);
    }
  json_object_set_array_member (object, name, array);
}

gboolean
so_ctl_tell (SoCtl *ctl, const SoCtlTell *tell, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 0, tell->most, error) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  g_clear_pointer (&db, so_db_release);
  for (guint i = 0; ctl->args[i]; i++)
    if (!tell->change (ctl, so_ctl_arg (ctl, i), error))
      return FALSE;
  db = so_ctl_read (ctl, error);
  object = db ? tell->describe (db, error) : NULL;
  return object && so_ctl_print (ctl, object);
}
