/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-out.h"
#include "so-ctl-schedule.h"
#include "so-day.h"
#include "so-entity-rows.h"
#include "so-error.h"
#include "so-json.h"
#include "so-schedules.h"
#include "so-schedule-verbs.h"
#include "so-teachers.h"
#include "so-term.h"
#include "so-verb.h"

#include <string.h>

/* Rooms, teachers, classes, terms and closures: the same commands for each. */

static const struct { SoVerb save, remove; const char *columns; } lists[SO_N_LISTS] = {
  [SO_LIST_ROOMS] = { SO_VERB_ROOM_SAVE, SO_VERB_ROOM_REMOVE, "id name capacity features turnover" },
  [SO_LIST_TEACHERS] = { SO_VERB_TEACHER_SAVE, SO_VERB_TEACHER_REMOVE, "id name styles week" },
  [SO_LIST_CLASSES] = { SO_VERB_CLASS_SAVE, SO_VERB_CLASS_REMOVE, "id name style level minutes least most" },
  [SO_LIST_TERMS] = { SO_VERB_TERM_SAVE, SO_VERB_TERM_REMOVE, "id name first_day last_day skips" },
  [SO_LIST_CLOSURES] = { SO_VERB_CLOSURE_SAVE, SO_VERB_CLOSURE_REMOVE, "id label from_at to_at classes rooms" },
};

/* Which command lists them. */
static const char *
list_of (const SoEntity *entity)
{
  return entity == &so_room_entity ? "room" : entity == &so_teacher_entity ? "teacher" : entity == &so_class_kind_entity ? "class" : entity == &so_term_entity ? "term" : "closure";
}

char *
so_ctl_schedule_id (SoCtl *ctl, const SoEntity *entity, const char *word, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (GPtrArray) all = db ? so_entity_list (db, entity, error) : NULL;
  char *found = NULL;
  guint n = 0;

  for (guint i = 0; all && i < all->len; i++)
    {
      /* All of these begin with id and name. */
      const char *const *value = all->pdata[i];

      if (!g_strcmp0 (value[0], word) || !g_strcmp0 (value[1], word))
        {
          g_free (found);
          found = g_strdup (value[0]);
          n++;
        }
      so_entity_free (entity, all->pdata[i]);
    }
  if (n == 1)
    return found;
  g_free (found);
  if (all)
    so_fail (error, SO_ERROR_CHANGE, n ? "“%s” is the name of several: say the id." : "There is no “%s” here: look at “%s list”.", word, list_of (entity));
  return NULL;
}

static gboolean
list (SoCtl *ctl, SoScheduleList which, GError **error)
{
  const SoEntity *entity = so_schedule_list_entity (which);
  g_autoptr (SoDb) db = so_ctl_parse (ctl, NULL, 0, 0, error) ? so_ctl_read (ctl, error) : NULL;
  g_autoptr (GPtrArray) all = db ? so_entity_list (db, entity, error) : NULL;
  g_autoptr (SoCtlList) shown = so_ctl_list_new (ctl, lists[which].columns);

  for (guint i = 0; all && i < all->len; i++)
    {
      so_ctl_list_add (shown, so_entity_describe (entity, all->pdata[i]));
      so_entity_free (entity, all->pdata[i]);
    }
  return all && so_ctl_list_print (g_steal_pointer (&shown));
}

static const SoEntityField *
find_field (const SoEntity *entity, const char *name)
{
  const SoEntityField *field = entity->fields;

  while (field->name && g_strcmp0 (field->name, name))
    field++;
  return field->name ? field : NULL;
}

/* "mirrors,barres"; none of them: an empty list. */
static JsonNode *
words_node (const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, ",", -1);
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; words[i]; i++)
    if (*g_strstrip (words[i]))
      json_array_add_string_element (array, words[i]);
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
value_node (const SoEntityField *field, const char *value, GError **error)
{
  JsonNode *node = NULL;
  gint64 number;

  if (!g_strcmp0 (value, "none") && field->type != SO_ENTITY_NUMBER && field->type != SO_ENTITY_FLAG)
    return json_node_new (JSON_NODE_NULL);
  if (field->type == SO_ENTITY_WORDS)
    return words_node (value);
  if (field->type == SO_ENTITY_JSON)
    return (node = so_json_parse (value, -1, 0, NULL)) ? node : (so_ctl_misused (error, "%s is no JSON: docs/studioctl.md shows how it is written", field->name), NULL);
  node = json_node_new (JSON_NODE_VALUE);
  if (field->type == SO_ENTITY_TEXT)
    json_node_set_string (node, value);
  else if (g_ascii_string_to_signed (value, 10, G_MININT, G_MAXINT, &number, NULL))
    json_node_set_int (node, number);
  else
    {
      so_ctl_misused (error, "%s is a number", field->name);
      g_clear_pointer (&node, json_node_unref);
    }
  return node;
}

