/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-setup-file.h"

gboolean
so_ctl_settings_export (SoCtl *ctl, GError **error)
{
  g_autofree char *text = NULL;
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_ctl_open (ctl, error))
    return FALSE;
  if (!g_strcmp0 (ctl->args[0], "-"))
    {
      text = so_setup_write (ctl->studio, error);
      if (text)
        g_print ("%s\n", text);
      return text != NULL;
    }
  if (!so_setup_save (ctl->studio, ctl->args[0], error))
    return FALSE;
  object = json_object_new ();
  so_ctl_json_set (object, "file", ctl->args[0]);
  return so_ctl_print (ctl, object);
}

static JsonObject *
describe (const GPtrArray *changes, const char *backup, gboolean dry_run)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      const SoSetupChange *change = changes->pdata[i];
      JsonObject *one = json_object_new ();

      so_ctl_json_set (one, "part", change->part);
      so_ctl_json_set (one, "name", change->name);
      json_object_set_boolean_member (one, "new", change->added);
      json_array_add_object_element (array, one);
    }
  json_object_set_boolean_member (object, "dry_run", dry_run);
  so_ctl_json_set (object, "backup", backup);
  json_object_set_array_member (object, "changes", array);
  return object;
}

gboolean
so_ctl_settings_import (SoCtl *ctl, GError **error)
{
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = { { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run }, { NULL } };
  g_autofree char *text = NULL, *backup = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  if (!g_strcmp0 (ctl->args[0], "-") && !(text = so_ctl_read_input (error)))
    return FALSE;
  if (!so_ctl_open (ctl, error))
    return FALSE;
  changes = text ? so_setup_read (ctl->studio, text, dry_run, &backup, error) : so_setup_load (ctl->studio, ctl->args[0], dry_run, &backup, error);
  return changes && so_ctl_print (ctl, describe (changes, backup, dry_run));
}
