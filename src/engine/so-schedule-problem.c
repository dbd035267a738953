/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-schedule-problem.h"

#include "so-day.h"
#include "so-error.h"
#include "so-json.h"
#include "so-plan-classes.h"
#include "so-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GRID 15
#define ROOM_FIT 150

/* Windows --------------------------------------------------------------------------------------------- */

static JsonObject *
window (int day, gint64 start, gint64 end)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "day", day);
  json_object_set_int_member (object, "start", start);
  json_object_set_int_member (object, "end", end);
  return object;
}

/* Those of a week, cut at midnight. @spans NULL: any time. */
static JsonArray *
windows_of (const GArray *spans, int monday)
{
  JsonArray *array = json_array_new ();

  for (int day = 0; day < 7; day++)
    {
      gint64 begin = (gint64) (monday + day) * SO_DAY_MINUTES, end = begin + SO_DAY_MINUTES;

      if (!spans)
        json_array_add_object_element (array, window (day, 0, SO_DAY_MINUTES));
      for (guint i = 0; spans && i < spans->len; i++)
        {
          const SoSpan *span = &g_array_index (spans, SoSpan, i);

          if (span->from < end && span->to > begin)
            json_array_add_object_element (array, window (day, MAX (span->from, begin) - begin, MIN (span->to, end) - begin));
        }
    }
  return array;
}

/* When everything is closed the studio is not open. */
static JsonArray *
opening_of (const SoSchedule *schedule, int monday)
{
  g_autoptr (GArray) open = so_schedule_open (schedule, monday, monday + 6);

  if (!open)
    {
      open = so_spans_new ();
      so_spans_add (open, (gint64) monday * SO_DAY_MINUTES, (gint64) (monday + 7) * SO_DAY_MINUTES);
    }
  for (guint i = 0; i < schedule->closures->len; i++)
    {
      const SoClosure *closure = schedule->closures->pdata[i];
      gint64 from, to;

      so_closure_span (closure, &from, &to);
      if (!closure->classes && !closure->rooms)
        so_spans_cut (open, from, to);
    }
  return windows_of (open, monday);
}

static JsonArray *
closed_of (const SoSchedule *schedule, const SoRoom *room, int monday)
{
  g_autoptr (GArray) closed = so_spans_new ();

  for (guint i = 0; i < schedule->closures->len; i++)
    {
      const SoClosure *closure = schedule->closures->pdata[i];
      gint64 from, to;

      so_closure_span (closure, &from, &to);
      if (!closure->classes && closure->rooms && g_strv_contains ((const char *const *) closure->rooms, room->id))
        so_spans_add (closed, from, to);
    }
  so_spans_join (closed);
  return windows_of (closed, monday);
}

/* What there is ----------------------------------------------------------------------------------------- */

static void
set_maybe (JsonObject *object, const char *name, int value)
{
  if (value < 0)
    json_object_set_null_member (object, name);
  else
    json_object_set_int_member (object, name, value);
}

static JsonArray *
rooms_of (const SoSchedule *schedule, int monday)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < schedule->rooms->len; i++)
    {
      const SoRoom *room = schedule->rooms->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", room->id);
      json_object_set_string_member (object, "name", room->name);
      json_object_set_int_member (object, "capacity", room->capacity);
      json_object_set_array_member (object, "features", so_plan_words (room->features));
      json_object_set_int_member (object, "turnover", room->turnover);
      json_object_set_array_member (object, "closed", closed_of (schedule, room, monday));
      json_array_add_object_element (array, object);
    }
  return array;
}

/* Their specialties, what needs none, and the classes that name them. */
static JsonArray *
styles_of (const SoSchedule *schedule, const SoTeacher *teacher)
{
  JsonArray *styles = so_plan_words (teacher->styles);

  json_array_add_string_element (styles, SO_PLAN_ANY_STYLE);
  for (guint i = 0; i < schedule->kinds->len; i++)
    {
      const SoClassKind *kind = schedule->kinds->pdata[i];
      g_autofree char *style = so_plan_style (kind);

      if (kind->teachers && g_strv_contains ((const char *const *) kind->teachers, teacher->id))
        json_array_add_string_element (styles, style);
    }
  return styles;
}

static JsonArray *
teachers_of (const SoSchedule *schedule, int monday)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < schedule->teachers->len; i++)
    {
      const SoTeacher *teacher = schedule->teachers->pdata[i];
      g_autoptr (GArray) there = so_schedule_there (schedule, teacher, monday, monday + 6);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", teacher->id);
      json_object_set_string_member (object, "name", teacher->name);
      json_object_set_array_member (object, "styles", styles_of (schedule, teacher));
      json_object_set_array_member (object, "availability", windows_of (there, monday));
      set_maybe (object, "max_day", teacher->max_day);
      set_maybe (object, "max_week", teacher->max_week);
      set_maybe (object, "max_run", teacher->max_run);
      set_maybe (object, "min_break", teacher->max_run >= 0 && teacher->min_break < 0 ? SO_TEACHER_BREAK : teacher->min_break);
      json_array_add_object_element (array, object);
    }
  return array;
}

