/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-hand-over.h"
#include "so-hub-verbs.h"

static JsonArray *
describe_doors (SoCtl *ctl)
{
  g_autoptr (GPtrArray) doors = so_studio_list_hub_doors (ctl->studio);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < doors->len; i++)
    {
      const SoHubDoor *door = doors->pdata[i];
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "name", door->name);
      so_ctl_json_set (object, "provider", door->provider);
      so_ctl_json_set (object, "url", door->url);
      so_ctl_json_set_time (object, "last_event_at", door->last_at);
      json_array_add_object_element (array, object);
    }
  return array;
}

static gboolean
print_status (SoCtl *ctl)
{
  g_autoptr (SoHubLink) link = so_studio_find_hub (ctl->studio);
  g_autoptr (GPtrArray) aside = NULL;
  JsonObject *object = json_object_new ();
  guint n;

  json_object_set_boolean_member (object, "paired", link != NULL);
  if (!link)
    return so_ctl_print (ctl, object);
  aside = so_studio_list_hub_aside (ctl->studio, 1, &n);
  so_ctl_json_set (object, "url", link->url);
  so_ctl_json_set (object, "hub", link->hub);
  so_ctl_json_set (object, "device", link->device);
  so_ctl_json_set (object, "name", link->name);
  so_ctl_json_set_time (object, "paired_at", link->paired_at);
  so_ctl_json_set_time (object, "heard_at", link->heard_at);
  json_object_set_int_member (object, "behind", MAX (link->head - link->cursor, 0));
  json_object_set_int_member (object, "aside", n);
  so_ctl_json_set (object, "error", link->error);
  json_object_set_array_member (object, "endpoints", describe_doors (ctl));
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_hub_pair (SoCtl *ctl, GError **error)
{
  g_autofree char *name = NULL;
  const GOptionEntry entries[] = { { "name", 0, 0, G_OPTION_ARG_STRING, &name }, { NULL } };

  if (!so_ctl_parse (ctl, entries, 2, 2, error))
    return FALSE;
  so_ctl_cancellable ();
  return so_ctl_open (ctl, error) && so_studio_pair_hub (ctl->studio, so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), name, so_ctl_cancellable (), error) &&
         print_status (ctl);
}

/* What the hub says now, where it says something; what is wrong is a part of the answer. */
gboolean
so_ctl_hub_status (SoCtl *ctl, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !so_ctl_open (ctl, error))
    return FALSE;
  if (!so_studio_ask_hub (ctl->studio, &why) && why)
    g_printerr ("studioctl: %s\n", why->message);
  return print_status (ctl);
}

gboolean
so_ctl_hub_leave (SoCtl *ctl, GError **error)
{
  g_autofree char *note = NULL;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !so_ctl_open (ctl, error) || !so_studio_leave_hub (ctl->studio, &note, error))
    return FALSE;
  if (note)
    g_printerr ("studioctl: %s\n", note);
  return print_status (ctl);
}

static gboolean
print_counts (SoCtl *ctl, const SoHubCounts *counts)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "events", counts->events);
  json_object_set_int_member (object, "received", counts->received);
  json_object_set_int_member (object, "aside", counts->aside);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_hub_sync (SoCtl *ctl, GError **error)
{
  SoHubCounts counts = { 0 };

  if (!so_ctl_parse (ctl, NULL, 0, 0, error))
    return FALSE;
  so_ctl_cancellable ();
  return so_ctl_open (ctl, error) && so_studio_sync_hub (ctl->studio, &counts, so_ctl_cancellable (), error) && print_counts (ctl, &counts);
}

gboolean
so_ctl_hub_retry (SoCtl *ctl, GError **error)
{
  SoHubCounts counts = { 0 };

  return so_ctl_parse (ctl, NULL, 0, 0, error) && so_ctl_open (ctl, error) && so_studio_retry_hub (ctl->studio, 0, &counts, error) &&
         print_counts (ctl, &counts);
}

static JsonObject *
describe_trial (const SoHubDoor *door, const GError *why)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "name", door->name);
  so_ctl_json_set (object, "url", door->url);
  json_object_set_boolean_member (object, "reached", why == NULL);
  so_ctl_json_set (object, "error", why ? why->message : NULL);
  return object;
}

/* Where one address was asked for, what is wrong with it is the only answer. */
gboolean
so_ctl_hub_test (SoCtl *ctl, GError **error)
{
  const char *only;
  g_autoptr (GPtrArray) doors = NULL;
  g_autoptr (GError) last = NULL;
  g_autoptr (JsonArray) array = json_array_new ();
  JsonObject *answer;

  if (!so_ctl_parse (ctl, NULL, 0, 1, error) || !so_ctl_cancellable () || !so_ctl_open (ctl, error))
    return FALSE;
  only = ctl->args[0] ? so_ctl_arg (ctl, 0) : NULL;
  doors = so_studio_list_hub_doors (ctl->studio);
  for (guint i = 0; i < doors->len; i++)
    {
      const SoHubDoor *door = doors->pdata[i];
      g_autoptr (GError) why = NULL;

      if (only && !g_str_equal (only, door->name))
        continue;
      so_studio_try_hub (ctl->studio, door->name, so_ctl_cancellable (), &why);
      json_array_add_object_element (array, describe_trial (door, why));
      if (why)
        {
          g_clear_error (&last);
          last = g_steal_pointer (&why);
        }
    }
  if (!json_array_get_length (array))
    return so_fail (error, SO_ERROR_CHANGE, only ? "The hub has no address of this name" : "There is no hub, or it has no address for this studio");
  if (only && last)
    return g_propagate_error (error, g_steal_pointer (&last)), FALSE;
  answer = json_object_new ();
  json_object_set_array_member (answer, "endpoints", g_steal_pointer (&array));
  return so_ctl_print (ctl, answer) && (!last || (g_propagate_error (error, g_steal_pointer (&last)), FALSE));
}

static gboolean
print_sender (SoCtl *ctl, const char *account, gboolean handed)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "account", account);
  so_ctl_json_set (object, "sends", handed ? "hub" : "here");
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_hub_hand_over (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_cancellable () && so_ctl_open (ctl, error) &&
         so_studio_hand_over (ctl->studio, so_ctl_arg (ctl, 0), so_ctl_cancellable (), error) && print_sender (ctl, so_ctl_arg (ctl, 0), TRUE);
}

gboolean
so_ctl_hub_take_back (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_cancellable () && so_ctl_open (ctl, error) &&
         so_studio_take_back (ctl->studio, so_ctl_arg (ctl, 0), so_ctl_cancellable (), error) && print_sender (ctl, so_ctl_arg (ctl, 0), FALSE);
}

gboolean
so_ctl_hub_call_back (SoCtl *ctl, GError **error)
{
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_ctl_cancellable () || !so_ctl_open (ctl, error) ||
      !so_studio_call_back (ctl->studio, so_ctl_arg (ctl, 0), so_ctl_cancellable (), error))
    return FALSE;
  object = json_object_new ();
  so_ctl_json_set (object, "draft", so_ctl_arg (ctl, 0));
  so_ctl_json_set (object, "state", "edited");
  return so_ctl_print (ctl, object);
}
