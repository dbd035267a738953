/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-schedule-import-private.h"

#include "so-day.h"
#include "so-entity-rows.h"
#include "so-error.h"
#include "so-id.h"
#include "so-import.h"
#include "so-recur.h"
#include "so-series-edit.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define USUAL_PLACES 10

typedef struct {
  SoDb *db;
  SoSchedule *schedule;
  GHashTable *roots;      /* uid → GPtrArray of ids of series */
  SoSchedule *entered;    /* as it is with what was entered so far; NULL: to be loaded */
  GPtrArray *skips;
  guint series, changes, classes, rooms, teachers, known;
} Import;

void
so_schedule_row_free (SoScheduleRow *row)
{
  if (!row)
    return;
  so_ics_event_free (row->event);
  g_free (row->style);
  g_free (row->level);
  g_free (row);
}

/* All of these begin with id and name. */
static const char *
find_by_name (GPtrArray *values, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < values->len; i++)
    {
      const char *const *value = values->pdata[i];
      g_autofree char *folded = g_utf8_casefold (value[1], -1);

      if (!strcmp (folded, wanted))
        return value[0];
    }
  return NULL;
}

/* Takes @value, which is in the list from now on; its id. */
static const char *
make (Import *import, const SoEntity *entity, gpointer value, GPtrArray *list, guint *count, GError **error)
{
  char **id = value;

  g_ptr_array_add (list, value);
  if (!entity->check (value, error) || !(*id = so_entity_save (import->db, entity, NULL, value, error)))
    return NULL;
  ++*count;
  return *id;
}

static const char *
find_room (Import *import, const SoIcsEvent *event, int most, GError **error)
{
  const char *known = event->place ? find_by_name (import->schedule->rooms, event->place) : NULL;
  SoRoom *room;

  if (known || !event->place)
    return known;
  room = so_room_new ();
  room->name = g_strdup (event->place);
  room->capacity = MAX (most, 1);
  return make (import, &so_room_entity, room, import->schedule->rooms, &import->rooms, error);
}

static const char *
find_class (Import *import, const SoScheduleRow *row, GError **error)
{
  const char *known = find_by_name (import->schedule->kinds, row->event->title);
  SoClassKind *kind;

  if (known)
    return known;
  kind = so_class_kind_new ();
  kind->name = g_strdup (row->event->title);
  kind->minutes = row->event->minutes;
  kind->most = row->most > 0 ? row->most : USUAL_PLACES;
  g_free (kind->style);
  kind->style = g_strdup (row->style ? row->style : "");
  g_free (kind->level);
  kind->level = g_strdup (row->level ? row->level : "");
  return make (import, &so_class_kind_entity, kind, import->schedule->kinds, &import->classes, error);
}

static const char *
find_teacher (Import *import, const SoScheduleRow *row, GError **error)
{
  const SoIcsEvent *event = row->event;
  const char *known = event->who ? find_by_name (import->schedule->teachers, event->who) : NULL;
  SoTeacher *teacher;

  if (known || !event->who || !row->knows_teacher)
    return known;
  teacher = so_teacher_new ();
  teacher->name = g_strdup (event->who);
  if (row->style && *row->style)
    {
      const char *styles[] = { row->style, NULL };

      g_strfreev (teacher->styles);
      teacher->styles = g_strdupv ((GStrv) styles);
    }
  return make (import, &so_teacher_entity, teacher, import->schedule->teachers, &import->teachers, error);
}

static gboolean
is_known (Import *import, const char *uid)
{
  /* Also where the same file has it twice. */
  if (uid && g_hash_table_contains (import->roots, uid))
    return TRUE;
  for (guint i = 0; uid && i < import->schedule->series->len; i++)
    if (!g_strcmp0 (((SoSeries *) import->schedule->series->pdata[i])->uid, uid))
      return TRUE;
  return FALSE;
}

/* The id of the session of @at among the series @roots, which began on @firsts; NULL: none of them has it. */
static char *
session_at (Import *import, const SoIcsEvent *event, const SoIcsTime *at)
{
  GPtrArray *roots = event->uid ? g_hash_table_lookup (import->roots, event->uid) : NULL;
  g_autofree char *time = so_day_format_time (at->day, at->minute);

  if (roots && !import->entered)
    import->entered = so_schedule_load (import->db, 0, 0, NULL);
  for (guint i = 0; roots && import->entered && i < roots->len; i++)
    {
      g_autofree char *key = so_session_key (roots->pdata[i], time);
      g_autoptr (SoSession) session = so_schedule_session (import->db, import->entered, key, NULL);

      if (session)
        return g_steal_pointer (&key);
    }
  return NULL;
}

