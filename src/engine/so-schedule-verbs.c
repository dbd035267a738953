/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-schedule-verbs.h"

#include "so-clock.h"
#include "so-contacts.h"
#include "so-day.h"
#include "so-entity-rows.h"
#include "so-error.h"
#include "so-json.h"
#include "so-schedule-import.h"
#include "so-schedule-problem.h"
#include "so-schedule-tell.h"
#include "so-series-edit.h"
#include "so-teachers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_DAYS 400

const SoEntity *
so_schedule_list_entity (SoScheduleList list)
{
  static const SoEntity *const entities[SO_N_LISTS] = { &so_room_entity, &so_teacher_entity, &so_class_kind_entity, &so_term_entity, &so_closure_entity };

  return entities[list];
}

/* With what is usual. */
static gpointer
new_value (SoScheduleList list)
{
  return list == SO_LIST_ROOMS ? (gpointer) so_room_new () : list == SO_LIST_TEACHERS ? (gpointer) so_teacher_new () :
         list == SO_LIST_CLASSES ? (gpointer) so_class_kind_new () : g_malloc0 (so_schedule_list_entity (list)->size);
}

/* What changes for who has booked is proposed to be told; FALSE where the change itself fails. @wish may be NULL. */
static gboolean
with_telling (SoVerbCall *call, JsonObject *wish, gboolean (*change) (SoVerbCall *call, JsonObject *wish, GError **error), GError **error)
{
  gboolean silent = wish && json_object_has_member (wish, "tell") && !so_json_int (wish, "tell");
  g_autoptr (SoScheduleWatch) watch = so_schedule_watch (call->db, so_now (), error);
  SoScheduleTold told = { 0 };

  if (!watch || !change (call, wish, error) || !so_schedule_watch_settle (watch, call->db, error) || (!silent && !so_schedule_watch_tell (watch, call->db, so_now (), &told, error)))
    return FALSE;
  if (!*call->result || **call->result == '{')
    {
      g_autofree char *own = *call->result;

      *call->result = g_strdup_printf ("%s\"drafts\":%u,\"tasks\":%u}", own ? own : "{", told.drafts, told.tasks);
    }
  return TRUE;
}

/* Lists ------------------------------------------------------------------------------------------------- */

/* By whom a teacher is written to has to be somebody. */
static gboolean
check_person (SoVerbCall *call, JsonObject *wish, GError **error)
{
  const char *id = call->value == SO_LIST_TEACHERS ? so_json_string (wish, "contact_id") : NULL;
  g_autoptr (SoContact) person = id && *id ? so_contact_find (call->db, id, error) : NULL;

  return !id || !*id || person;
}

static gboolean
save (SoVerbCall *call, JsonObject *wish, GError **error)
{
  const SoEntity *entity = so_schedule_list_entity ((SoScheduleList) call->value);
  gboolean made = !strcmp (call->id, "new");
  gpointer value = made ? new_value ((SoScheduleList) call->value) : so_entity_find (call->db, entity, call->id, error);

  if (!value)
    return FALSE;
  if (json_object_has_member (wish, "tell"))
    json_object_remove_member (wish, "tell");
  if (check_person (call, wish, error) && so_entity_set (entity, value, wish, error))
    *call->result = so_entity_save (call->db, entity, made ? NULL : call->id, value, error);
  so_entity_free (entity, value);
  return *call->result != NULL;
}

gboolean
so_schedule_verb_save (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);
  JsonObject *wish = node ? so_json_root (node) : NULL;

  if (!wish)
    return FALSE;
  if (call->value == SO_LIST_CLOSURES || call->value == SO_LIST_TERMS)
    return with_telling (call, wish, save, error);
  return save (call, wish, error);
}

static gboolean
drop (SoVerbCall *call, JsonObject *wish, GError **error)
{
  return so_entity_remove (call->db, so_schedule_list_entity ((SoScheduleList) call->value), call->id, error);
}

/* Sessions to come would have nobody, nowhere, or no name. */
static gboolean
is_needed (SoVerbCall *call, GError **error)
{
  static const char *const columns[SO_N_LISTS] = { [SO_LIST_ROOMS] = "room_id", [SO_LIST_TEACHERS] = "teacher_id", [SO_LIST_CLASSES] = "class_id", [SO_LIST_TERMS] = "term_id" };
  const char *column = columns[call->value];
  g_autoptr (GPtrArray) series = column ? so_entity_list_of (call->db, &so_series_entity, column, call->id, error) : g_ptr_array_new ();
  int today = so_day_of (so_now (), so_studio_get_zone (call->studio), NULL), last;
  gboolean needed = FALSE;

  if (!series)
    return TRUE;
  g_ptr_array_set_free_func (series, (GDestroyNotify) so_series_free);
  /* Without it they would go on for ever. */
  if (call->value == SO_LIST_TERMS && series->len)
    return !so_fail (error, SO_ERROR_CHANGE, _("Series belong to it: give them another term, or end them"));
  for (guint i = 0; i < series->len; i++)
    {
      const char *until = ((SoSeries *) series->pdata[i])->until_day;

      needed = needed || !until || (so_day_parse (until, &last) && last >= today);
    }
  return needed && !so_fail (error, SO_ERROR_CHANGE, _("Sessions to come have it: change or end these first"));
}

