/* SPDX-License-Identifier: MIT */
#include "so-entity.h"

#include <string.h>

#include "so-error.h"
#include "so-json.h"

#define LONGEST_NAME 200
#define LONGEST_TEXT 10000
#define MOST_WORDS 1000

#define TEXT(value, field) G_STRUCT_MEMBER (char *, value, (field)->offset)
#define NUMBER(value, field) G_STRUCT_MEMBER (int, value, (field)->offset)
#define WORDS(value, field) G_STRUCT_MEMBER (GStrv, value, (field)->offset)

void
so_entity_free (const SoEntity *entity, gpointer value)
{
  if (!value)
    return;
  g_free (*(char **) value);
  for (const SoEntityField *field = entity->fields; field->name; field++)
    if (field->type == SO_ENTITY_TEXT || field->type == SO_ENTITY_JSON)
      g_free (TEXT (value, field));
    else if (field->type == SO_ENTITY_WORDS)
      g_strfreev (WORDS (value, field));
  g_free (value);
}

gpointer
so_entity_copy (const SoEntity *entity, gconstpointer value)
{
  gpointer copy = g_memdup2 (value, entity->size);

  *(char **) copy = g_strdup (*(char *const *) value);
  for (const SoEntityField *field = entity->fields; field->name; field++)
    if (field->type == SO_ENTITY_TEXT || field->type == SO_ENTITY_JSON)
      TEXT (copy, field) = g_strdup (TEXT (copy, field));
    else if (field->type == SO_ENTITY_WORDS)
      WORDS (copy, field) = g_strdupv (WORDS (copy, field));
  return copy;
}

char *
so_entity_write_words (const char *const *words)
{
  g_autoptr (JsonArray) array = words ? json_array_new () : NULL;
  g_autoptr (JsonNode) node = words ? json_node_new (JSON_NODE_ARRAY) : NULL;

  if (!words)
    return NULL;
  for (guint i = 0; words[i]; i++)
    json_array_add_string_element (array, words[i]);
  json_node_set_array (node, array);
  return so_json_write (node, FALSE);
}

/* FALSE where it is no list of texts. */
static gboolean
read_words (JsonArray *array, GStrv *words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = json_array_get_length (array);

  if (n > MOST_WORDS)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING || g_utf8_strlen (json_node_get_string (node), -1) > LONGEST_NAME)
        return FALSE;
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  g_strfreev (*words);
  *words = g_strv_builder_end (builder);
  return TRUE;
}

GStrv
so_entity_read_words (const char *json)
{
  g_autoptr (JsonNode) node = json ? so_json_parse (json, -1, 0, NULL) : NULL;
  GStrv words = NULL;

  if (node && JSON_NODE_HOLDS_ARRAY (node))
    read_words (json_node_get_array (node), &words);
  return words;
}

static const SoEntityField *
find (const SoEntity *entity, const char *name)
{
  for (const SoEntityField *field = entity->fields; field->name; field++)
    if (!strcmp (field->name, name))
      return field;
  return NULL;
}

static gboolean
set_text (gpointer value, const SoEntityField *field, const char *text)
{
  if (text && g_utf8_strlen (text, -1) > LONGEST_TEXT)
    return FALSE;
  g_free (TEXT (value, field));
  TEXT (value, field) = g_strdup (text);
  return TRUE;
}

static gboolean
set_number (gpointer value, const SoEntityField *field, JsonNode *node)
{
  gint64 number;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  number = json_node_get_int (node);
  if (number < (field->type == SO_ENTITY_MAYBE ? 0 : -100000) || number > 10000000)
    return FALSE;
  NUMBER (value, field) = (int) number;
  return TRUE;
}

