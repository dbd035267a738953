/* SPDX-License-Identifier: MIT */
#include "so-plan-json.h"

#include "so-error.h"
#include "so-json.h"
#include "so-plan-reader.h"

#include <string.h>

typedef struct {
  SoPlanReader reader;
  GHashTable *rooms, *teachers, *classes;
  GPtrArray *strange;
} Ids;

static void
ids_init (Ids *self, const SoPlanProblem *problem)
{
  so_plan_reader_init (&self->reader);
  self->rooms = g_hash_table_new (g_str_hash, g_str_equal);
  self->teachers = g_hash_table_new (g_str_hash, g_str_equal);
  self->classes = g_hash_table_new (g_str_hash, g_str_equal);
  self->strange = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < problem->n_rooms; i++)
    g_hash_table_insert (self->rooms, problem->rooms[i].id, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < problem->n_teachers; i++)
    g_hash_table_insert (self->teachers, problem->teachers[i].id, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < problem->n_classes; i++)
    g_hash_table_insert (self->classes, problem->classes[i].id, GUINT_TO_POINTER (i + 1));
}

static void
ids_clear (Ids *self)
{
  g_hash_table_unref (self->rooms);
  g_hash_table_unref (self->teachers);
  g_hash_table_unref (self->classes);
  g_clear_pointer (&self->strange, g_ptr_array_unref);
}

/* An id that nothing has is a broken rule (H1) and no broken file: it is -1, and noted. */
static int
read_id (Ids *self, JsonObject *object, const char *name, GHashTable *table)
{
  const char *id = so_plan_string (&self->reader, object, name, TRUE);
  int i = GPOINTER_TO_INT (g_hash_table_lookup (table, id)) - 1;

  if (i < 0 && !self->reader.error)
    g_ptr_array_add (self->strange, g_strdup_printf ("%s: there is no %s “%s”", self->reader.path->str, name, id));
  return i;
}

static GArray *
read_assignments (Ids *self, JsonObject *root)
{
  JsonArray *array = so_plan_array (&self->reader, root, "assignments", SO_PLAN_MOST_CLASSES, TRUE);
  GArray *plan = g_array_new (FALSE, FALSE, sizeof (SoPlanPlace));
  gsize here = so_plan_enter (&self->reader, "assignments", 0);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gsize at = so_plan_enter (&self->reader, NULL, i);
      JsonObject *object = so_plan_element (&self->reader, array, i);
      SoPlanPlace p = { read_id (self, object, "class", self->classes),
                        so_plan_int (&self->reader, object, "day", 0, SO_PLAN_DAYS - 1, SO_PLAN_NEEDED),
                        so_plan_int (&self->reader, object, "start", 0, SO_PLAN_DAY_MINUTES - 1, SO_PLAN_NEEDED),
                        read_id (self, object, "room", self->rooms),
                        read_id (self, object, "instructor", self->teachers) };

      g_array_append_val (plan, p);
      so_plan_leave (&self->reader, at);
    }
  so_plan_leave (&self->reader, here);
  return plan;
}

GArray *
so_plan_parse (const SoPlanProblem *problem, const char *data, gssize length, GPtrArray **strange, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (data, length, SO_PLAN_MAX_BYTES, error);
  g_autoptr (GArray) plan = NULL;
  JsonObject *root = so_json_root (node);
  Ids ids;

  if (!node)
    return NULL;
  ids_init (&ids, problem);
  if (!root || strcmp (so_plan_string (&ids.reader, root, "format", TRUE), "studio-schedule-solution"))
    so_plan_fault (&ids.reader, "format", "has to be “studio-schedule-solution”");
  plan = read_assignments (&ids, root);
  if (strange)
    *strange = g_steal_pointer (&ids.strange);
  ids_clear (&ids);
  if (so_plan_reader_end (&ids.reader, error))
    return g_steal_pointer (&plan);
  if (strange)
    g_clear_pointer (strange, g_ptr_array_unref);
  return NULL;
}

JsonObject *
so_plan_assignment (const SoPlanProblem *problem, const SoPlanPlace *place)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "class", place->klass < 0 ? "?" : problem->classes[place->klass].id);
  json_object_set_int_member (object, "day", place->day);
  json_object_set_int_member (object, "start", place->start);
  json_object_set_string_member (object, "room", place->room < 0 ? "?" : problem->rooms[place->room].id);
  json_object_set_string_member (object, "instructor", place->teacher < 0 ? "?" : problem->teachers[place->teacher].id);
  return object;
}

JsonArray *
so_plan_assignments (const SoPlanProblem *problem, const GArray *plan)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < plan->len; i++)
    json_array_add_object_element (array, so_plan_assignment (problem, &g_array_index (plan, SoPlanPlace, i)));
  return array;
}