gboolean
so_schedule_verb_remove (SoVerbCall *call, GError **error)
{
  return !is_needed (call, error) && with_telling (call, NULL, drop, error);
}

gboolean
so_schedule_verb_day (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);
  JsonObject *wish = node ? so_json_root (node) : NULL;
  const char *begin = wish ? so_json_string (wish, "from") : NULL, *end = wish ? so_json_string (wish, "to") : NULL;
  JsonArray *array = wish ? so_json_array (wish, "spans") : NULL;
  g_autoptr (GStrvBuilder) spans = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  int from, to;

  if (!wish)
    return FALSE;
  if (!so_day_parse (begin, &from) || !so_day_parse (end ? end : begin, &to) || to < from || to - from > MOST_DAYS)
    return so_fail (error, SO_ERROR_CHANGE, _("Write the first and the last day as 2026-11-24, not more than 400 days apart"));
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    g_strv_builder_add (spans, JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i)) ? json_array_get_string_element (array, i) : "");
  words = g_strv_builder_end (spans);
  for (int day = from; day <= to; day++)
    {
      g_autofree char *date = so_day_format (day);

      if (!(array ? so_teacher_day_set (call->db, call->id, date, (const char *const *) words, so_json_string (wish, "note"), error)
                  : so_teacher_day_clear (call->db, call->id, date, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
so_schedule_verb_copy_term (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);
  JsonObject *wish = node ? so_json_root (node) : NULL;

  if (wish)
    *call->result = so_term_copy (call->db, call->id, so_json_string (wish, "name"), so_json_string (wish, "first_day"), error);
  return *call->result != NULL;
}

/* Series and sessions ----------------------------------------------------------------------------------- */

/* After the end of its term a series would have no session, and nobody would see it. */
static gboolean
check_term (SoVerbCall *call, const SoSeries *series, GError **error)
{
  g_autoptr (SoTerm) term = series->term_id && *series->term_id ? so_entity_find (call->db, &so_term_entity, series->term_id, NULL) : NULL;
  int first, minute, last;

  return !term || !so_day_parse_time (series->first, &first, &minute) || !so_day_parse (term->last_day, &last) || first <= last ||
         so_fail (error, SO_ERROR_CHANGE, _("The term “%s” is over by then: its last day is %s"), term->name, term->last_day);
}

gboolean
so_schedule_verb_add (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);
  JsonObject *wish = node ? so_json_root (node) : NULL;
  SoSeries series = { .class_id = (char *) call->id };
  g_auto (GStrv) ids = NULL;

  if (!wish)
    return FALSE;
  series.first = (char *) so_json_string (wish, "first");
  series.rule = (char *) so_json_string (wish, "rule");
  series.until_day = (char *) so_json_string (wish, "until_day");
  series.room_id = (char *) so_json_string (wish, "room_id");
  series.teacher_id = (char *) so_json_string (wish, "teacher_id");
  series.term_id = (char *) so_json_string (wish, "term_id");
  series.uid = (char *) so_json_string (wish, "uid");
  series.minutes = (int) CLAMP (so_json_int (wish, "minutes"), -1, 10000);
  series.pinned = so_json_int (wish, "pinned") != 0;
  if (!check_term (call, &series, error))
    return FALSE;
  ids = so_series_add (call->db, &series, error);
  if (ids)
    *call->result = g_strjoinv ("\n", ids);
  return ids != NULL;
}

/* 1110 or "18:30"; -1 where nothing is said. FALSE where it is no time. */
static gboolean
read_start (JsonObject *wish, int *start, GError **error)
{
  const char *text = so_json_string (wish, "start");
  g_autofree char *time = text ? g_strconcat ("2026-01-01T", text, NULL) : NULL;
  int day;

  *start = json_object_has_member (wish, "start") && !text ? (int) CLAMP (so_json_int (wish, "start"), -1, 100000) : -1;
  return !text || so_day_parse_time (time, &day, start) || so_fail (error, SO_ERROR_CHANGE, _("“%s” is no time of the day: write it as 18:30"), text);
}

static gboolean
read_scope (JsonObject *wish, SoScope *scope, GError **error)
{
  const char *text = so_json_string (wish, "scope");

  return so_scope_parse (text ? text : "this", scope) || so_fail (error, SO_ERROR_CHANGE, _("“%s” is none of this, following and all"), text);
}

static gboolean
edit (SoVerbCall *call, JsonObject *wish, GError **error)
{
  SoSessionEdit change = SO_SESSION_EDIT_NOTHING;
  SoScope scope;

  if (!read_scope (wish, &scope, error) || !read_start (wish, &change.start, error))
    return FALSE;
  change.day = so_json_string (wish, "day");
  change.room_id = so_json_string (wish, "room_id");
  change.teacher_id = so_json_string (wish, "teacher_id");
  change.rule = so_json_string (wish, "rule");
  change.term_id = so_json_string (wish, "term_id");
  if (json_object_has_member (wish, "minutes"))
    change.minutes = (int) CLAMP (so_json_int (wish, "minutes"), 0, 10000);
  if (json_object_has_member (wish, "pinned"))
    change.pinned = so_json_int (wish, "pinned") != 0;
  return so_session_edit (call->db, call->id, scope, &change, error);
}

gboolean
so_schedule_verb_edit (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);

  return node && with_telling (call, so_json_root (node), edit, error);
}

static gboolean
cancel (SoVerbCall *call, JsonObject *wish, GError **error)
{
  SoScope scope;

  return read_scope (wish, &scope, error) && so_session_cancel (call->db, call->id, scope, so_json_string (wish, "note"), error);
}

gboolean
so_schedule_verb_cancel (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);

  return node && with_telling (call, so_json_root (node), cancel, error);
}

