/* SPDX-License-Identifier: MIT */
#include "so-plan-json.h"

#include "so-error.h"
#include "so-json.h"
#include "so-plan-reader.h"

#include <string.h>

/* What is looked up by name while a problem is read: an index + 1. */
typedef struct {
  SoPlanReader reader;
  SoPlanProblem *problem;
  GHashTable *words, *groups, *rooms, *teachers, *classes;
} Names;

static void
names_init (Names *self, SoPlanProblem *problem)
{
  so_plan_reader_init (&self->reader);
  self->problem = problem;
  self->words = g_hash_table_new (g_str_hash, g_str_equal);
  self->groups = g_hash_table_new (g_str_hash, g_str_equal);
  self->rooms = g_hash_table_new (g_str_hash, g_str_equal);
  self->teachers = g_hash_table_new (g_str_hash, g_str_equal);
  self->classes = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
names_clear (Names *self)
{
  g_hash_table_unref (self->words);
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->rooms);
  g_hash_table_unref (self->teachers);
  g_hash_table_unref (self->classes);
}

static guint
number_of (GHashTable *table, GPtrArray *names, const char *name)
{
  guint i = GPOINTER_TO_UINT (g_hash_table_lookup (table, name));

  if (!i)
    {
      g_ptr_array_add (names, g_strdup (name));
      i = names->len;
      g_hash_table_insert (table, g_ptr_array_index (names, i - 1), GUINT_TO_POINTER (i));
    }
  return i - 1;
}

/* -1 where nothing is called so. */
static int
find (GHashTable *table, const char *id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (table, id)) - 1;
}

/* The numbers of a list of words, each once. */
static GArray *
read_words (Names *self, JsonObject *object, const char *name, GHashTable *table, GPtrArray *names)
{
  JsonArray *array = so_plan_array (&self->reader, object, name, SO_PLAN_MOST_RESOURCES, FALSE);
  GArray *result = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize here = so_plan_enter (&self->reader, name, 0);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gsize at = so_plan_enter (&self->reader, NULL, i);
      guint n = number_of (table, names, so_plan_text (&self->reader, array, i));

      if (!so_plan_has (result, n))
        g_array_append_val (result, n);
      so_plan_leave (&self->reader, at);
    }
  so_plan_leave (&self->reader, here);
  return result;
}

static SoPlanWindow
read_window (Names *self, JsonObject *object)
{
  SoPlanWindow w = { so_plan_int (&self->reader, object, "day", 0, SO_PLAN_DAYS - 1, SO_PLAN_NEEDED),
                     so_plan_int (&self->reader, object, "start", 0, SO_PLAN_DAY_MINUTES, SO_PLAN_NEEDED),
                     so_plan_int (&self->reader, object, "end", 0, SO_PLAN_DAY_MINUTES, SO_PLAN_NEEDED) };

  if (object && w.end <= w.start)
    so_plan_fault (&self->reader, NULL, "ends at minute %d, before or when it starts at %d", w.end, w.start);
  return w;
}

static GArray *
read_windows (Names *self, JsonObject *object, const char *name, gboolean needed)
{
  JsonArray *array = so_plan_array (&self->reader, object, name, SO_PLAN_MOST_RESOURCES, needed);
  GArray *result = g_array_new (FALSE, FALSE, sizeof (SoPlanWindow));
  gsize here = so_plan_enter (&self->reader, name, 0);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gsize at = so_plan_enter (&self->reader, NULL, i);
      SoPlanWindow w = read_window (self, so_plan_element (&self->reader, array, i));

      g_array_append_val (result, w);
      so_plan_leave (&self->reader, at);
    }
  so_plan_leave (&self->reader, here);
  so_plan_windows_join (result);
  return result;
}

