/* SPDX-License-Identifier: MIT */
#include "so-schedules.h"

#include <string.h>

#include "so-clock.h"
#include "so-day.h"
#include "so-db.h"
#include "so-entity-rows.h"
#include "so-error.h"
#include "so-id.h"
#include "so-recur.h"
#include "so-schedule-check.h"
#include "so-settings.h"
#include "so-teachers.h"

#define YEAR 366

static GPtrArray *
load (SoDb *db, const SoEntity *entity, GDestroyNotify destroy, GError **error)
{
  GPtrArray *values = so_entity_list (db, entity, error);

  if (values)
    g_ptr_array_set_free_func (values, destroy);
  return values;
}

/* When the studio is closed it gives no classes. */
static void
add_closures (SoSchedule *schedule)
{
  for (guint i = 0; schedule->hours && i < schedule->hours->closures->len; i++)
    {
      const SoHoursClosure *closed = schedule->hours->closures->pdata[i];
      SoClosure *closure = g_new0 (SoClosure, 1);

      closure->id = g_strdup ("");
      closure->label = g_strdup (closed->label ? closed->label : "");
      closure->from_at = g_strdup (closed->from);
      closure->to_at = g_strdup (closed->to);
      g_ptr_array_add (schedule->closures, closure);
    }
}

static void
load_hours (SoDb *db, SoSchedule *schedule)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autofree char *json = so_setting_get (db, SO_SCHEDULE_HOURS);
  GTimeZone *zone = profile && profile->zone ? g_time_zone_new_identifier (profile->zone) : NULL;

  schedule->zone = zone ? zone : g_time_zone_new_local ();
  schedule->hours = json ? so_hours_parse (json, schedule->zone, NULL) : NULL;
}

SoSchedule *
so_schedule_load (SoDb *db, int first, int last, GError **error)
{
  g_autoptr (SoSchedule) schedule = g_new0 (SoSchedule, 1);

  if (!(schedule->rooms = load (db, &so_room_entity, (GDestroyNotify) so_room_free, error)) ||
      !(schedule->teachers = load (db, &so_teacher_entity, (GDestroyNotify) so_teacher_free, error)) ||
      !(schedule->kinds = load (db, &so_class_kind_entity, (GDestroyNotify) so_class_kind_free, error)) ||
      !(schedule->terms = load (db, &so_term_entity, (GDestroyNotify) so_term_free, error)) ||
      !(schedule->closures = load (db, &so_closure_entity, (GDestroyNotify) so_closure_free, error)) ||
      !(schedule->series = load (db, &so_series_entity, (GDestroyNotify) so_series_free, error)) || !(schedule->days = so_teacher_days (db, first - 1, last + 1, error)))
    return NULL;
  load_hours (db, schedule);
  add_closures (schedule);
  return g_steal_pointer (&schedule);
}

/* Originals of @series lie in [*@from, *@to]. */
static void
bounds_of (const SoSchedule *schedule, const SoSeries *series, int *from, int *to)
{
  const SoTerm *term = so_schedule_term (schedule, series->term_id);
  int day;

  *from = G_MININT;
  *to = G_MAXINT;
  if (series->from_day && so_day_parse (series->from_day, &day))
    *from = day;
  if (series->until_day && so_day_parse (series->until_day, &day))
    *to = day;
  if (term && so_day_parse (term->first_day, &day))
    *from = MAX (*from, day);
  if (term && so_day_parse (term->last_day, &day))
    *to = MIN (*to, day);
}

static gboolean
first_of (const SoSeries *series, int *first)
{
  int minute;

  return so_day_parse_time (series->first, first, &minute);
}

SoSessionChange *
so_session_change_find (SoDb *db, const char *root, const char *original, GError **error)
{
  g_autofree char *id = so_id_derive (root, original);
  g_autoptr (GPtrArray) found = so_entity_list_of (db, &so_session_change_entity, "id", id, error);

  return found && found->len ? found->pdata[0] : NULL;
}

