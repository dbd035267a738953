/* SPDX-License-Identifier: MIT */
#include "so-model-json.h"

#include "so-error.h"
#include "so-json.h"

#include <math.h>
#include <string.h>

#define MOST_BYTES (64 * 1024)
#define FENCE "```"

/* What stands in the fence, or all of it; free with g_free(). */
static char *
dup_unfenced (const char *text)
{
  g_autofree char *own = g_strstrip (g_strdup (text));
  const char *line, *end;

  if (!g_str_has_prefix (own, FENCE))
    return g_steal_pointer (&own);
  line = strchr (own, '\n');
  end = line ? g_strrstr (line, FENCE) : NULL;
  if (!end || end[strlen (FENCE)])
    return g_steal_pointer (&own);
  return g_strndup (line + 1, (gsize) (end - line) - 1);
}

JsonNode *
so_model_json_parse (const char *text, GError **error)
{
  g_autofree char *json = dup_unfenced (text);
  g_autoptr (GError) failed = NULL;
  g_autoptr (JsonNode) node = so_json_parse (json, -1, MOST_BYTES, &failed);

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&node);
  so_fail (error, SO_ERROR_GIVE_UP, "The model’s answer is no JSON object");
  return NULL;
}

gboolean
so_model_json_has_only (JsonObject *object, const char *names, GError **error)
{
  g_auto (GStrv) all = g_strsplit (names, " ", -1);

  for (guint i = 0; all[i]; i++)
    if (!json_object_has_member (object, all[i]))
      return so_fail (error, SO_ERROR_GIVE_UP, "The model’s answer lacks “%s”", all[i]);
  /* No member is told of by its name: it is the model's. */
  return json_object_get_size (object) == g_strv_length (all) || so_fail (error, SO_ERROR_GIVE_UP, "The model’s answer has more than it was asked for");
}

const char *
so_model_json_text (JsonObject *object, const char *name, gsize most, GError **error)
{
  const char *text = so_json_string (object, name);

  if (!text)
    return so_fail (error, SO_ERROR_GIVE_UP, "In the model’s answer “%s” is no text", name), NULL;
  if (strlen (text) > most)
    return so_fail (error, SO_ERROR_GIVE_UP, "In the model’s answer “%s” is too long", name), NULL;
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) || g_unichar_type (g_utf8_get_char (p)) == G_UNICODE_FORMAT)
      return so_fail (error, SO_ERROR_GIVE_UP, "In the model’s answer “%s” has characters that cannot be seen", name), NULL;
  return text;
}

gboolean
so_model_json_number (JsonObject *object, const char *name, double least, double most, double *number, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  GType type = node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return so_fail (error, SO_ERROR_GIVE_UP, "In the model’s answer “%s” is no number", name);
  *number = json_node_get_double (node);
  return (isfinite (*number) && *number >= least && *number <= most) ||
         so_fail (error, SO_ERROR_GIVE_UP, "In the model’s answer “%s” is out of bounds", name);
}