/* The id, which nothing else of its kind may have, and a name, which is the id where there is none. */
static void
read_id (Names *self, JsonObject *object, GHashTable *table, guint i, char **id, char **name)
{
  const char *text = so_plan_string (&self->reader, object, "name", FALSE);

  *id = g_strdup (so_plan_string (&self->reader, object, "id", TRUE));
  *name = g_strdup (text && *text ? text : *id);
  if (!g_hash_table_insert (table, *id, GUINT_TO_POINTER (i + 1)))
    so_plan_fault (&self->reader, "id", "is “%s”, as that of another one before it", *id);
}

static void
read_room (Names *self, JsonObject *object, guint i)
{
  SoPlanRoom *room = &self->problem->rooms[i];

  read_id (self, object, self->rooms, i, &room->id, &room->name);
  room->capacity = so_plan_int (&self->reader, object, "capacity", 0, 1000000, SO_PLAN_NEEDED);
  room->features = read_words (self, object, "features", self->words, self->problem->words);
  room->turnover = so_plan_int (&self->reader, object, "turnover", 0, SO_PLAN_DAY_MINUTES, 0);
  room->closed = read_windows (self, object, "closed", FALSE);
}

static void
read_teacher (Names *self, JsonObject *object, guint i)
{
  SoPlanTeacher *teacher = &self->problem->teachers[i];
  const int week = SO_PLAN_DAYS * SO_PLAN_DAY_MINUTES;

  read_id (self, object, self->teachers, i, &teacher->id, &teacher->name);
  teacher->styles = read_words (self, object, "styles", self->words, self->problem->words);
  teacher->availability = read_windows (self, object, "availability", TRUE);
  teacher->max_day = so_plan_int (&self->reader, object, "max_day", 0, week, -1);
  teacher->max_week = so_plan_int (&self->reader, object, "max_week", 0, week, -1);
  teacher->max_run = so_plan_int (&self->reader, object, "max_run", 0, week, -1);
  teacher->min_break = so_plan_int (&self->reader, object, "min_break", 0, SO_PLAN_DAY_MINUTES, 15);
}

/* The index of what a member names, -1 where it is missing. */
static int
read_reference (Names *self, JsonObject *object, const char *name, GHashTable *table, gboolean needed)
{
  const char *id = so_plan_string (&self->reader, object, name, needed);
  int i = id ? find (table, id) : -1;

  if (id && i < 0)
    so_plan_fault (&self->reader, name, "is “%s”, which there is not", id);
  return i;
}

static GArray *
read_pins (Names *self, JsonObject *object, int sessions)
{
  JsonArray *array = so_plan_array (&self->reader, object, "pins", SO_PLAN_MOST_SESSIONS_OF_CLASS, FALSE);
  GArray *result = g_array_new (FALSE, FALSE, sizeof (SoPlanPin));
  gsize here = so_plan_enter (&self->reader, "pins", 0);

  if (array && (int) json_array_get_length (array) > sessions)
    so_plan_fault (&self->reader, NULL, "has %u entries, and the class only %d sessions", json_array_get_length (array), sessions);
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gsize at = so_plan_enter (&self->reader, NULL, i);
      JsonObject *pin = so_plan_element (&self->reader, array, i);
      SoPlanPin p = { so_plan_int (&self->reader, pin, "day", 0, SO_PLAN_DAYS - 1, -1),
                      so_plan_int (&self->reader, pin, "start", 0, SO_PLAN_DAY_MINUTES - 1, -1),
                      read_reference (self, pin, "room", self->rooms, FALSE),
                      read_reference (self, pin, "instructor", self->teachers, FALSE) };

      g_array_append_val (result, p);
      so_plan_leave (&self->reader, at);
    }
  so_plan_leave (&self->reader, here);
  return result;
}

