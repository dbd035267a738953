/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-schedule-import-private.h"

#include <stdio.h>
#include <string.h>

#include "so-csv-guard.h"
#include "so-day.h"
#include "so-exchange-save.h"
#include "so-exchange-tables.h"
#include "so-recur.h"

/* A table --------------------------------------------------------------------------------------------- */

static const char *const heads[] = { "day", "start", "minutes", "class", "style", "level", "room", "teacher", "state", "why", "booked", "waiting", "most" };

static void
write_row (FILE *file, const SoSession *session)
{
  g_autofree char *day = so_day_format (session->day), *start = g_strdup_printf ("%02d:%02d", session->start / 60, session->start % 60);
  g_autofree char *minutes = g_strdup_printf ("%d", session->minutes), *booked = g_strdup_printf ("%d", session->booked);
  g_autofree char *waiting = g_strdup_printf ("%d", session->waiting), *most = g_strdup_printf ("%d", session->most);
  g_autofree char *title = so_csv_guard (session->title), *style = so_csv_guard (session->style), *level = so_csv_guard (session->level), *room = so_csv_guard (session->room);
  g_autofree char *teacher = so_csv_guard (session->teacher), *why = so_csv_guard (session->why);
  const char *cells[G_N_ELEMENTS (heads)] = { day, start, minutes, title, style, level, room, teacher, so_session_state_nick (session->state), why, booked, waiting, most };

  so_exchange_csv_row (file, cells, G_N_ELEMENTS (heads));
}

static gboolean
write_table (FILE *file, gpointer data, GError **error)
{
  const GPtrArray *sessions = data;

  so_exchange_csv_row (file, heads, G_N_ELEMENTS (heads));
  for (guint i = 0; i < sessions->len; i++)
    write_row (file, sessions->pdata[i]);
  return TRUE;
}

/* A calendar ------------------------------------------------------------------------------------------ */

/* The first and the last original of a part that anything is said of. */
static gboolean
originals_of (const SoSchedule *schedule, const SoSeries *series, int *first, int *last)
{
  const SoTerm *term = so_schedule_term (schedule, series->term_id);
  int minute, day, from = G_MININT;
  g_autoptr (GArray) days = NULL;

  if (!so_day_parse_time (series->first, first, &minute))
    return FALSE;
  *last = G_MAXINT;
  if (so_day_parse (series->from_day, &day))
    from = day;
  if (so_day_parse (series->until_day, &day))
    *last = day;
  if (term && so_day_parse (term->first_day, &day))
    from = MAX (from, day);
  if (term && so_day_parse (term->last_day, &day))
    *last = MIN (*last, day);
  if (from <= *first)
    return *first <= *last;
  days = so_recur_days (series->rule, *first, from, MIN (*last, from + 3 * 366));
  if (days->len)
    *first = g_array_index (days, int, 0);
  return days->len > 0;
}

/* Weekly as it stands: its day is that of its beginning, wherever it was moved. */
static gboolean
is_weekly (const char *rule)
{
  return g_str_has_prefix (rule, "FREQ=WEEKLY") && !strstr (rule, "BY") && !strstr (rule, "UNTIL") && !strstr (rule, "COUNT");
}

static void
add_until (SoIcsEvent *event, const char *rule, int last, int shift)
{
  g_autofree char *date = last == G_MAXINT ? NULL : so_day_format (last + shift);
  g_auto (GStrv) parts = date ? g_strsplit (date, "-", 3) : NULL;
  g_autofree char *until = parts ? g_strjoinv ("", parts) : NULL;

  event->rule = until ? g_strconcat (rule, ";UNTIL=", until, NULL) : g_strdup (rule);
}

/* A rule of another kind that was moved or divided: day by day. */
static void
add_days (SoIcsEvent *event, const SoSeries *series, int first, int last)
{
  int begin = first, minute;
  g_autoptr (GArray) days = NULL;

  so_day_parse_time (series->first, &begin, &minute);
  days = so_recur_days (series->rule, begin, first + 1, last);
  for (guint i = 0; i < days->len; i++)
    {
      SoIcsTime at = { g_array_index (days, int, i) + series->shift, series->start };

      g_array_append_val (event->extra, at);
    }
}

