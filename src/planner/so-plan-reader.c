/* SPDX-License-Identifier: MIT */
#include "so-plan-reader.h"

#include "so-error.h"

#include <math.h>

void
so_plan_reader_init (SoPlanReader *self)
{
  self->path = g_string_new ("$");
  self->error = NULL;
}

gboolean
so_plan_reader_end (SoPlanReader *self, GError **error)
{
  g_string_free (self->path, TRUE);
  self->path = NULL;
  if (!self->error)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

void
so_plan_fault (SoPlanReader *self, const char *name, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  if (self->error)
    return;
  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  self->error = g_error_new (SO_ERROR, SO_ERROR_CHANGE, "%s%s%s %s.", self->path->str, name ? "." : "", name ? name : "", what);
}

gsize
so_plan_enter (SoPlanReader *self, const char *name, guint i)
{
  gsize length = self->path->len;

  if (name)
    g_string_append_printf (self->path, ".%s", name);
  else
    g_string_append_printf (self->path, "[%u]", i);
  return length;
}

void
so_plan_leave (SoPlanReader *self, gsize length)
{
  g_string_truncate (self->path, length);
}

/* Nothing is looked for after a fault. */
static JsonNode *
member (SoPlanReader *self, JsonObject *object, const char *name)
{
  JsonNode *node = object && !self->error ? json_object_get_member (object, name) : NULL;

  return node && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
whole (JsonNode *node, gint64 *value)
{
  double real;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  if (json_node_get_value_type (node) != G_TYPE_DOUBLE)
    return FALSE;
  real = json_node_get_double (node);
  if (!(fabs (real) < 1e9) || real != floor (real))
    return FALSE;
  *value = (gint64) real;
  return TRUE;
}

int
so_plan_int (SoPlanReader *self, JsonObject *object, const char *name, int least, int most, int missing)
{
  JsonNode *node = member (self, object, name);
  gint64 value;

  if (!node)
    {
      if (missing == SO_PLAN_NEEDED)
        so_plan_fault (self, name, "is missing");
      return missing == SO_PLAN_NEEDED ? least : missing;
    }
  if (whole (node, &value) && value >= least && value <= most)
    return (int) value;
  so_plan_fault (self, name, "has to be a whole number from %d to %d", least, most);
  return least;
}

gboolean
so_plan_bool (SoPlanReader *self, JsonObject *object, const char *name, gboolean missing)
{
  JsonNode *node = member (self, object, name);

  if (!node)
    return missing;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  so_plan_fault (self, name, "has to be true or false");
  return missing;
}

const char *
so_plan_string (SoPlanReader *self, JsonObject *object, const char *name, gboolean needed)
{
  JsonNode *node = member (self, object, name);

  if (node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);

      if (!needed || *text)
        return text;
    }
  if (node)
    so_plan_fault (self, name, "has to be a text");
  else if (needed)
    so_plan_fault (self, name, "is missing");
  return needed ? "" : NULL;
}

JsonArray *
so_plan_array (SoPlanReader *self, JsonObject *object, const char *name, guint most, gboolean needed)
{
  JsonNode *node = member (self, object, name);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (node && !array)
    so_plan_fault (self, name, "has to be a list");
  else if (!node && needed)
    so_plan_fault (self, name, "is missing");
  if (array && json_array_get_length (array) > most)
    {
      so_plan_fault (self, name, "has %u entries; %u are the most that can be planned", json_array_get_length (array), most);
      return NULL;
    }
  return array;
}

JsonObject *
so_plan_object (SoPlanReader *self, JsonObject *object, const char *name)
{
  JsonNode *node = member (self, object, name);

  if (node && !JSON_NODE_HOLDS_OBJECT (node))
    so_plan_fault (self, name, "has to be an object");
  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonObject *
so_plan_element (SoPlanReader *self, JsonArray *array, guint i)
{
  JsonNode *node = self->error ? NULL : json_array_get_element (array, i);

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  so_plan_fault (self, NULL, "has to be an object");
  return NULL;
}

const char *
so_plan_text (SoPlanReader *self, JsonArray *array, guint i)
{
  JsonNode *node = self->error ? NULL : json_array_get_element (array, i);

  if (node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  so_plan_fault (self, NULL, "has to be a text");
  return "";
}
