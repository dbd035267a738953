/* SPDX-License-Identifier: MIT */
#include "so-plan-classes.h"

#include "so-day.h"
#include "so-json.h"

#include <string.h>

#define MOST_SESSIONS 7

static void
class_free (gpointer data)
{
  SoPlanClass *class = data;

  g_free (class->id);
  g_ptr_array_unref (class->sessions);
  g_free (class);
}

JsonArray *
so_plan_words (GStrv words)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; words && words[i]; i++)
    json_array_add_string_element (array, words[i]);
  return array;
}

char *
so_plan_style (const SoClassKind *kind)
{
  if (kind->teachers)
    return g_strconcat ("class:", kind->id, NULL);
  return g_strdup (*kind->style ? kind->style : SO_PLAN_ANY_STYLE);
}

static SoPlanClass *
class_of (GPtrArray *classes, const SoClassKind *kind, int minutes)
{
  SoPlanClass *class;

  for (guint i = 0; i < classes->len; i++)
    if ((class = classes->pdata[i])->kind == kind && class->minutes == minutes)
      return class;
  class = g_new0 (SoPlanClass, 1);
  class->id = minutes == kind->minutes ? g_strdup (kind->id) : g_strdup_printf ("%s~%d", kind->id, minutes);
  class->kind = kind;
  class->minutes = minutes;
  class->sessions = g_ptr_array_new ();
  g_ptr_array_add (classes, class);
  return class;
}

/* @dropped: sessions of the class that do not take place: they are not wanted instead. */
static void
count_wanted (GPtrArray *classes, const SoClassKind *kind, int dropped)
{
  SoPlanClass *usual = class_of (classes, kind, kind->minutes);
  int others = 0;

  for (guint i = 0; i < classes->len; i++)
    {
      SoPlanClass *class = classes->pdata[i];

      class->wanted = class->kind == kind ? (int) class->sessions->len : class->wanted;
      others += class->kind == kind && class != usual ? class->wanted : 0;
    }
  usual->wanted = MIN (MAX (usual->wanted, kind->sessions - others - dropped), MOST_SESSIONS);
}

GPtrArray *
so_plan_classes (const SoSchedule *schedule, GPtrArray *sessions)
{
  GPtrArray *classes = g_ptr_array_new_with_free_func (class_free);

  for (guint k = 0; k < schedule->kinds->len; k++)
    {
      const SoClassKind *kind = schedule->kinds->pdata[k];
      int dropped = 0;

      for (guint i = 0; i < sessions->len; i++)
        {
          SoSession *session = sessions->pdata[i];
          gboolean fits = session->state == SO_SESSION_PLANNED && session->start + session->minutes <= SO_DAY_MINUTES;

          if (strcmp (session->class_id, kind->id))
            continue;
          if (fits)
            g_ptr_array_add (class_of (classes, kind, session->minutes)->sessions, session);
          dropped += !fits;
        }
      count_wanted (classes, kind, dropped);
    }
  return classes;
}

static JsonObject *
describe_place (const SoSession *session, int monday)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "day", session->day - monday);
  json_object_set_int_member (object, "start", session->start);
  if (session->room_id)
    json_object_set_string_member (object, "room", session->room_id);
  if (session->teacher_id)
    json_object_set_string_member (object, "instructor", session->teacher_id);
  return object;
}

static JsonArray *
pins_of (const SoPlanClass *class, int monday)
{
  JsonArray *pins = json_array_new ();

  for (guint i = 0; i < class->sessions->len; i++)
    if (((SoSession *) class->sessions->pdata[i])->pinned)
      json_array_add_object_element (pins, describe_place (class->sessions->pdata[i], monday));
  return pins;
}

static JsonObject *
describe (const SoPlanClass *class, int monday)
{
  const SoClassKind *kind = class->kind;
  g_autoptr (JsonNode) preferred = so_json_parse (kind->preferred, -1, 0, NULL);
  g_autofree char *style = so_plan_style (kind);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", class->id);
  json_object_set_string_member (object, "name", kind->name);
  json_object_set_string_member (object, "style", style);
  json_object_set_string_member (object, "level", kind->level);
  json_object_set_int_member (object, "duration", class->minutes);
  json_object_set_int_member (object, "size", kind->most);
  json_object_set_array_member (object, "features", so_plan_words (kind->features));
  json_object_set_int_member (object, "sessions", class->wanted);
  json_object_set_int_member (object, "day_gap", kind->day_gap);
  json_object_set_boolean_member (object, "same_instructor", kind->same_teacher);
  json_object_set_array_member (object, "groups", so_plan_words (kind->groups));
  if (kind->teachers)
    json_object_set_array_member (object, "instructors", so_plan_words (kind->teachers));
  else
    json_object_set_null_member (object, "instructors");
  json_object_set_array_member (object, "pins", pins_of (class, monday));
  json_object_set_array_member (object, "preferred", preferred && JSON_NODE_HOLDS_ARRAY (preferred) ? json_array_ref (json_node_get_array (preferred)) : json_array_new ());
  return object;
}

JsonArray *
so_plan_classes_describe (GPtrArray *classes, int monday)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < classes->len; i++)
    if (((SoPlanClass *) classes->pdata[i])->wanted > 0)
      json_array_add_object_element (array, describe (classes->pdata[i], monday));
  return array;
}

JsonArray *
so_plan_classes_current (GPtrArray *classes, int monday)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < classes->len; i++)
    {
      const SoPlanClass *class = classes->pdata[i];

      for (guint k = 0; k < class->sessions->len; k++)
        {
          const SoSession *session = class->sessions->pdata[k];
          /* Where nobody teaches or no room is, nothing is kept. */
          JsonObject *object = session->room_id && session->teacher_id ? describe_place (session, monday) : NULL;

          if (!object)
            continue;
          json_object_set_string_member (object, "class", class->id);
          json_array_add_object_element (array, object);
        }
    }
  return array;
}