/* Classes, rooms and teachers may be called by their names: what stands in @node are ids then. Takes it. */
static JsonNode *
resolve (SoCtl *ctl, const SoEntityField *field, JsonNode *node, GError **error)
{
  static const struct { const char *field; const SoEntity *entity; } lists_of[] = {
    { "classes", &so_class_kind_entity }, { "rooms", &so_room_entity }, { "teachers", &so_teacher_entity } };
  g_autoptr (JsonNode) words = node, ids = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  const SoEntity *entity = NULL;

  json_node_take_array (ids, array);
  for (guint i = 0; i < G_N_ELEMENTS (lists_of); i++)
    if (!strcmp (lists_of[i].field, field->name))
      entity = lists_of[i].entity;
  if (!entity || !JSON_NODE_HOLDS_ARRAY (words))
    return g_steal_pointer (&words);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (words)); i++)
    {
      g_autofree char *id = so_ctl_schedule_id (ctl, entity, json_array_get_string_element (json_node_get_array (words), i), error);

      if (!id)
        return NULL;
      json_array_add_string_element (array, id);
    }
  return g_steal_pointer (&ids);
}

/* Words "KEY=VALUE" from @first on. */
static JsonObject *
read_fields (SoCtl *ctl, const SoEntity *entity, guint first, GError **error)
{
  g_autoptr (JsonObject) wish = json_object_new ();

  for (guint i = first; ctl->args[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (so_ctl_arg (ctl, i), "=", 2);
      const SoEntityField *field = find_field (entity, parts[0]);
      JsonNode *node = NULL;

      if (!field || !parts[1])
        return so_ctl_misused (error, "“%s” is no KEY=VALUE of this", so_ctl_arg (ctl, i)), NULL;
      if (!(node = value_node (field, parts[1], error)) || !(node = resolve (ctl, field, node, error)))
        return NULL;
      json_object_set_member (wish, field->name, node);
    }
  return g_steal_pointer (&wish);
}

static gboolean
print_one (SoCtl *ctl, const SoEntity *entity, const char *id, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  gpointer value = db ? so_entity_find (db, entity, id, error) : NULL;
  gboolean there = value && so_ctl_print (ctl, so_entity_describe (entity, value));

  so_entity_free (entity, value);
  return there;
}

/* @name: of the field that the first word is. */
static gboolean
add (SoCtl *ctl, SoScheduleList which, const char *name, GError **error)
{
  const SoEntity *entity = so_schedule_list_entity (which);
  g_autoptr (JsonObject) wish = so_ctl_parse (ctl, NULL, 1, 60, error) ? read_fields (ctl, entity, 1, error) : NULL;
  g_autofree char *argument = NULL, *id = NULL;

  if (!wish)
    return FALSE;
  json_object_set_string_member (wish, name, so_ctl_arg (ctl, 0));
  argument = so_json_write_object (g_steal_pointer (&wish));
  return so_ctl_open (ctl, error) && so_studio_do (ctl->studio, lists[which].save, "new", argument, &id, error) && print_one (ctl, entity, id, error);
}

static gboolean
set (SoCtl *ctl, SoScheduleList which, GError **error)
{
  const SoEntity *entity = so_schedule_list_entity (which);
  g_autoptr (JsonObject) wish = so_ctl_parse (ctl, NULL, 2, 60, error) ? read_fields (ctl, entity, 1, error) : NULL;
  g_autofree char *id = wish && so_ctl_open (ctl, error) ? so_ctl_schedule_id (ctl, entity, so_ctl_arg (ctl, 0), error) : NULL;
  g_autofree char *argument = id ? so_json_write_object (g_steal_pointer (&wish)) : NULL;

  return id && so_studio_do (ctl->studio, lists[which].save, id, argument, NULL, error) && print_one (ctl, entity, id, error);
}

static gboolean
drop (SoCtl *ctl, SoScheduleList which, GError **error)
{
  const SoEntity *entity = so_schedule_list_entity (which);
  g_autofree char *id = so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_open (ctl, error) ? so_ctl_schedule_id (ctl, entity, so_ctl_arg (ctl, 0), error) : NULL;
  JsonObject *object = NULL;

  if (!id || !so_studio_do (ctl->studio, lists[which].remove, id, NULL, NULL, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "removed", id);
  return so_ctl_print (ctl, object);
}

#define COMMANDS(name, which, key) \
  gboolean so_ctl_ ## name ## _list (SoCtl *ctl, GError **error) { return list (ctl, which, error); } \
  gboolean so_ctl_ ## name ## _add (SoCtl *ctl, GError **error) { return add (ctl, which, key, error); } \
  gboolean so_ctl_ ## name ## _set (SoCtl *ctl, GError **error) { return set (ctl, which, error); } \
  gboolean so_ctl_ ## name ## _remove (SoCtl *ctl, GError **error) { return drop (ctl, which, error); }

COMMANDS (room, SO_LIST_ROOMS, "name")
COMMANDS (teacher, SO_LIST_TEACHERS, "name")
COMMANDS (class, SO_LIST_CLASSES, "name")
COMMANDS (term, SO_LIST_TERMS, "name")

#undef COMMANDS
gboolean so_ctl_closure_list (SoCtl *ctl, GError **error) { return list (ctl, SO_LIST_CLOSURES, error); }
gboolean so_ctl_closure_set (SoCtl *ctl, GError **error) { return set (ctl, SO_LIST_CLOSURES, error); }
gboolean so_ctl_closure_remove (SoCtl *ctl, GError **error) { return drop (ctl, SO_LIST_CLOSURES, error); }

/* What it would close. */
static gboolean
look_at_closure (SoCtl *ctl, GError **error)
{
  g_autoptr (SoClosure) closure = g_new0 (SoClosure, 1);
  g_autoptr (JsonObject) wish = read_fields (ctl, &so_closure_entity, 1, error);
  g_autoptr (SoDb) db = wish ? so_ctl_read (ctl, error) : NULL;
  g_autoptr (GPtrArray) closed = NULL;

  if (!db)
    return FALSE;
  json_object_set_string_member (wish, "label", so_ctl_arg (ctl, 0));
  closed = so_entity_set (&so_closure_entity, closure, wish, error) ? so_schedule_closed_by (db, closure, error) : NULL;
  return closed && so_ctl_print_sessions (ctl, closed);
}

gboolean
so_ctl_closure_add (SoCtl *ctl, GError **error)
{
  gboolean dry = FALSE;
  const GOptionEntry entries[] = { { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry }, { NULL } };

  if (!so_ctl_parse (ctl, entries, 1, 60, error))
    return FALSE;
  return dry ? look_at_closure (ctl, error) : add (ctl, SO_LIST_CLOSURES, "label", error);
}

gboolean
so_ctl_term_copy (SoCtl *ctl, GError **error)
{
  g_autofree char *id = so_ctl_parse (ctl, NULL, 3, 3, error) && so_ctl_open (ctl, error) ? so_ctl_schedule_id (ctl, &so_term_entity, so_ctl_arg (ctl, 0), error) : NULL;
  g_autofree char *argument = NULL, *made = NULL;
  JsonObject *wish;

  if (!id)
    return FALSE;
  wish = json_object_new ();
  json_object_set_string_member (wish, "name", so_ctl_arg (ctl, 1));
  json_object_set_string_member (wish, "first_day", so_ctl_arg (ctl, 2));
  argument = so_json_write_object (wish);
  return so_studio_do (ctl->studio, SO_VERB_TERM_COPY, id, argument, &made, error) && print_one (ctl, &so_term_entity, made, error);
}

/* Days on which something else is said than what is usual. */
static gboolean
print_days (SoCtl *ctl, const char *teacher_id, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (GPtrArray) days = db ? so_teacher_days (db, 0, G_MAXINT, error) : NULL;
  g_autoptr (SoCtlList) shown = so_ctl_list_new (ctl, "day spans note");

  for (guint i = 0; days && i < days->len; i++)
    if (!g_strcmp0 (((SoTeacherDay *) days->pdata[i])->teacher_id, teacher_id))
      so_ctl_list_add (shown, so_entity_describe (&so_teacher_day_entity, days->pdata[i]));
  return days && so_ctl_list_print (g_steal_pointer (&shown));
}

gboolean
so_ctl_teacher_days (SoCtl *ctl, GError **error)
{
  g_autofree char *to = NULL, *spans = NULL, *note = NULL, *id = NULL, *argument = NULL;
  gboolean usual = FALSE;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &to }, { "hours", 0, 0, G_OPTION_ARG_STRING, &spans }, { "note", 0, 0, G_OPTION_ARG_STRING, &note },
    { "usual", 0, 0, G_OPTION_ARG_NONE, &usual }, { NULL },
  };
  JsonObject *wish;

  if (!so_ctl_parse (ctl, entries, 1, 2, error) || !so_ctl_open (ctl, error) || !(id = so_ctl_schedule_id (ctl, &so_teacher_entity, so_ctl_arg (ctl, 0), error)))
    return FALSE;
  if (!ctl->args[1])
    return print_days (ctl, id, error);
  wish = json_object_new ();
  json_object_set_string_member (wish, "from", so_ctl_arg (ctl, 1));
  json_object_set_string_member (wish, "to", to ? to : so_ctl_arg (ctl, 1));
  if (note)
    json_object_set_string_member (wish, "note", note);
  if (!usual)
    json_object_set_member (wish, "spans", words_node (spans ? spans : ""));
  argument = so_json_write_object (wish);
  return so_studio_do (ctl->studio, SO_VERB_TEACHER_DAY, id, argument, NULL, error) && print_days (ctl, id, error);
}
