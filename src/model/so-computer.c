/* SPDX-License-Identifier: MIT */
#include "so-computer.h"

#include "so-json.h"
#include "so-time.h"

void
so_computer_free (gpointer data)
{
  SoComputer *computer = data;

  if (!computer)
    return;
  g_free (computer->device);
  g_free (computer->name);
  g_strfreev (computer->devs);
  g_free (computer);
}

static GStrv
read_devs (JsonArray *array)
{
  g_autoptr (GStrvBuilder) devs = g_strv_builder_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (json_node_get_value_type (json_array_get_element (array, i)) == G_TYPE_STRING)
      g_strv_builder_add (devs, json_array_get_string_element (array, i));
  return g_strv_builder_end (devs);
}

static SoComputer *
read_computer (JsonObject *object)
{
  SoComputer *computer;

  if (!so_json_string (object, "device") || !so_json_string (object, "name"))
    return NULL;
  computer = g_new0 (SoComputer, 1);
  computer->device = g_strdup (so_json_string (object, "device"));
  computer->name = g_strdup (so_json_string (object, "name"));
  so_role_parse (so_json_string (object, "role"), &computer->role);
  computer->devs = read_devs (so_json_array (object, "devs"));
  computer->paired_at = so_json_time (object, "paired_at");
  computer->seen_at = so_json_time (object, "seen_at");
  computer->self = json_object_get_boolean_member_with_default (object, "self", FALSE);
  return computer;
}

GPtrArray *
so_computers_read (JsonObject *answer)
{
  JsonArray *array = so_json_array (answer, "devices");
  GPtrArray *all = array ? g_ptr_array_new_with_free_func (so_computer_free) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = so_json_element (array, i);
      SoComputer *computer = object ? read_computer (object) : NULL;

      if (computer)
        g_ptr_array_add (all, computer);
    }
  return all;
}
