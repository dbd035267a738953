/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-clock.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-ctl-schedule.h"
#include "so-day.h"
#include "so-file.h"
#include "so-json.h"
#include "so-schedule-check.h"
#include "so-schedule-problem.h"
#include "so-schedule-words.h"
#include "so-schedules.h"
#include "so-series-edit.h"
#include "so-verb.h"

/* The schedule: what takes place when, and what is changed about it. */

static JsonArray *
describe_problems (const SoSession *session)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; session->problems && i < session->problems->len; i++)
    {
      const SoProblem *problem = session->problems->pdata[i];
      g_autofree char *words = so_schedule_words_problem (session, problem);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", so_problem_nick (problem->kind));
      json_object_set_string_member (object, "text", words);
      if (problem->other)
        json_object_set_string_member (object, "other", problem->other);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
describe (const SoSession *session)
{
  JsonObject *object = json_object_new ();
  g_autofree char *day = so_day_format (session->day), *start = g_strdup_printf ("%02d:%02d", session->start / 60, session->start % 60);

  so_ctl_json_set (object, "id", session->id);
  so_ctl_json_set (object, "day", day);
  so_ctl_json_set (object, "start", start);
  json_object_set_int_member (object, "minutes", session->minutes);
  so_ctl_json_set_time (object, "starts_at", session->starts_at);
  so_ctl_json_set (object, "title", session->title);
  so_ctl_json_set (object, "class_id", session->class_id);
  so_ctl_json_set (object, "room", session->room);
  so_ctl_json_set (object, "teacher", session->teacher);
  so_ctl_json_set (object, "state", so_session_state_nick (session->state));
  so_ctl_json_set (object, "why", session->why);
  json_object_set_boolean_member (object, "changed", session->changed);
  json_object_set_boolean_member (object, "pinned", session->pinned);
  json_object_set_int_member (object, "booked", session->booked);
  json_object_set_int_member (object, "offered", session->offered);
  json_object_set_int_member (object, "waiting", session->waiting);
  json_object_set_int_member (object, "most", session->most);
  json_object_set_array_member (object, "problems", describe_problems (session));
  return object;
}

gboolean
so_ctl_print_sessions (SoCtl *ctl, GPtrArray *sessions)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "day start minutes title room teacher state booked most problems id");

  for (guint i = 0; i < sessions->len; i++)
    so_ctl_list_add (list, describe (sessions->pdata[i]));
  return so_ctl_list_print (g_steal_pointer (&list));
}

/* The day of the word at @i; today where there is none. */
static gboolean
read_day (SoCtl *ctl, guint i, int *day, GError **error)
{
  if (!so_ctl_open (ctl, error))
    return FALSE;
  *day = so_day_of (so_now (), so_studio_get_zone (ctl->studio), NULL);
  return !ctl->args[i] || so_day_parse (so_ctl_arg (ctl, i), day) || so_ctl_misused (error, "“%s” is no day: write it as 2026-11-24", so_ctl_arg (ctl, i));
}

gboolean
so_ctl_schedule_week (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  int day;

  if (!so_ctl_parse (ctl, NULL, 0, 1, error) || !read_day (ctl, 0, &day, error) || !(db = so_ctl_read (ctl, error)) || !(sessions = so_schedule_week (db, day, error)))
    return FALSE;
  return so_ctl_print_sessions (ctl, sessions);
}

static gboolean
print_session (SoCtl *ctl, const char *id, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoSchedule) schedule = db ? so_schedule_load (db, 0, 0, error) : NULL;
  g_autoptr (SoSession) session = schedule ? so_schedule_session (db, schedule, id, error) : NULL;

  return session && so_ctl_print (ctl, describe (session));
}

gboolean
so_ctl_schedule_show (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_open (ctl, error) && print_session (ctl, so_ctl_arg (ctl, 0), error);
}

/* Sets @name to the id of what is called @word; "none" is nothing. */
static gboolean
set_id (SoCtl *ctl, JsonObject *wish, const char *name, const SoEntity *entity, const char *word, GError **error)
{
  g_autofree char *id = !word || !g_strcmp0 (word, "none") ? g_strdup ("") : so_ctl_schedule_id (ctl, entity, word, error);

  if (word && id)
    json_object_set_string_member (wish, name, id);
  return id != NULL;
}

static void
set_text (JsonObject *wish, const char *name, const char *value)
{
  if (value)
    json_object_set_string_member (wish, name, value);
}

