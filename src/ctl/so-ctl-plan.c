/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-clock.h"
#include "so-class-kind.h"
#include "so-conflicts.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-ctl-schedule.h"
#include "so-day.h"
#include "so-json.h"
#include "so-planning.h"
#include "so-room.h"
#include "so-substitutes.h"
#include "so-teacher.h"
#include "so-verb.h"
#include "so-week-places.h"

/* The week of the studio, planned: a proposal that is looked at or applied, what is wrong in it, and who could stand in. */

#define USUAL_TIME_LIMIT 60.0

static void
set_spot (JsonObject *object, const char *name, const SoProposalSpot *spot, int monday)
{
  JsonObject *place;
  g_autofree char *time = spot->day < 0 ? NULL : so_day_format_time (monday + spot->day, spot->start);

  if (!time)
    return;
  place = json_object_new ();
  json_object_set_string_member (place, "time", time);
  so_ctl_json_set (place, "room", spot->room);
  so_ctl_json_set (place, "teacher", spot->teacher);
  json_object_set_object_member (object, name, place);
}

static JsonArray *
describe_lines (const SoProposal *proposal)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < proposal->lines->len; i++)
    {
      const SoProposalLine *line = proposal->lines->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", so_proposal_kind_nick (line->kind));
      so_ctl_json_set (object, "id", line->session_id);
      json_object_set_string_member (object, "title", line->title);
      json_object_set_int_member (object, "booked", line->booked);
      set_spot (object, "from", &line->from, proposal->monday);
      set_spot (object, "to", &line->to, proposal->monday);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
describe_parts (const SoProposal *proposal)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < SO_N_POINTS; i++)
    for (guint k = 0; k < proposal->parts[i].points->len; k++)
      {
        const SoProposalPoint *point = proposal->parts[i].points->pdata[k];
        JsonObject *object = json_object_new ();

        json_object_set_string_member (object, "kind", proposal->parts[i].nick);
        json_object_set_int_member (object, "points", point->points);
        json_object_set_string_member (object, "change", point->change > 0 ? "gained" : point->change < 0 ? "lost" : "as_before");
        json_object_set_string_member (object, "text", point->words);
        json_array_add_object_element (array, object);
      }
  return array;
}

static JsonArray *
describe_reasons (const SoProposal *proposal)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < proposal->reasons->len; i++)
    {
      const SoProposalReason *reason = proposal->reasons->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "text", reason->words);
      so_ctl_json_set (object, "relax", reason->advice);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
describe (const SoProposal *proposal)
{
  static const char *const status[] = { "feasible", "optimal", "infeasible" };
  JsonObject *object = json_object_new ();
  JsonArray *mended = json_array_new ();

  json_object_set_string_member (object, "status", status[proposal->status]);
  json_object_set_int_member (object, "before", proposal->before);
  json_object_set_int_member (object, "after", proposal->after);
  if (proposal->has_bound && !proposal->repair)
    json_object_set_int_member (object, "bound", proposal->bound);
  json_object_set_int_member (object, "moves", proposal->moves);
  json_object_set_int_member (object, "unplaced", proposal->unplaced);
  json_object_set_array_member (object, "changes", describe_lines (proposal));
  json_object_set_array_member (object, "points", describe_parts (proposal));
  for (guint i = 0; i < proposal->mended->len; i++)
    json_array_add_string_element (mended, proposal->mended->pdata[i]);
  json_object_set_array_member (object, "mended", mended);
  json_object_set_array_member (object, "conflict", describe_reasons (proposal));
  return object;
}

static gboolean
read_day (SoCtl *ctl, const char *word, int *day, GError **error)
{
  *day = so_day_of (so_now (), so_studio_get_zone (ctl->studio), NULL);
  return !word || so_day_parse (word, day) || so_ctl_misused (error, "“%s” is no day: write it as 2026-11-24", word);
}

typedef struct {
  gint64 begun, limit;
} Shown;

static void
on_told (const SoPlanningNews *news, gpointer data)
{
  Shown *shown = data;

  so_ctl_progress ("planning", (guint64) (g_get_monotonic_time () - shown->begun), (guint64) shown->limit);
}

/* Adds what it did to @object. */
static gboolean
apply (SoCtl *ctl, const SoProposal *proposal, const char *scope, gboolean quiet, JsonObject *object, GError **error)
{
  g_autofree char *date = so_day_format (proposal->monday), *argument = NULL, *result = NULL;
  JsonObject *wish = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  json_object_set_member (wish, "solution", so_json_parse (proposal->solution, -1, 0, NULL));
  json_object_set_string_member (wish, "scope", scope ? scope : "this");
  json_object_set_int_member (wish, "tell", !quiet);
  argument = so_json_write_object (wish);
  if (!so_studio_do (ctl->studio, SO_VERB_PLAN_APPLY, date, argument, &result, error) || !(node = so_json_parse (result, -1, 0, error)))
    return FALSE;
  json_object_set_object_member (object, "applied", json_object_ref (so_json_root (node)));
  return TRUE;
}