static void
count_people (SoDb *db, SoSession *session, const char *root)
{
  const char *original = strrchr (session->id, '@') + 1;

  session->booked = (int) so_db_int (db, 0, "SELECT count(*) FROM booking WHERE root = ? AND original = ? AND deleted_at IS NULL AND state IN ('booked', 'attended', 'late', 'no-show')",
                                     "tt", root, original);
  session->offered = (int) so_db_int (db, 0, "SELECT count(*) FROM booking WHERE root = ? AND original = ? AND deleted_at IS NULL AND state = 'offered'", "tt", root, original);
  session->waiting = (int) so_db_int (db, 0, "SELECT count(*) FROM booking WHERE root = ? AND original = ? AND deleted_at IS NULL AND state = 'waiting'", "tt", root, original);
}

/* What hangs on other rows. */
static void
complete (SoDb *db, const SoSchedule *schedule, const SoSeries *series, SoSession *session)
{
  const SoClassKind *kind = so_schedule_kind (schedule, session->class_id);
  const SoRoom *room = so_schedule_room (schedule, session->room_id);
  const SoTeacher *teacher = so_schedule_teacher (schedule, session->teacher_id);

  session->title = g_strdup (kind ? kind->name : "");
  session->style = g_strdup (kind ? kind->style : "");
  session->level = g_strdup (kind ? kind->level : "");
  session->least = kind ? kind->least : 0;
  session->most = kind ? kind->most : 1;
  session->room = room ? g_strdup (room->name) : NULL;
  session->teacher = teacher ? g_strdup (teacher->name) : NULL;
  /* Whom there is no more has nobody's session. */
  if (!room)
    g_clear_pointer (&session->room_id, g_free);
  if (!teacher)
    g_clear_pointer (&session->teacher_id, g_free);
  session->starts_at = so_day_at (session->day, session->start, schedule->zone);
  count_people (db, session, series->root);
}

static SoSession *
make (SoDb *db, const SoSchedule *schedule, const SoSeries *series, int original, const SoSessionChange *change)
{
  SoSession *session = so_session_place (series, change, original);

  complete (db, schedule, series, session);
  so_session_close (session, change, schedule->closures, so_schedule_term (schedule, series->term_id), original);
  return session;
}

/* Those of single sessions that concern [@first, @last], by id. */
static GHashTable *
changes_between (SoDb *db, GError **error)
{
  g_autoptr (GPtrArray) all = so_entity_list (db, &so_session_change_entity, error);
  GHashTable *changes = all ? g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) so_session_change_free) : NULL;

  for (guint i = 0; all && i < all->len; i++)
    g_hash_table_insert (changes, ((SoSessionChange *) all->pdata[i])->id, all->pdata[i]);
  return changes;
}

static const SoSessionChange *
change_of (GHashTable *changes, const SoSeries *series, int original)
{
  g_autofree char *date = so_day_format (original), *start = g_strconcat (date, series->first + 10, NULL), *id = so_id_derive (series->root, start);

  return g_hash_table_lookup (changes, id);
}

static void
add_regular (SoDb *db, const SoSchedule *schedule, const SoSeries *series, GHashTable *changes, int first, int last, GPtrArray *sessions)
{
  int begin, from, to;
  g_autoptr (GArray) days = NULL;

  if (!first_of (series, &begin))
    return;
  bounds_of (schedule, series, &from, &to);
  days = so_recur_days (series->rule, begin, MAX (from, first - series->shift), MIN (to, last - series->shift));
  for (guint i = 0; i < days->len; i++)
    {
      int original = g_array_index (days, int, i);
      const SoSessionChange *change = change_of (changes, series, original);

      if (!change || !change->day)
        g_ptr_array_add (sessions, make (db, schedule, series, original, change));
    }
}