static SoIcsEvent *
event_of (const SoSchedule *schedule, const SoSeries *series, int until)
{
  const SoClassKind *kind = so_schedule_kind (schedule, series->class_id);
  const SoRoom *room = so_schedule_room (schedule, series->room_id);
  const SoTeacher *teacher = so_schedule_teacher (schedule, series->teacher_id);
  SoIcsEvent *event;
  int first, last;

  if (!originals_of (schedule, series, &first, &last))
    return NULL;
  event = so_ics_event_new ();
  event->uid = g_strconcat (series->id, "@studio-os", NULL);
  event->title = g_strdup (kind ? kind->name : "?");
  event->place = g_strdup (room ? room->name : NULL);
  event->who = g_strdup (teacher ? teacher->name : NULL);
  event->start = (SoIcsTime) { first + series->shift, series->start };
  event->minutes = series->minutes;
  if (series->rule && is_weekly (series->rule))
    add_until (event, series->rule, last, series->shift);
  else if (series->rule && !series->shift && !series->from_day && last == G_MAXINT)
    event->rule = g_strdup (series->rule);
  else if (series->rule)
    add_days (event, series, first, MIN (last, until));
  return event;
}

/* What is different with one session: it is left out, or an event of its own. */
static void
add_difference (GPtrArray *events, SoIcsEvent *event, const SoSeries *series, const SoSession *session)
{
  int day = 0, minute;
  SoIcsTime usual;
  SoIcsEvent *other;

  so_day_parse_time (strrchr (session->id, '@') + 1, &day, &minute);
  usual = (SoIcsTime) { day + series->shift, series->start };
  if (session->state != SO_SESSION_PLANNED)
    {
      g_array_append_val (event->except, usual);
      return;
    }
  if (!session->changed || (session->day == usual.day && session->start == usual.minute && session->minutes == series->minutes &&
                            !g_strcmp0 (session->room_id, series->room_id) && !g_strcmp0 (session->teacher_id, series->teacher_id)))
    return;
  other = so_ics_event_new ();
  other->uid = g_strdup (event->uid);
  other->title = g_strdup (session->title);
  other->place = g_strdup (session->room);
  other->who = g_strdup (session->teacher);
  other->start = (SoIcsTime) { session->day, session->start };
  other->minutes = session->minutes;
  other->is_change = TRUE;
  other->original = usual;
  g_ptr_array_add (events, other);
}

static GPtrArray *
events_of (const SoSchedule *schedule, GPtrArray *sessions, int last)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_ics_event_free);

  for (guint i = 0; i < schedule->series->len; i++)
    {
      const SoSeries *series = schedule->series->pdata[i];
      SoIcsEvent *event = event_of (schedule, series, last);

      if (!event)
        continue;
      g_ptr_array_add (events, event);
      for (guint k = 0; k < sessions->len; k++)
        if (!strcmp (((SoSession *) sessions->pdata[k])->series_id, series->id))
          add_difference (events, event, series, sessions->pdata[k]);
    }
  return events;
}

static gboolean
write_text (FILE *file, gpointer text, GError **error)
{
  fputs (text, file);
  return TRUE;
}

gboolean
so_schedule_export (SoDb *db, const char *path, int first, int last, gint64 now, guint *n, GError **error)
{
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, first, last, error);
  g_autoptr (GPtrArray) sessions = schedule ? so_schedule_sessions (db, schedule, first, last, error) : NULL, events = NULL;
  g_autofree char *text = NULL;

  if (!sessions)
    return FALSE;
  *n = sessions->len;
  if (!g_str_has_suffix (path, ".ics"))
    return so_exchange_save (path, write_table, sessions, error);
  events = events_of (schedule, sessions, last);
  *n = events->len;
  text = so_ics_write (events, g_time_zone_get_identifier (schedule->zone), now);
  return so_exchange_save (path, write_text, text, error);
}
