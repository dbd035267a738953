/* SPDX-License-Identifier: MIT */
#include "so-hub-member.h"

#include <string.h>

#include "so-json.h"
#include "so-time.h"

void
so_hub_member_free (gpointer data)
{
  SoHubMember *member = data;

  if (!member)
    return;
  g_free (member->device);
  g_free (member->name);
  g_free (member);
}

void
so_hub_here_free (gpointer data)
{
  SoHubHere *here = data;

  g_free (here->device);
  g_free (here->name);
  g_free (here->thread);
  g_free (here->draft);
  g_free (here);
}

static gint64
time_of (JsonObject *object, const char *name)
{
  const char *text = so_json_string (object, name);
  gint64 ms;

  return text && so_time_parse (text, NULL, &ms) ? ms : 0;
}

static gpointer
read_member (JsonObject *object)
{
  SoHubMember *member;

  if (!so_json_string (object, "device") || !so_json_string (object, "name"))
    return NULL;
  member = g_new0 (SoHubMember, 1);
  member->device = g_strdup (so_json_string (object, "device"));
  member->name = g_strdup (so_json_string (object, "name"));
  so_role_parse (so_json_string (object, "role"), &member->role);
  member->paired_at = time_of (object, "paired_at");
  member->seen_at = time_of (object, "seen_at");
  member->self = json_object_get_boolean_member_with_default (object, "self", FALSE);
  return member;
}

static gpointer
read_here (JsonObject *object)
{
  gboolean editing = !g_strcmp0 (so_json_string (object, "what"), "editing");
  SoHubHere *here;

  if (!so_json_string (object, "device") || !so_json_string (object, "name") || !so_json_string (object, "thread"))
    return NULL;
  here = g_new0 (SoHubHere, 1);
  here->device = g_strdup (so_json_string (object, "device"));
  here->name = g_strdup (so_json_string (object, "name"));
  here->thread = g_strdup (so_json_string (object, "thread"));
  here->draft = editing ? g_strdup (so_json_string (object, "draft")) : NULL;
  here->since = time_of (object, "since");
  here->self = json_object_get_boolean_member_with_default (object, "self", FALSE);
  return here;
}

static GPtrArray *
read_all (JsonArray *array, gpointer (*read) (JsonObject *object), GDestroyNotify free_value)
{
  GPtrArray *all = array ? g_ptr_array_new_with_free_func (free_value) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = so_json_element (array, i);
      gpointer one = object ? read (object) : NULL;

      if (one)
        g_ptr_array_add (all, one);
    }
  return all;
}

GPtrArray *
so_hub_members_read (JsonObject *answer)
{
  return read_all (so_json_array (answer, "devices"), read_member, so_hub_member_free);
}

GPtrArray *
so_hub_here_read (JsonObject *answer)
{
  return read_all (so_json_array (answer, "here"), read_here, so_hub_here_free);
}

const SoHubHere *
so_hub_here_find_editor (const GPtrArray *all, const char *thread, const char *draft)
{
  const char *wanted = draft ? draft : thread;

  for (guint i = 0; all && thread && i < all->len; i++)
    {
      const SoHubHere *here = all->pdata[i];

      if (!here->self && here->draft && !strcmp (here->thread, thread) &&
          (!strcmp (here->draft, wanted) || !strcmp (here->draft, thread) || !strcmp (wanted, thread)))
        return here;
    }
  return NULL;
}
