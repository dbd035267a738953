/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-whatsapp-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Meta refuses them (132018), but only after the message was taken. */
static gboolean
check_value (const char *value, GError **error)
{
  if (!value || !*value)
    return so_fail (error, SO_ERROR_CHANGE, _("A value of the template is empty: fill in every gap"));
  if (strpbrk (value, "\n\r\t") || strstr (value, "     "))
    return so_fail (error, SO_ERROR_CHANGE, _("A value of a template is one line without long gaps: take the line breaks out"));
  return TRUE;
}

static gboolean
write_value (JsonBuilder *builder, const char *name, const char *value, GError **error)
{
  if (!check_value (value, error))
    return FALSE;
  json_builder_begin_object (builder);
  json_builder_add_string_value (json_builder_set_member_name (builder, "type"), "text");
  if (name)
    json_builder_add_string_value (json_builder_set_member_name (builder, "parameter_name"), name);
  json_builder_add_string_value (json_builder_set_member_name (builder, "text"), value);
  json_builder_end_object (builder);
  return TRUE;
}

static gboolean
write_list (JsonBuilder *builder, JsonArray *values, GError **error)
{
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      JsonNode *node = json_array_get_element (values, i);
      gboolean text = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

      if (!write_value (builder, NULL, text ? json_node_get_string (node) : NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_named (JsonBuilder *builder, JsonObject *values, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (values);

  for (GList *l = names; l; l = l->next)
    if (!write_value (builder, l->data, so_json_string (values, l->data), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_components (JsonBuilder *builder, JsonObject *template, GError **error)
{
  JsonArray *list = so_json_array (template, "parameters");
  JsonObject *named = so_json_object (template, "parameters");
  gboolean good;

  if (so_json_array (template, "components"))
    {
      json_builder_set_member_name (builder, "components");
      json_builder_add_value (builder, json_node_copy (json_object_get_member (template, "components")));
      return TRUE;
    }
  if (!(list && json_array_get_length (list)) && !(named && json_object_get_size (named)))
    return TRUE;
  json_builder_begin_array (json_builder_set_member_name (builder, "components"));
  json_builder_begin_object (builder);
  json_builder_add_string_value (json_builder_set_member_name (builder, "type"), "body");
  json_builder_begin_array (json_builder_set_member_name (builder, "parameters"));
  good = list ? write_list (builder, list, error) : write_named (builder, named, error);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  return good;
}

gboolean
so_whatsapp_write_template (JsonBuilder *builder, const char *template, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (template, -1, 0, NULL);
  JsonObject *object = so_json_root (node);
  JsonObject *language = object ? so_json_object (object, "language") : NULL;
  const char *name = object ? so_json_string (object, "name") : NULL;
  const char *code = language ? so_json_string (language, "code") : object ? so_json_string (object, "language") : NULL;
  gboolean good;

  if (!name || !*name || !code || !*code)
    return so_fail (error, SO_ERROR_CHANGE, _("The template of this message has no name or no language: choose it again"));
  json_builder_begin_object (json_builder_set_member_name (builder, "template"));
  json_builder_add_string_value (json_builder_set_member_name (builder, "name"), name);
  json_builder_begin_object (json_builder_set_member_name (builder, "language"));
  json_builder_add_string_value (json_builder_set_member_name (builder, "code"), code);
  json_builder_end_object (builder);
  good = write_components (builder, object, error);
  json_builder_end_object (builder);
  return good;
}