static gboolean
enter_series (Import *import, const SoScheduleRow *row, const SoSeries *wish, GError **error)
{
  g_auto (GStrv) ids = so_series_add (import->db, wish, error);
  GPtrArray *roots = ids && wish->uid ? g_hash_table_lookup (import->roots, wish->uid) : NULL;

  g_clear_pointer (&import->entered, so_schedule_free);
  if (ids && wish->uid && !roots)
    {
      roots = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (import->roots, g_strdup (wish->uid), roots);
    }
  for (guint i = 0; ids && ids[i]; i++)
    {
      if (roots)
        g_ptr_array_add (roots, g_strdup (ids[i]));
      import->series++;
    }
  return ids != NULL;
}

/* As so_session_cancel(), which would load the schedule for each: of a series that has come just now nothing else is said. */
static gboolean
leave_out (Import *import, const char *key, GError **error)
{
  g_autofree char *root = NULL, *original = NULL, *id = NULL;
  g_autoptr (SoSessionChange) change = NULL;

  if (!so_session_key_parse (key, &root, &original))
    return so_fail (error, SO_ERROR_CHANGE, _("It changes a session that is not in the file."));
  change = so_session_change_new (root, original);
  g_free (change->state);
  change->state = g_strdup ("cancelled");
  id = so_id_derive (root, original);
  return so_entity_put (import->db, &so_session_change_entity, id, change, error);
}

static gboolean
enter_exceptions (Import *import, const SoScheduleRow *row, GError **error)
{
  const SoIcsEvent *event = row->event;

  for (guint i = 0; i < event->except->len; i++)
    {
      g_autofree char *key = session_at (import, event, &g_array_index (event->except, SoIcsTime, i));

      if (key && !leave_out (import, key, error))
        return FALSE;
      import->changes += key != NULL;
    }
  return TRUE;
}