gboolean
so_ctl_schedule_plan (SoCtl *ctl, GError **error)
{
  g_autofree char *scope = NULL, *ill = NULL, *closed = NULL, *on = NULL, *teacher = NULL, *room = NULL;
  gboolean repair = FALSE, doing = FALSE, quiet = FALSE;
  double limit = USUAL_TIME_LIMIT;
  gint64 seed = 1;
  int day, away = -1;
  const GOptionEntry entries[] = {
    { "repair", 0, 0, G_OPTION_ARG_NONE, &repair }, { "ill", 0, 0, G_OPTION_ARG_STRING, &ill }, { "closed", 0, 0, G_OPTION_ARG_STRING, &closed },
    { "on", 0, 0, G_OPTION_ARG_STRING, &on }, { "time-limit", 0, 0, G_OPTION_ARG_DOUBLE, &limit }, { "seed", 0, 0, G_OPTION_ARG_INT64, &seed },
    { "apply", 0, 0, G_OPTION_ARG_NONE, &doing }, { "scope", 0, 0, G_OPTION_ARG_STRING, &scope }, { "quiet", 0, 0, G_OPTION_ARG_NONE, &quiet }, { NULL },
  };
  Shown shown = { g_get_monotonic_time (), 0 };
  g_autoptr (SoProposal) proposal = NULL;
  g_autoptr (JsonObject) object = NULL;
  SoPlanningWish wish;

  if (!so_ctl_parse (ctl, entries, 0, 1, error))
    return FALSE;
  if (!(limit > 0 && limit <= 86400))
    return so_ctl_misused (error, "--time-limit takes seconds, more than 0 and at most a day (86400)");
  if (!so_ctl_open (ctl, error) || !read_day (ctl, ctl->args[0] ? so_ctl_arg (ctl, 0) : on, &day, error) || (on && !read_day (ctl, on, &away, error)) ||
      (ill && !(teacher = so_ctl_schedule_id (ctl, &so_teacher_entity, ill, error))) || (closed && !(room = so_ctl_schedule_id (ctl, &so_room_entity, closed, error))))
    return FALSE;
  if (on && so_day_monday (away) != so_day_monday (day))
    return so_ctl_misused (error, "--on %s is not in the week that is planned", on);
  if (on && !ill && !closed)
    return so_ctl_misused (error, "--on says when --ill or --closed is so: say who or what");
  wish = (SoPlanningWish) { day, repair || ill || closed, teacher, room, on ? so_day_weekday (away) : -1, (guint64) seed, (gint64) (limit * G_USEC_PER_SEC) };
  shown.limit = wish.time_limit;
  proposal = so_planning_solve (so_studio_get_store (ctl->studio), &wish, so_ctl_cancellable (), on_told, &shown, error);
  so_ctl_progress_end ();
  if (!proposal)
    return FALSE;
  object = describe (proposal);
  return (!doing || apply (ctl, proposal, scope, quiet, object, error)) && so_ctl_print (ctl, g_steal_pointer (&object));
}

static JsonObject *
describe_conflict (const SoConflict *conflict)
{
  JsonObject *object = json_object_new ();
  JsonArray *problems = json_array_new ();
  g_autofree char *time = so_day_format_time (conflict->day, conflict->start);

  so_ctl_json_set (object, "id", conflict->session_id);
  so_ctl_json_set (object, "time", time);
  so_ctl_json_set (object, "title", conflict->title);
  so_ctl_json_set (object, "room", conflict->room);
  so_ctl_json_set (object, "teacher", conflict->teacher);
  for (guint i = 0; i < conflict->problems->len; i++)
    json_array_add_string_element (problems, conflict->problems->pdata[i]);
  json_object_set_array_member (object, "problems", problems);
  so_ctl_json_set (object, "fix", conflict->fix);
  return object;
}

/* The fix of that session; prints what that makes. */
static gboolean
mend (SoCtl *ctl, GPtrArray *conflicts, const char *id, GError **error)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const SoConflict *conflict = conflicts->pdata[i];
      g_autofree char *result = NULL;
      g_autoptr (JsonNode) node = NULL;

      if (g_strcmp0 (conflict->session_id, id) || !conflict->argument)
        continue;
      if (!so_studio_do (ctl->studio, SO_VERB_SESSION_EDIT, id, conflict->argument, &result, error) || !(node = so_json_parse (result, -1, 0, error)))
        return FALSE;
      json_object_set_string_member (so_json_root (node), "fix", conflict->fix);
      return so_ctl_print (ctl, json_object_ref (so_json_root (node)));
    }
  return so_ctl_misused (error, "“%s” is no session of this week that a small change would mend", id);
}