/* FALSE where the member is of another type. */
static gboolean
set_field (gpointer value, const SoEntityField *field, JsonNode *node)
{
  gboolean null = JSON_NODE_HOLDS_NULL (node);
  g_autofree char *text = NULL;

  switch (field->type)
    {
    case SO_ENTITY_TEXT:
      return (null || (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)) && set_text (value, field, null ? NULL : json_node_get_string (node));
    case SO_ENTITY_JSON:
      text = null ? NULL : so_json_write (node, FALSE);
      return (null || JSON_NODE_HOLDS_ARRAY (node) || JSON_NODE_HOLDS_OBJECT (node)) && set_text (value, field, text);
    case SO_ENTITY_WORDS:
      if (null)
        g_clear_pointer (&WORDS (value, field), g_strfreev);
      return null || (JSON_NODE_HOLDS_ARRAY (node) && read_words (json_node_get_array (node), &WORDS (value, field)));
    case SO_ENTITY_FLAG:
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return set_number (value, field, node) && (NUMBER (value, field) == 0 || NUMBER (value, field) == 1);
      NUMBER (value, field) = json_node_get_boolean (node);
      return TRUE;
    case SO_ENTITY_MAYBE:
      if (null)
        NUMBER (value, field) = -1;
      return null || set_number (value, field, node);
    case SO_ENTITY_NUMBER:
    default:
      return set_number (value, field, node);
    }
}

gboolean
so_entity_set (const SoEntity *entity, gpointer value, JsonObject *object, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *link = names; link; link = link->next)
    {
      const SoEntityField *field = find (entity, link->data);

      if (!field)
        return so_fail (error, SO_ERROR_CHANGE, "“%s” is not known here.", (char *) link->data);
      if (!set_field (value, field, json_object_get_member (object, link->data)))
        return so_fail (error, SO_ERROR_CHANGE, "“%s” is not as it should be: look at what studioctl shows of it.", field->name);
    }
  return !entity->check || entity->check (value, error);
}

static JsonNode *
describe_text (const char *text)
{
  JsonNode *node = json_node_new (text ? JSON_NODE_VALUE : JSON_NODE_NULL);

  if (text)
    json_node_set_string (node, text);
  return node;
}

static JsonNode *
describe_json (const char *text)
{
  JsonNode *node = text ? so_json_parse (text, -1, 0, NULL) : NULL;

  return node ? node : json_node_new (JSON_NODE_NULL);
}

static JsonNode *
describe (gconstpointer value, const SoEntityField *field)
{
  JsonNode *node = NULL;
  g_autofree char *text = NULL;

  switch (field->type)
    {
    case SO_ENTITY_TEXT:
      return describe_text (TEXT (value, field));
    case SO_ENTITY_JSON:
      return describe_json (TEXT (value, field));
    case SO_ENTITY_WORDS:
      text = so_entity_write_words ((const char *const *) WORDS (value, field));
      return describe_json (text);
    case SO_ENTITY_MAYBE:
      if (NUMBER (value, field) < 0)
        return json_node_new (JSON_NODE_NULL);
      G_GNUC_FALLTHROUGH;
    case SO_ENTITY_NUMBER:
    case SO_ENTITY_FLAG:
    default:
      node = json_node_new (JSON_NODE_VALUE);
      if (field->type == SO_ENTITY_FLAG)
        json_node_set_boolean (node, NUMBER (value, field) != 0);
      else
        json_node_set_int (node, NUMBER (value, field));
      return node;
    }
}

JsonObject *
so_entity_describe (const SoEntity *entity, gconstpointer value)
{
  JsonObject *object = json_object_new ();

  json_object_set_member (object, "id", describe_text (*(char *const *) value));
  for (const SoEntityField *field = entity->fields; field->name; field++)
    json_object_set_member (object, field->name, describe (value, field));
  return object;
}

gboolean
so_entity_check_name (char **name, const char *sentence, GError **error)
{
  if (*name)
    g_strstrip (*name);
  return (*name && **name && g_utf8_strlen (*name, -1) <= LONGEST_NAME) || so_fail (error, SO_ERROR_CHANGE, "%s", sentence);
}