static gboolean
restore (SoVerbCall *call, JsonObject *wish, GError **error)
{
  return so_session_restore (call->db, call->id, error);
}

gboolean
so_schedule_verb_restore (SoVerbCall *call, GError **error)
{
  return with_telling (call, NULL, restore, error);
}

static gboolean
keep (SoVerbCall *call, JsonObject *wish, GError **error)
{
  return so_session_keep (call->db, call->id, error);
}

gboolean
so_schedule_verb_keep (SoVerbCall *call, GError **error)
{
  return with_telling (call, NULL, keep, error);
}

gboolean
so_schedule_verb_ask (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);
  const char *id = node ? so_json_string (so_json_root (node), "teacher_id") : NULL;
  g_autoptr (SoSchedule) schedule = node ? so_schedule_load (call->db, 0, 0, error) : NULL;
  const SoTeacher *teacher = schedule ? so_schedule_teacher (schedule, id) : NULL;
  g_autoptr (SoSession) session = schedule ? so_schedule_session (call->db, schedule, call->id, error) : NULL;
  SoScheduleTold told = { 0 };

  if (!session)
    return FALSE;
  if (!teacher || !teacher->contact_id || !*teacher->contact_id)
    return so_fail (error, SO_ERROR_CHANGE, _("Nobody knows how to write to this teacher: choose their contact at the teacher first"));
  if (!so_schedule_tell_ask (call->db, teacher->contact_id, session, so_now (), &told, error))
    return FALSE;
  *call->result = g_strdup_printf ("{\"drafts\":%u,\"tasks\":%u}", told.drafts, told.tasks);
  return TRUE;
}

static gboolean
apply (SoVerbCall *call, JsonObject *wish, GError **error)
{
  JsonNode *solution = json_object_get_member (wish, "solution");
  g_autofree char *json = solution && JSON_NODE_HOLDS_OBJECT (solution) ? so_json_write (solution, FALSE) : g_strdup ("{}");
  SoPlanApplied applied;
  SoScope scope;
  int day;

  if (!so_day_parse (call->id, &day))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no day: write it as 2026-11-24"), call->id);
  if (!read_scope (wish, &scope, error) || !so_schedule_plan_apply (call->db, day, json, scope != SO_SCOPE_THIS, &applied, error))
    return FALSE;
  *call->result = g_strdup_printf ("{\"changed\":%u,\"added\":%u,\"unplaced\":%u,", applied.changed, applied.added, applied.unplaced);
  return TRUE;
}

gboolean
so_schedule_verb_apply (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);

  return node && with_telling (call, so_json_root (node), apply, error);
}

gboolean
so_schedule_verb_import (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = call->argument ? so_json_parse (call->argument, -1, 0, error) : NULL;
  JsonObject *report = NULL;

  if ((call->argument && !node) || !so_schedule_import (call->db, call->id, node ? so_json_root (node) : NULL, so_now (), &report, error))
    return FALSE;
  *call->result = so_json_write_object (report);
  return TRUE;
}
