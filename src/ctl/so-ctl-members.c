/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-error.h"
#include "so-member-verbs.h"

static gboolean
read_role (const char *nick, SoRole *role, GError **error)
{
  return so_role_parse (nick, role) || so_fail (error, SO_ERROR_CHANGE, "“%s” is no role: owner, manager, front-desk or teacher", nick);
}

gboolean
so_ctl_hub_invite (SoCtl *ctl, GError **error)
{
  g_autofree char *nick = NULL, *code = NULL;
  const GOptionEntry entries[] = { { "role", 0, 0, G_OPTION_ARG_STRING, &nick }, { NULL } };
  SoRole role = SO_ROLE_FRONT_DESK;
  JsonObject *object;
  gint64 until;

  if (!so_ctl_parse (ctl, entries, 0, 0, error) || (nick && !read_role (nick, &role, error)) || !so_ctl_cancellable () || !so_ctl_open (ctl, error))
    return FALSE;
  code = so_studio_invite_computer (ctl->studio, role, &until, so_ctl_cancellable (), error);
  if (!code)
    return FALSE;
  object = json_object_new ();
  so_ctl_json_set (object, "code", code);
  so_ctl_json_set (object, "role", so_role_nick (role));
  so_ctl_json_set_time (object, "until", until);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_hub_revoke (SoCtl *ctl, GError **error)
{
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_ctl_cancellable () || !so_ctl_open (ctl, error) ||
      !so_studio_revoke_computer (ctl->studio, so_ctl_arg (ctl, 0), so_ctl_cancellable (), error))
    return FALSE;
  object = json_object_new ();
  so_ctl_json_set (object, "revoked", so_ctl_arg (ctl, 0));
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_hub_role (SoCtl *ctl, GError **error)
{
  JsonObject *object;
  SoRole role;

  if (!so_ctl_parse (ctl, NULL, 2, 2, error) || !read_role (so_ctl_arg (ctl, 1), &role, error) || !so_ctl_cancellable () || !so_ctl_open (ctl, error) ||
      !so_studio_set_computer_role (ctl->studio, so_ctl_arg (ctl, 0), role, so_ctl_cancellable (), error))
    return FALSE;
  object = json_object_new ();
  so_ctl_json_set (object, "device", so_ctl_arg (ctl, 0));
  so_ctl_json_set (object, "role", so_role_nick (role));
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_hub_presence (SoCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) here = NULL;
  JsonObject *answer;
  JsonArray *array;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !so_ctl_cancellable () || !so_ctl_open (ctl, error))
    return FALSE;
  here = so_studio_list_here (ctl->studio, so_ctl_cancellable (), error);
  if (!here)
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < here->len; i++)
    {
      const SoHubHere *one = here->pdata[i];
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "device", one->device);
      so_ctl_json_set (object, "name", one->name);
      so_ctl_json_set (object, "thread", one->thread);
      so_ctl_json_set (object, "what", one->draft ? "editing" : "looking");
      so_ctl_json_set (object, "draft", one->draft);
      so_ctl_json_set_time (object, "since", one->since);
      json_object_set_boolean_member (object, "self", one->self);
      json_array_add_object_element (array, object);
    }
  answer = json_object_new ();
  json_object_set_array_member (answer, "here", array);
  return so_ctl_print (ctl, answer);
}