gboolean
so_ctl_schedule_add (SoCtl *ctl, GError **error)
{
  g_autofree char *rule = NULL, *room = NULL, *teacher = NULL, *until = NULL, *term = NULL, *id = NULL, *argument = NULL, *made = NULL;
  gboolean weekly = FALSE, pinned = FALSE;
  int minutes = 0;
  const GOptionEntry entries[] = {
    { "weekly", 0, 0, G_OPTION_ARG_NONE, &weekly }, { "rule", 0, 0, G_OPTION_ARG_STRING, &rule }, { "room", 0, 0, G_OPTION_ARG_STRING, &room },
    { "teacher", 0, 0, G_OPTION_ARG_STRING, &teacher }, { "until", 0, 0, G_OPTION_ARG_STRING, &until }, { "term", 0, 0, G_OPTION_ARG_STRING, &term },
    { "minutes", 0, 0, G_OPTION_ARG_INT, &minutes }, { "pinned", 0, 0, G_OPTION_ARG_NONE, &pinned }, { NULL },
  };
  g_autoptr (JsonObject) wish = json_object_new ();
  g_auto (GStrv) roots = NULL;
  g_autoptr (SoCtlList) list = NULL;

  if (!so_ctl_parse (ctl, entries, 2, 2, error))
    return FALSE;
  if (weekly && rule)
    return so_ctl_misused (error, "--weekly is a rule: say one of --weekly and --rule");
  if (!so_ctl_open (ctl, error) || !(id = so_ctl_schedule_id (ctl, &so_class_kind_entity, so_ctl_arg (ctl, 0), error)) ||
      !set_id (ctl, wish, "room_id", &so_room_entity, room, error) || !set_id (ctl, wish, "teacher_id", &so_teacher_entity, teacher, error) ||
      !set_id (ctl, wish, "term_id", &so_term_entity, term, error))
    return FALSE;
  set_text (wish, "first", so_ctl_arg (ctl, 1));
  set_text (wish, "rule", rule ? rule : weekly ? "FREQ=WEEKLY" : NULL);
  set_text (wish, "until_day", until);
  json_object_set_int_member (wish, "minutes", minutes);
  json_object_set_int_member (wish, "pinned", pinned);
  argument = so_json_write_object (g_steal_pointer (&wish));
  if (!so_studio_do (ctl->studio, SO_VERB_SERIES_ADD, id, argument, &made, error))
    return FALSE;
  roots = g_strsplit (made, "\n", -1);
  list = so_ctl_list_new (ctl, "series");
  for (guint i = 0; roots[i]; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "series", roots[i]);
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

/* Does it to the session in the first word; takes @wish. Answers with what is to be told. */
static gboolean
do_session (SoCtl *ctl, SoVerb verb, JsonObject *wish, GError **error)
{
  g_autofree char *argument = wish ? so_json_write_object (wish) : NULL, *result = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!so_ctl_open (ctl, error) || !so_studio_do (ctl->studio, verb, so_ctl_arg (ctl, 0), argument, &result, error))
    return FALSE;
  node = result ? so_json_parse (result, -1, 0, NULL) : NULL;
  return so_ctl_print (ctl, node && so_json_root (node) ? json_object_ref (so_json_root (node)) : json_object_new ());
}

gboolean
so_ctl_schedule_move (SoCtl *ctl, GError **error)
{
  g_autofree char *scope = NULL, *day = NULL, *start = NULL, *room = NULL, *teacher = NULL, *rule = NULL, *term = NULL;
  gboolean quiet = FALSE, pin = FALSE, unpin = FALSE;
  int minutes = -1;
  const GOptionEntry entries[] = {
    { "scope", 0, 0, G_OPTION_ARG_STRING, &scope }, { "day", 0, 0, G_OPTION_ARG_STRING, &day }, { "start", 0, 0, G_OPTION_ARG_STRING, &start },
    { "minutes", 0, 0, G_OPTION_ARG_INT, &minutes }, { "room", 0, 0, G_OPTION_ARG_STRING, &room }, { "teacher", 0, 0, G_OPTION_ARG_STRING, &teacher },
    { "rule", 0, 0, G_OPTION_ARG_STRING, &rule }, { "term", 0, 0, G_OPTION_ARG_STRING, &term }, { "pin", 0, 0, G_OPTION_ARG_NONE, &pin },
    { "unpin", 0, 0, G_OPTION_ARG_NONE, &unpin }, { "quiet", 0, 0, G_OPTION_ARG_NONE, &quiet }, { NULL },
  };
  g_autoptr (JsonObject) wish = json_object_new ();

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  if (pin && unpin)
    return so_ctl_misused (error, "say one of --pin and --unpin");
  if (!so_ctl_open (ctl, error) || !set_id (ctl, wish, "room_id", &so_room_entity, room, error) ||
      !set_id (ctl, wish, "teacher_id", &so_teacher_entity, teacher, error) || !set_id (ctl, wish, "term_id", &so_term_entity, term, error))
    return FALSE;
  set_text (wish, "scope", scope);
  set_text (wish, "day", day);
  set_text (wish, "start", start);
  set_text (wish, "rule", rule);
  if (minutes >= 0)
    json_object_set_int_member (wish, "minutes", minutes);
  if (pin || unpin)
    json_object_set_int_member (wish, "pinned", pin);
  json_object_set_int_member (wish, "tell", !quiet);
  return do_session (ctl, SO_VERB_SESSION_EDIT, g_steal_pointer (&wish), error);
}