static int
greatest_common (int a, int b)
{
  return b ? greatest_common (b, a % b) : a;
}

/* Every session that there is begins on it. */
static int
grid_of (GPtrArray *sessions)
{
  int grid = GRID;

  for (guint i = 0; i < sessions->len; i++)
    grid = greatest_common (grid, ((SoSession *) sessions->pdata[i])->start);
  return grid;
}

/* The studio's own wishes ------------------------------------------------------------------------------- */

static JsonNode *
own_setting (SoDb *db, const char *key)
{
  g_autofree char *value = so_setting_get (db, key);

  return value && *value ? so_json_parse (value, -1, 0, NULL) : NULL;
}

static gboolean
check_window (JsonObject *one)
{
  gint64 day = one ? so_json_int (one, "day") : -1;

  return day >= 0 && day < 7 && so_json_int (one, "start") >= 0 && so_json_int (one, "start") < so_json_int (one, "end") && so_json_int (one, "end") <= SO_DAY_MINUTES;
}

static gboolean
check_weights (JsonObject *weights, GError **error)
{
  static const char *const names[] = { "preferred", "beginner_peak", "room_fit", "continuity", "unplaced", NULL };
  g_autoptr (GList) members = json_object_get_members (weights);

  for (GList *link = members; link; link = link->next)
    if (!g_strv_contains (names, link->data) || so_json_int (weights, link->data) < 0 || so_json_int (weights, link->data) > 1000000)
      return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no weight of a plan from 0 to 1000000"), (char *) link->data);
  return TRUE;
}

gboolean
so_schedule_problem_check_setting (const char *key, const char *value, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *windows;
  guint64 number;

  if (!strcmp (key, SO_SETTING_MOST_AT_ONCE))
    return !*value || g_ascii_string_to_unsigned (value, 10, 1, 1000, &number, NULL) || so_fail (error, SO_ERROR_CHANGE, _("At one moment there are 1 to 1000 classes"));
  if ((strcmp (key, SO_SETTING_PEAK) && strcmp (key, SO_SETTING_PLAN_WEIGHTS)) || !*value)
    return TRUE;
  if (!(node = so_json_parse (value, -1, 0, error)))
    return FALSE;
  if (!strcmp (key, SO_SETTING_PLAN_WEIGHTS))
    return JSON_NODE_HOLDS_OBJECT (node) ? check_weights (so_json_root (node), error) : so_fail (error, SO_ERROR_CHANGE, _("Weights are written as {\"preferred\": 20}"));
  windows = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; windows && i < json_array_get_length (windows); i++)
    if (!check_window (so_json_element (windows, i)))
      windows = NULL;
  return windows || so_fail (error, SO_ERROR_CHANGE, _("Busy hours are written as [{\"day\": 0, \"start\": 1020, \"end\": 1200}]: 0 is Monday, then minutes after midnight"));
}

static void
set_wishes (SoDb *db, JsonObject *problem)
{
  g_autoptr (JsonNode) peak = own_setting (db, SO_SETTING_PEAK), weights = own_setting (db, SO_SETTING_PLAN_WEIGHTS);
  guint most = so_setting_get_number (db, SO_SETTING_MOST_AT_ONCE, 1, 1000, 0);

  json_object_set_array_member (problem, "peak", peak && JSON_NODE_HOLDS_ARRAY (peak) ? json_array_ref (json_node_get_array (peak)) : json_array_new ());
  set_maybe (problem, "max_concurrent", most ? (int) most : -1);
  if (weights && JSON_NODE_HOLDS_OBJECT (weights))
    json_object_set_object_member (problem, "weights", json_object_ref (so_json_root (weights)));
}

static JsonObject *
describe_week (SoDb *db, const SoSchedule *schedule, GPtrArray *sessions, int monday, gboolean repair)
{
  g_autoptr (GPtrArray) classes = so_plan_classes (schedule, sessions);
  g_autofree char *date = so_day_format (monday);
  JsonObject *problem = json_object_new ();

  json_object_set_string_member (problem, "format", "studio-schedule-problem");
  json_object_set_int_member (problem, "version", 1);
  json_object_set_string_member (problem, "name", date);
  json_object_set_int_member (problem, "grid", grid_of (sessions));
  json_object_set_array_member (problem, "opening", opening_of (schedule, monday));
  set_wishes (db, problem);
  json_object_set_int_member (problem, "room_fit_percent", ROOM_FIT);
  json_object_set_array_member (problem, "rooms", rooms_of (schedule, monday));
  json_object_set_array_member (problem, "instructors", teachers_of (schedule, monday));
  json_object_set_array_member (problem, "classes", so_plan_classes_describe (classes, monday));
  if (repair)
    json_object_set_array_member (problem, "current", so_plan_classes_current (classes, monday));
  return problem;
}

char *
so_schedule_problem (SoDb *db, int day, gboolean repair, GError **error)
{
  int monday = so_day_monday (day);
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, monday, monday + 6, error);
  g_autoptr (GPtrArray) sessions = schedule ? so_schedule_sessions (db, schedule, monday, monday + 6, error) : NULL;

  return sessions ? so_json_write_object (describe_week (db, schedule, sessions, monday, repair)) : NULL;
}