SoSeries *
so_schedule_part (const SoSchedule *schedule, const char *root, int original)
{
  for (guint i = 0; i < schedule->series->len; i++)
    {
      SoSeries *series = schedule->series->pdata[i];
      int from, to;

      bounds_of (schedule, series, &from, &to);
      if (!strcmp (series->root, root) && original >= from && original <= to)
        return series;
    }
  return NULL;
}

/* A part whose rule has that day. */
static SoSeries *
part_with (const SoSchedule *schedule, const char *root, const char *original, int *day)
{
  int minute, first;
  SoSeries *series = so_day_parse_time (original, day, &minute) ? so_schedule_part (schedule, root, *day) : NULL;

  return series && first_of (series, &first) && g_str_has_suffix (series->first, original + 10) && so_recur_has (series->rule, first, *day) ? series : NULL;
}

/* What was moved to one of these days, from wherever. */
static void
add_moved (SoDb *db, const SoSchedule *schedule, GHashTable *changes, int first, int last, GPtrArray *sessions)
{
  GHashTableIter iter;
  gpointer value;
  int day, original;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const SoSessionChange *change = value;
      SoSeries *series = so_day_parse (change->day, &day) && day >= first && day <= last ? part_with (schedule, change->root, change->original, &original) : NULL;

      if (series)
        g_ptr_array_add (sessions, make (db, schedule, series, original, change));
    }
}

GPtrArray *
so_schedule_sessions (SoDb *db, const SoSchedule *schedule, int first, int last, GError **error)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) so_session_free);
  g_autoptr (GHashTable) changes = changes_between (db, error);

  if (!changes)
    return NULL;
  for (guint i = 0; i < schedule->series->len; i++)
    add_regular (db, schedule, schedule->series->pdata[i], changes, first, last, sessions);
  add_moved (db, schedule, changes, first, last, sessions);
  g_ptr_array_sort_values (sessions, so_session_compare);
  return g_steal_pointer (&sessions);
}

GPtrArray *
so_schedule_week (SoDb *db, int day, GError **error)
{
  int monday = so_day_monday (day);
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, monday, monday + 6, error);
  GPtrArray *sessions = schedule ? so_schedule_sessions (db, schedule, monday, monday + 6, error) : NULL;

  if (sessions)
    so_schedule_check (schedule, sessions, so_now ());
  return sessions;
}

SoSession *
so_schedule_session (SoDb *db, const SoSchedule *schedule, const char *id, GError **error)
{
  g_autofree char *root = NULL, *original = NULL;
  g_autoptr (SoSessionChange) change = NULL;
  g_autoptr (GError) inner = NULL;
  int day;
  SoSeries *series = so_session_key_parse (id, &root, &original) ? part_with (schedule, root, original, &day) : NULL;

  if (!series)
    return so_fail (error, SO_ERROR_CHANGE, "There is no such session on the schedule."), NULL;
  change = so_session_change_find (db, root, original, &inner);
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), NULL;
  return make (db, schedule, series, day, change);
}

GPtrArray *
so_schedule_closed_by (SoDb *db, const SoClosure *closure, GError **error)
{
  g_autoptr (GPtrArray) closed = g_ptr_array_new_with_free_func ((GDestroyNotify) so_session_free), all = NULL;
  g_autoptr (SoSchedule) schedule = NULL;
  gint64 from, to;

  so_closure_span (closure, &from, &to);
  schedule = so_schedule_load (db, 0, 0, error);
  all = schedule ? so_schedule_sessions (db, schedule, (int) (from / SO_DAY_MINUTES) - 1, (int) MIN (to / SO_DAY_MINUTES, from / SO_DAY_MINUTES + YEAR), error) : NULL;
  if (!all)
    return NULL;
  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      SoSession *session = all->pdata[i];

      if (session->state == SO_SESSION_PLANNED && so_closure_hits (closure, session->class_id, session->room_id, session->day, session->start, session->minutes))
        g_ptr_array_add (closed, session);
      else
        so_session_free (session);
    }
  return g_steal_pointer (&closed);
}