gboolean
so_ctl_schedule_cancel (SoCtl *ctl, GError **error)
{
  g_autofree char *scope = NULL, *note = NULL;
  gboolean quiet = FALSE;
  const GOptionEntry entries[] = { { "scope", 0, 0, G_OPTION_ARG_STRING, &scope }, { "note", 0, 0, G_OPTION_ARG_STRING, &note }, { "quiet", 0, 0, G_OPTION_ARG_NONE, &quiet }, { NULL } };
  JsonObject *wish;

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  wish = json_object_new ();
  set_text (wish, "scope", scope);
  set_text (wish, "note", note);
  json_object_set_int_member (wish, "tell", !quiet);
  return do_session (ctl, SO_VERB_SESSION_CANCEL, wish, error);
}

gboolean
so_ctl_schedule_restore (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && do_session (ctl, SO_VERB_SESSION_RESTORE, NULL, error);
}

gboolean
so_ctl_schedule_keep (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && do_session (ctl, SO_VERB_SESSION_KEEP, NULL, error);
}

gboolean
so_ctl_schedule_touched (SoCtl *ctl, GError **error)
{
  g_autofree char *word = NULL;
  gboolean bookings = FALSE;
  const GOptionEntry entries[] = { { "scope", 0, 0, G_OPTION_ARG_STRING, &word }, { "bookings", 0, 0, G_OPTION_ARG_NONE, &bookings }, { NULL } };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) touched = NULL;
  SoScope scope;

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  if (!so_scope_parse (word ? word : "following", &scope))
    return so_ctl_misused (error, "“%s” is none of this, following and all", word);
  if (!(db = so_ctl_read (ctl, error)) || !(touched = so_session_touched (db, so_ctl_arg (ctl, 0), scope, bookings, error)))
    return FALSE;
  return so_ctl_print_sessions (ctl, touched);
}

gboolean
so_ctl_schedule_problem (SoCtl *ctl, GError **error)
{
  g_autofree char *path = NULL, *json = NULL;
  gboolean repair = FALSE;
  const GOptionEntry entries[] = { { "repair", 0, 0, G_OPTION_ARG_NONE, &repair }, { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path }, { NULL } };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (JsonNode) node = NULL;
  int day;

  if (!so_ctl_parse (ctl, entries, 0, 1, error) || !read_day (ctl, 0, &day, error) || !(db = so_ctl_read (ctl, error)) || !(json = so_schedule_problem (db, day, repair, error)))
    return FALSE;
  if (path)
    return so_file_write (path, json, strlen (json), error) && so_ctl_print (ctl, json_object_new ());
  node = so_json_parse (json, -1, 64 * 1024 * 1024, error);
  ctl->json = TRUE;
  return node && so_ctl_print (ctl, json_object_ref (so_json_root (node)));
}

gboolean
so_ctl_schedule_apply (SoCtl *ctl, GError **error)
{
  g_autofree char *scope = NULL, *json = NULL, *date = NULL, *argument = NULL, *result = NULL;
  gboolean quiet = FALSE;
  const GOptionEntry entries[] = { { "scope", 0, 0, G_OPTION_ARG_STRING, &scope }, { "quiet", 0, 0, G_OPTION_ARG_NONE, &quiet }, { NULL } };
  g_autoptr (JsonNode) solution = NULL, node = NULL;
  g_autoptr (JsonObject) wish = json_object_new ();
  int day;

  if (!so_ctl_parse (ctl, entries, 1, 2, error) || !read_day (ctl, 1, &day, error) || !g_file_get_contents (so_ctl_arg (ctl, 0), &json, NULL, error) ||
      !(solution = so_json_parse (json, -1, 0, error)))
    return FALSE;
  json_object_set_member (wish, "solution", g_steal_pointer (&solution));
  json_object_set_string_member (wish, "scope", scope ? scope : "following");
  json_object_set_int_member (wish, "tell", !quiet);
  argument = so_json_write_object (g_steal_pointer (&wish));
  date = so_day_format (day);
  if (!so_studio_do (ctl->studio, SO_VERB_PLAN_APPLY, date, argument, &result, error) || !(node = so_json_parse (result, -1, 0, error)))
    return FALSE;
  return so_ctl_print (ctl, json_object_ref (so_json_root (node)));
}