static GArray *
read_own_teachers (Names *self, JsonObject *object)
{
  JsonArray *array = so_plan_array (&self->reader, object, "instructors", SO_PLAN_MOST_RESOURCES, FALSE);
  GArray *result = array ? g_array_new (FALSE, FALSE, sizeof (guint)) : NULL;
  gsize here = so_plan_enter (&self->reader, "instructors", 0);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gsize at = so_plan_enter (&self->reader, NULL, i);
      const char *id = so_plan_text (&self->reader, array, i);
      int n = find (self->teachers, id);

      if (n < 0)
        so_plan_fault (&self->reader, NULL, "is “%s”, which there is not", id);
      else if (!so_plan_has (result, (guint) n))
        g_array_append_val (result, n);
      so_plan_leave (&self->reader, at);
    }
  so_plan_leave (&self->reader, here);
  return result;
}

static void
read_class (Names *self, JsonObject *object, guint i)
{
  SoPlanClass *klass = &self->problem->classes[i];

  read_id (self, object, self->classes, i, &klass->id, &klass->name);
  klass->level = g_strdup (so_plan_string (&self->reader, object, "level", FALSE));
  klass->beginner = !g_strcmp0 (klass->level, "beginner");
  klass->style = number_of (self->words, self->problem->words, so_plan_string (&self->reader, object, "style", TRUE));
  klass->duration = so_plan_int (&self->reader, object, "duration", 1, SO_PLAN_DAY_MINUTES, SO_PLAN_NEEDED);
  klass->size = so_plan_int (&self->reader, object, "size", 0, 1000000, SO_PLAN_NEEDED);
  klass->features = read_words (self, object, "features", self->words, self->problem->words);
  klass->sessions = so_plan_int (&self->reader, object, "sessions", 0, SO_PLAN_MOST_SESSIONS_OF_CLASS, 1);
  klass->day_gap = so_plan_int (&self->reader, object, "day_gap", 0, SO_PLAN_DAYS, 1);
  klass->same_teacher = so_plan_bool (&self->reader, object, "same_instructor", TRUE);
  klass->groups = read_words (self, object, "groups", self->groups, self->problem->groups);
  klass->teachers = read_own_teachers (self, object);
  klass->pins = read_pins (self, object, klass->sessions);
  klass->preferred = read_windows (self, object, "preferred", FALSE);
}

/* Reads each element of a list by @read, which fills in the i-th of @size bytes. */
static void
read_list (Names *self, JsonObject *root, const char *name, guint most, gsize size, gpointer *items, guint *n, void (*read) (Names *, JsonObject *, guint))
{
  JsonArray *array = so_plan_array (&self->reader, root, name, most, TRUE);
  gsize here = so_plan_enter (&self->reader, name, 0);

  *items = g_malloc0_n (array ? json_array_get_length (array) + 1 : 1, size);
  /* what is counted is freed, so a fault in the middle leaves the rest out */
  for (guint i = 0; array && !self->reader.error && i < json_array_get_length (array); i++)
    {
      gsize at = so_plan_enter (&self->reader, NULL, i);

      *n = i + 1;
      read (self, so_plan_element (&self->reader, array, i), i);
      so_plan_leave (&self->reader, at);
    }
  so_plan_leave (&self->reader, here);
}

static void
read_weights (Names *self, JsonObject *root)
{
  SoPlanProblem *problem = self->problem;
  JsonObject *weights = so_plan_object (&self->reader, root, "weights");
  JsonObject *disruption = so_plan_object (&self->reader, root, "disruption");
  const struct { JsonObject *from; const char *group, *name; int *to; } all[] = {
    { weights, "weights", "preferred", &problem->weights.preferred }, { weights, "weights", "beginner_peak", &problem->weights.beginner_peak },
    { weights, "weights", "room_fit", &problem->weights.room_fit }, { weights, "weights", "continuity", &problem->weights.continuity },
    { weights, "weights", "unplaced", &problem->weights.unplaced }, { disruption, "disruption", "changed", &problem->disruption.changed },
    { disruption, "disruption", "time", &problem->disruption.time }, { disruption, "disruption", "instructor", &problem->disruption.teacher },
    { disruption, "disruption", "room", &problem->disruption.room },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      gsize at = so_plan_enter (&self->reader, all[i].group, 0);

      *all[i].to = so_plan_int (&self->reader, all[i].from, all[i].name, 0, 1000000, *all[i].to);
      so_plan_leave (&self->reader, at);
    }
}

