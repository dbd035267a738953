/* SPDX-License-Identifier: MIT */
#include "so-hub-here.h"

#include <string.h>

#include "so-json.h"

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

static SoHubHere *
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
  here->since = so_json_time (object, "since");
  here->self = json_object_get_boolean_member_with_default (object, "self", FALSE);
  return here;
}

GPtrArray *
so_hub_here_read (JsonObject *answer)
{
  JsonArray *array = so_json_array (answer, "here");
  GPtrArray *all = array ? g_ptr_array_new_with_free_func (so_hub_here_free) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = so_json_element (array, i);
      SoHubHere *here = object ? read_here (object) : NULL;

      if (here)
        g_ptr_array_add (all, here);
    }
  return all;
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
