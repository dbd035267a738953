/* SPDX-License-Identifier: MIT */
#include "so-json.h"

#include <math.h>
#include <string.h>

#include "so-error.h"
#include "so-time.h"

/* Nesting is counted before json-glib sees the text: it recurses once per level. */
static gboolean
depth_is_allowed (const char *data, gsize length)
{
  int depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = data[i];
      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if ((c == '{' || c == '[') && ++depth > SO_JSON_MAX_DEPTH)
        return FALSE;
      else if (c == '}' || c == ']')
        depth--;
    }
  return TRUE;
}

static int
hex4 (const char *p, const char *end)
{
  int value = 0;

  if (end - p < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return -1;
      value = value << 4 | g_ascii_xdigit_value (p[i]);
    }
  return value;
}

/* Copies one \uXXXX (or a pair of them); a code that is no character becomes \uFFFD.
 * Example: "\ud83d" without its second half, as some phones send it. */
static const char *
copy_unicode_escape (GString *out, const char *p, const char *end)
{
  int high = hex4 (p + 2, end);
  int low = end - p >= 12 && p[6] == '\\' && p[7] == 'u' ? hex4 (p + 8, end) : -1;

  if (high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000)
    {
      g_string_append_len (out, p, 12);
      return p + 12;
    }
  if (high == 0 || (high >= 0xd800 && high < 0xe000))
    {
      g_string_append (out, "\\ufffd");
      return p + 6;
    }
  g_string_append_len (out, p, MIN (2, end - p));
  return p + MIN (2, end - p);
}

char *
so_json_repair (const char *data, gsize length)
{
  GString *out = g_string_sized_new (length + 1);
  const char *end = data + length;

  for (const char *p = data; p < end;)
    {
      if (*p != '\\')
        {
          const char *next = memchr (p, '\\', end - p);
          next = next ? next : end;
          g_string_append_len (out, p, next - p);
          p = next;
        }
      else if (end - p >= 6 && p[1] == 'u')
        p = copy_unicode_escape (out, p, end);
      else
        {
          gsize n = MIN (2, end - p);
          g_string_append_len (out, p, n);
          p += n;
        }
    }
  return g_string_free_and_steal (out);
}

/* "1e999" is JSON, but what it becomes is none: written again, nobody could read the whole. It becomes null. */
static void
drop_infinite (JsonNode *node)
{
  g_autoptr (GList) children = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    children = json_object_get_values (json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    children = json_array_get_elements (json_node_get_array (node));
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE && !isfinite (json_node_get_double (node)))
    json_node_init (node, JSON_NODE_NULL);
  for (GList *l = children; l; l = l->next)
    drop_infinite (l->data);
}

JsonNode *
so_json_parse (const char *data, gssize length, gsize max_bytes, GError **error)
{
  gsize n = length < 0 ? strlen (data) : (gsize) length;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) inner = NULL;
  g_autofree char *text = NULL;
  JsonNode *root;

  if (n > (max_bytes ? max_bytes : SO_JSON_MAX_BYTES))
    return so_fail (error, SO_ERROR_CHANGE, "The data is larger than Studio OS accepts"), NULL;
  if (memchr (data, 0, n) || !g_utf8_validate_len (data, n, NULL))
    return so_fail (error, SO_ERROR_CHANGE, "The data is not valid UTF-8 text"), NULL;
  if (!depth_is_allowed (data, n))
    return so_fail (error, SO_ERROR_CHANGE, "The data is nested too deeply"), NULL;

  text = so_json_repair (data, n);
  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, text, -1, &inner))
    return so_fail (error, SO_ERROR_CHANGE, "The data is not valid JSON: %s", inner->message), NULL;
  root = json_parser_get_root (parser);
  if (!root || !(JSON_NODE_HOLDS_OBJECT (root) || JSON_NODE_HOLDS_ARRAY (root)))
    return so_fail (error, SO_ERROR_CHANGE, "The data is not a JSON object or list"), NULL;
  drop_infinite (root);
  return json_parser_steal_root (parser);
}

JsonObject *
so_json_root (JsonNode *node)
{
  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonNode *
member (JsonObject *object, const char *name, JsonNodeType type)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && json_node_get_node_type (node) == type ? node : NULL;
}

const char *
so_json_string (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name, JSON_NODE_VALUE);

  return node && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

gint64
so_json_int (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name, JSON_NODE_VALUE);
  double number;

  if (!node || json_node_get_value_type (node) == G_TYPE_STRING)
    return 0;
  if (json_node_get_value_type (node) != G_TYPE_DOUBLE)
    return json_node_get_int (node);
  /* 1e999 is infinite: no cast of it to an integer is defined. */
  number = json_node_get_double (node);
  return number > -9e18 && number < 9e18 ? (gint64) number : 0;
}

gint64
so_json_time (JsonObject *object, const char *name)
{
  const char *text = so_json_string (object, name);
  gint64 ms;

  return text && so_time_parse (text, NULL, &ms) ? ms : 0;
}

JsonObject *
so_json_object (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name, JSON_NODE_OBJECT);

  return node ? json_node_get_object (node) : NULL;
}

JsonArray *
so_json_array (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name, JSON_NODE_ARRAY);

  return node ? json_node_get_array (node) : NULL;
}

JsonObject *
so_json_element (JsonArray *array, guint i)
{
  return so_json_root (array && i < json_array_get_length (array) ? json_array_get_element (array, i) : NULL);
}

char *
so_json_write (JsonNode *node, gboolean pretty)
{
  return json_to_string (node, pretty);
}

char *
so_json_write_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return so_json_write (node, FALSE);
}