static void
read_current (Names *self, JsonObject *root)
{
  JsonArray *array = so_plan_array (&self->reader, root, "current", SO_PLAN_MOST_CLASSES, FALSE);
  gsize here = so_plan_enter (&self->reader, "current", 0);

  if (array)
    self->problem->current = g_array_new (FALSE, FALSE, sizeof (SoPlanPlace));
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gsize at = so_plan_enter (&self->reader, NULL, i);
      JsonObject *object = so_plan_element (&self->reader, array, i);
      SoPlanPlace p = { read_reference (self, object, "class", self->classes, TRUE),
                        so_plan_int (&self->reader, object, "day", 0, SO_PLAN_DAYS - 1, SO_PLAN_NEEDED),
                        so_plan_int (&self->reader, object, "start", 0, SO_PLAN_DAY_MINUTES - 1, SO_PLAN_NEEDED),
                        read_reference (self, object, "room", self->rooms, TRUE),
                        read_reference (self, object, "instructor", self->teachers, TRUE) };

      g_array_append_val (self->problem->current, p);
      so_plan_leave (&self->reader, at);
    }
  so_plan_leave (&self->reader, here);
}

static void
read_problem (Names *self, JsonObject *root)
{
  SoPlanProblem *problem = self->problem;
  const char *format = so_plan_string (&self->reader, root, "format", TRUE);

  if (strcmp (format, "studio-schedule-problem"))
    so_plan_fault (&self->reader, "format", "has to be “studio-schedule-problem”");
  so_plan_int (&self->reader, root, "version", 1, 1, SO_PLAN_NEEDED);
  problem->name = g_strdup (so_plan_string (&self->reader, root, "name", FALSE));
  problem->grid = so_plan_int (&self->reader, root, "grid", 1, SO_PLAN_DAY_MINUTES, problem->grid);
  problem->max_concurrent = so_plan_int (&self->reader, root, "max_concurrent", 0, SO_PLAN_MOST_CLASSES, -1);
  problem->room_fit_percent = so_plan_int (&self->reader, root, "room_fit_percent", 0, 100000, problem->room_fit_percent);
  g_array_unref (problem->opening);
  problem->opening = read_windows (self, root, "opening", TRUE);
  g_array_unref (problem->peak);
  problem->peak = read_windows (self, root, "peak", FALSE);
  read_weights (self, root);
  read_list (self, root, "rooms", SO_PLAN_MOST_RESOURCES, sizeof (SoPlanRoom), (gpointer *) &problem->rooms, &problem->n_rooms, read_room);
  read_list (self, root, "instructors", SO_PLAN_MOST_RESOURCES, sizeof (SoPlanTeacher), (gpointer *) &problem->teachers, &problem->n_teachers, read_teacher);
  read_list (self, root, "classes", SO_PLAN_MOST_CLASSES, sizeof (SoPlanClass), (gpointer *) &problem->classes, &problem->n_classes, read_class);
  read_current (self, root);
  problem->n_groups = problem->groups->len;
}

SoPlanProblem *
so_plan_problem_parse (const char *data, gssize length, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (data, length, SO_PLAN_MAX_BYTES, error);
  g_autoptr (SoPlanProblem) problem = NULL;
  Names names;

  if (!node)
    return NULL;
  if (!so_json_root (node))
    {
      so_fail (error, SO_ERROR_CHANGE, "$ has to be an object.");
      return NULL;
    }
  problem = so_plan_problem_new ();
  names_init (&names, problem);
  read_problem (&names, so_json_root (node));
  names_clear (&names);
  return so_plan_reader_end (&names.reader, error) ? g_steal_pointer (&problem) : NULL;
}