static gboolean
enter (Import *import, const SoScheduleRow *row, GError **error)
{
  const SoIcsEvent *event = row->event;
  g_autofree char *first = so_day_format_time (event->start.day, event->start.minute);
  const char *class_id = NULL, *room_id, *teacher_id;
  SoSeries wish;

  if (is_known (import, event->uid))
    return import->known++, TRUE;
  if (event->cancelled)
    return TRUE;
  if (!(class_id = find_class (import, row, error)))
    return FALSE;
  room_id = find_room (import, event, row->most ? row->most : so_schedule_kind (import->schedule, class_id)->most, error);
  teacher_id = find_teacher (import, row, error);
  if ((event->place && !room_id) || (row->knows_teacher && event->who && !teacher_id))
    return FALSE;
  wish = (SoSeries) { .class_id = (char *) class_id, .first = first, .rule = event->rule, .minutes = event->minutes, .room_id = (char *) room_id, .teacher_id = (char *) teacher_id,
                      .uid = event->uid };
  if (!enter_series (import, row, &wish, error))
    return FALSE;
  for (guint i = 0; i < event->extra->len; i++)
    {
      const SoIcsTime *at = &g_array_index (event->extra, SoIcsTime, i);
      g_autofree char *one = so_day_format_time (at->day, at->minute);

      wish.first = one;
      wish.rule = NULL;
      if ((at->day != event->start.day || at->minute != event->start.minute) && !enter_series (import, row, &wish, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
enter_change (Import *import, const SoScheduleRow *row, GError **error)
{
  const SoIcsEvent *event = row->event;
  g_autofree char *key = session_at (import, event, &event->original), *day = so_day_format (event->start.day);
  SoSessionEdit edit = { .day = day, .start = event->start.minute, .minutes = event->minutes, .pinned = -1 };
  const SoScope scope = event->following ? SO_SCOPE_FOLLOWING : SO_SCOPE_THIS;

  if (!key)
    {
      if (!is_known (import, event->uid))
        so_ics_skip_add (import->skips, event->title, _("It changes a session that is not in the file."));
      return TRUE;
    }
  import->changes++;
  if (event->cancelled && event->following)
    g_clear_pointer (&import->entered, so_schedule_free);
  if (event->cancelled)
    return so_session_cancel (import->db, key, scope, NULL, error);
  edit.room_id = find_room (import, event, 0, error);
  edit.teacher_id = find_teacher (import, row, error);
  if (event->following)
    g_clear_pointer (&import->entered, so_schedule_free);
  return so_session_edit (import->db, key, scope, &edit, error);
}

/* First all series, then what is different with their sessions: so the schedule need not be loaded for each. What one of them cannot be is a line of the report, and keeps
 * none of the others out. */
static gboolean
enter_all (Import *import, GPtrArray *rows, GError **error)
{
  static gboolean (*const steps[]) (Import *import, const SoScheduleRow *row, GError **error) = { enter, enter_exceptions, enter_change };

  for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
    for (guint i = 0; i < rows->len; i++)
      {
        const SoScheduleRow *row = rows->pdata[i];
        g_autoptr (GError) inner = NULL;

        if (row->event->is_change != (steps[step] == enter_change) || steps[step] (import, row, &inner))
          continue;
        if (!g_error_matches (inner, SO_ERROR, SO_ERROR_CHANGE))
          return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
        so_ics_skip_add (import->skips, row->event->title, inner->message);
      }
  return TRUE;
}

/* One that has no name of its own is known by what it is. */
static void
name_event (SoIcsEvent *event)
{
  g_autofree char *text = g_strdup_printf ("%s|%d|%d|%d|%s|%s", event->title, event->start.day, event->start.minute, event->minutes, event->rule ? event->rule : "",
                                           event->place ? event->place : "");

  if (!event->uid)
    event->uid = so_id_derive ("schedule.ics", text);
}

static GPtrArray *
rows_of_calendar (const char *text, gsize length, GTimeZone *zone, GPtrArray *skips, GError **error)
{
  g_autoptr (GPtrArray) own = NULL, events = so_ics_read (text, length, zone, &own, error);
  GPtrArray *rows = events ? g_ptr_array_new_with_free_func ((GDestroyNotify) so_schedule_row_free) : NULL;

  for (guint i = 0; rows && i < events->len; i++)
    {
      SoScheduleRow *row = g_new0 (SoScheduleRow, 1);

      row->event = events->pdata[i];
      name_event (row->event);
      row->knows_teacher = row->event->who != NULL;
      g_ptr_array_add (rows, row);
    }
  if (events)
    g_ptr_array_set_free_func (events, NULL);
  for (guint i = 0; own && i < own->len; i++)
    so_ics_skip_add (skips, ((SoIcsSkip *) own->pdata[i])->where, ((SoIcsSkip *) own->pdata[i])->why);
  return rows;
}

static JsonObject *
describe (const Import *import, const char *kind)
{
  JsonObject *report = json_object_new ();
  JsonArray *skipped = json_array_new ();

  json_object_set_string_member (report, "kind", kind);
  json_object_set_int_member (report, "series", import->series);
  json_object_set_int_member (report, "changes", import->changes);
  json_object_set_int_member (report, "classes", import->classes);
  json_object_set_int_member (report, "rooms", import->rooms);
  json_object_set_int_member (report, "teachers", import->teachers);
  json_object_set_int_member (report, "known", import->known);
  for (guint i = 0; i < import->skips->len; i++)
    {
      const SoIcsSkip *one = import->skips->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "where", one->where);
      json_object_set_string_member (object, "why", one->why);
      json_array_add_object_element (skipped, object);
    }
  json_object_set_array_member (report, "skipped", skipped);
  return report;
}

/* Calendars are read as a whole, and not without end. */
static char *
read_text (const char *path, gsize *length, GError **error)
{
  int fd = so_import_open_text (path, NULL, error);
  g_autofree char *text = fd < 0 ? NULL : g_malloc (SO_ICS_MOST_BYTES + 2);
  gssize n = 1;

  for (*length = 0; text && n > 0 && *length <= SO_ICS_MOST_BYTES; *length += (gsize) MAX (n, 0))
    n = pread (fd, text + *length, SO_ICS_MOST_BYTES + 1 - *length, (off_t) *length);
  if (n < 0)
    so_fail (error, SO_ERROR_CHANGE, _("The file %s cannot be read: %s"), path, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  if (*length > SO_ICS_MOST_BYTES)
    return so_fail (error, SO_ERROR_CHANGE, _("This file is larger than 8 MB: export a part of it.")), NULL;
  if (!text || n < 0)
    return NULL;
  text[*length] = 0;
  /* The mark at the beginning is no part of it. */
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    memmove (text, text + 3, (*length -= 3) + 1);
  return g_steal_pointer (&text);
}

gboolean
so_schedule_import (SoDb *db, const char *path, JsonObject *columns, gint64 now, JsonObject **report, GError **error)
{
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, 0, 0, error);
  g_autoptr (GHashTable) roots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) skips = g_ptr_array_new_with_free_func ((GDestroyNotify) so_ics_skip_free), rows = NULL;
  Import import = { .db = db, .schedule = schedule, .roots = roots, .skips = skips };
  g_autofree char *text = NULL;
  gboolean calendar, done;
  gsize length;

  if (!schedule || !(text = read_text (path, &length, error)))
    return FALSE;
  calendar = length > 15 && g_ascii_strncasecmp (text, "BEGIN:VCALENDAR", 15) == 0;
  if (!calendar && g_str_has_suffix (path, ".ics"))
    return so_fail (error, SO_ERROR_CHANGE, _("This is no calendar, or not a whole one: a file that ends with .ics begins with BEGIN:VCALENDAR and ends with END:VCALENDAR."));
  rows = calendar ? rows_of_calendar (text, length, schedule->zone, skips, error)
                  : so_schedule_csv_read (path, columns, so_day_of (now, schedule->zone, NULL), skips, error);
  if (rows && !rows->len && !skips->len)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no class in this file."));
  done = rows && enter_all (&import, rows, error);
  g_clear_pointer (&import.entered, so_schedule_free);
  if (!done)
    return FALSE;
  *report = describe (&import, calendar ? "ics" : "csv");
  return TRUE;
}