gboolean
so_ctl_schedule_conflicts (SoCtl *ctl, GError **error)
{
  g_autofree char *id = NULL;
  const GOptionEntry entries[] = { { "fix", 0, 0, G_OPTION_ARG_STRING, &id }, { NULL } };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (SoCtlList) list = NULL;
  int day;

  if (!so_ctl_parse (ctl, entries, 0, 1, error) || !so_ctl_open (ctl, error) || !read_day (ctl, ctl->args[0] ? so_ctl_arg (ctl, 0) : NULL, &day, error) ||
      !(db = so_ctl_read (ctl, error)) || !(conflicts = so_conflicts_find (db, day, so_now (), error)))
    return FALSE;
  g_clear_pointer (&db, so_db_release);
  if (id)
    return mend (ctl, conflicts, id, error);
  list = so_ctl_list_new (ctl, "time title room teacher problems fix id");
  for (guint i = 0; i < conflicts->len; i++)
    so_ctl_list_add (list, describe_conflict (conflicts->pdata[i]));
  return so_ctl_list_print (g_steal_pointer (&list));
}

static JsonObject *
describe_place (const SoFreePlace *place)
{
  JsonObject *object = json_object_new ();
  g_autofree char *time = so_day_format_time (place->day, place->start);

  json_object_set_string_member (object, "time", time);
  json_object_set_int_member (object, "minutes", place->minutes);
  so_ctl_json_set (object, "room", place->room);
  so_ctl_json_set (object, "teacher", place->teacher);
  json_object_set_int_member (object, "points", place->points);
  json_object_set_string_member (object, "why", place->reason);
  so_ctl_json_set (object, "room_id", place->room_id);
  so_ctl_json_set (object, "teacher_id", place->teacher_id);
  return object;
}

gboolean
so_ctl_schedule_places (SoCtl *ctl, GError **error)
{
  g_autofree char *class = NULL, *class_id = NULL;
  const GOptionEntry entries[] = { { "class", 0, 0, G_OPTION_ARG_STRING, &class }, { NULL } };
  SoWeekPlaceWish wish = { NULL };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (SoCtlList) list = NULL;

  if (!so_ctl_parse (ctl, entries, 0, 1, error) || !so_ctl_open (ctl, error) || !read_day (ctl, class && ctl->args[0] ? so_ctl_arg (ctl, 0) : NULL, &wish.day, error) ||
      (class && !(class_id = so_ctl_schedule_id (ctl, &so_class_kind_entity, class, error))))
    return FALSE;
  if (!class && !ctl->args[0])
    return so_ctl_misused (error, "Say which session, or --class which class");
  wish.class_id = class_id;
  wish.session_id = class ? NULL : so_ctl_arg (ctl, 0);
  if (!(db = so_ctl_read (ctl, error)) || !(places = so_week_places_find (db, &wish, so_now (), error)))
    return FALSE;
  list = so_ctl_list_new (ctl, "time minutes room teacher points why room_id teacher_id");
  for (guint i = 0; i < places->len; i++)
    so_ctl_list_add (list, describe_place (places->pdata[i]));
  return so_ctl_list_print (g_steal_pointer (&list));
}

static JsonObject *
describe_substitute (const SoSubstitute *substitute)
{
  JsonObject *object = json_object_new ();
  JsonArray *reasons = json_array_new ();

  so_ctl_json_set (object, "name", substitute->name);
  json_object_set_boolean_member (object, "can", !substitute->reasons->len);
  json_object_set_int_member (object, "points", substitute->points);
  json_object_set_int_member (object, "minutes", substitute->minutes);
  for (guint i = 0; i < substitute->reasons->len; i++)
    json_array_add_string_element (reasons, substitute->reasons->pdata[i]);
  json_object_set_array_member (object, "why", reasons);
  so_ctl_json_set (object, "id", substitute->teacher_id);
  return object;
}

gboolean
so_ctl_schedule_substitutes (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (SoCtlList) list = NULL;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !(db = so_ctl_read (ctl, error)) || !(all = so_substitutes_find (db, so_ctl_arg (ctl, 0), so_now (), error)))
    return FALSE;
  list = so_ctl_list_new (ctl, "name can points minutes why id");
  for (guint i = 0; i < all->len; i++)
    so_ctl_list_add (list, describe_substitute (all->pdata[i]));
  return so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_schedule_ask (SoCtl *ctl, GError **error)
{
  g_autofree char *teacher = NULL, *argument = NULL, *result = NULL;
  JsonObject *wish;
  g_autoptr (JsonNode) node = NULL;

  if (!so_ctl_parse (ctl, NULL, 2, 2, error) || !so_ctl_open (ctl, error) || !(teacher = so_ctl_schedule_id (ctl, &so_teacher_entity, so_ctl_arg (ctl, 1), error)))
    return FALSE;
  wish = json_object_new ();
  json_object_set_string_member (wish, "teacher_id", teacher);
  argument = so_json_write_object (wish);
  if (!so_studio_do (ctl->studio, SO_VERB_SUBSTITUTE_ASK, so_ctl_arg (ctl, 0), argument, &result, error) || !(node = so_json_parse (result, -1, 0, error)))
    return FALSE;
  return so_ctl_print (ctl, json_object_ref (so_json_root (node)));
}
