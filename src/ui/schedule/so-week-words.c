/* SPDX-License-Identifier: MIT */
#include "so-week-words.h"

#include <glib/gi18n.h>

const char *
so_week_words_day (guint day)
{
  static const char *const days[SO_WEEK_DAYS] = { N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday") };

  g_return_val_if_fail (day < SO_WEEK_DAYS, "");
  return _(days[day]);
}

const char *
so_week_words_short_day (guint day)
{
  static const char *const days[SO_WEEK_DAYS] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun") };

  g_return_val_if_fail (day < SO_WEEK_DAYS, "");
  return _(days[day]);
}

char *
so_week_words_time (guint minute)
{
  return g_strdup_printf ("%02u:%02u", minute / 60, minute % 60);
}

char *
so_week_words_span (guint start, guint minutes)
{
  g_autofree char *from = so_week_words_time (start), *to = so_week_words_time (start + minutes);

  return g_strdup_printf ("%s–%s", from, to);
}

static const char *
lane_name (const SoWeek *week, SoWeekLanes lanes, const char *id)
{
  const SoWeekLane *lane = so_week_find_lane (week, lanes, id);

  return lane ? lane->name : id;
}

static void
append (GString *words, const char *more)
{
  if (more)
    g_string_append_printf (words, "%s%s", words->len ? ", " : "", more);
}

static void
append_lanes (GString *words, const SoWeek *week, const SoWeekPlace *place)
{
  append (words, lane_name (week, SO_WEEK_ROOMS, place->room));
  append (words, lane_name (week, SO_WEEK_TEACHERS, place->teacher));
}

char *
so_week_words_name (const SoWeek *week, const char *title, const SoWeekPlace *place)
{
  GString *words = g_string_new (title);
  g_autofree char *time = so_week_words_time (place->start);
  g_autofree char *when = g_strdup_printf ("%s %s", so_week_words_day (place->day), time);

  append (words, when);
  append_lanes (words, week, place);
  return g_string_free (words, FALSE);
}

char *
so_week_words_place (const SoWeek *week, const SoWeekPlace *place)
{
  GString *words = g_string_new (so_week_words_day (place->day));
  g_autofree char *span = so_week_words_span (place->start, place->minutes);

  g_string_append_printf (words, " %s", span);
  append_lanes (words, week, place);
  return g_string_free (words, FALSE);
}

char *
so_week_words_where (const SoWeek *week, const SoWeekPlace *place, SoWeekLanes lanes)
{
  GString *words = g_string_new (NULL);

  append (words, lanes == SO_WEEK_ROOMS ? NULL : lane_name (week, SO_WEEK_ROOMS, place->room));
  append (words, lanes == SO_WEEK_TEACHERS ? NULL : lane_name (week, SO_WEEK_TEACHERS, place->teacher));
  return g_string_free (words, FALSE);
}

char *
so_week_words_booked (const SoWeekSession *session)
{
  /* One place, as with a treatment: nobody counts to one. */
  if (session->capacity == 1 && session->booked < 2)
    return g_strdup (session->booked ? _("Booked") : _("Free"));
  if (session->capacity)
    return g_strdup_printf (_("%u of %u booked"), session->booked, session->capacity);
  return g_strdup_printf (_("%u booked"), session->booked);
}

char *
so_week_words_standing (const SoWeekSession *session)
{
  switch (session->state)
    {
    case SO_WEEK_CANCELLED: return g_strdup (_("Cancelled"));
    case SO_WEEK_SHUT: return g_strdup (_("Closed"));
    case SO_WEEK_PLANNED: default: return so_week_words_booked (session);
    }
}

/* Problems ---------------------------------------------------------------------------------------- */

static char *
clash_words (const SoWeek *week, const SoWeekProblem *problem, const SoWeekSession *other)
{
  g_autofree char *from = so_week_words_time (other->start), *to = so_week_words_time (other->start + other->minutes);

  if (problem->kind == SO_WEEK_ROOM_TWICE)
    /* Translators: a room, a class and two times */
    return g_strdup_printf (_("%s has %s from %s to %s"), lane_name (week, SO_WEEK_ROOMS, other->room), other->title, from, to);
  /* Translators: a teacher, a class and two times */
  return g_strdup_printf (_("%s teaches %s from %s to %s"), lane_name (week, SO_WEEK_TEACHERS, other->teacher), other->title, from, to);
}

char *
so_week_words_problem (const SoWeek *week, const SoWeekProblem *problem)
{
  const SoWeekSession *session = so_week_find (week, problem->id), *other = so_week_find (week, problem->other);
  const SoWeekLane *room = session ? so_week_find_lane (week, SO_WEEK_ROOMS, session->room) : NULL;

  if (problem->words)
    return g_strdup (problem->words);
  if (other && (problem->kind == SO_WEEK_ROOM_TWICE || problem->kind == SO_WEEK_TEACHER_TWICE))
    return clash_words (week, problem, other);
  if (problem->kind == SO_WEEK_ROOM_SMALL && room)
    return g_strdup_printf (ngettext ("%s holds only %u person", "%s holds only %u people", room->capacity), room->name, room->capacity);
  if (problem->kind == SO_WEEK_CLOSED)
    return g_strdup (_("The studio is closed then"));
  return g_strdup (_("Something is in the way"));
}

char *
so_week_words_problems (const SoWeek *week, const GPtrArray *problems, const char *id)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < problems->len; i++)
    {
      const SoWeekProblem *problem = problems->pdata[i];
      g_autofree char *sentence = id && !g_str_equal (problem->id, id) ? NULL : so_week_words_problem (week, problem);

      if (sentence && !g_ptr_array_find_with_equal_func (sentences, sentence, g_str_equal, NULL))
        g_ptr_array_add (sentences, g_steal_pointer (&sentence));
    }
  if (!sentences->len)
    return NULL;
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv (". ", (char **) sentences->pdata);
}

/* Dates ------------------------------------------------------------------------------------------- */

/* A day of the week around the given Monday, at noon, where no clock is put forward; or NULL. */
static GDateTime *
day_of (const char *monday, int day)
{
  g_autofree char *text = monday ? g_strconcat (monday, "T12:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) first = text ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return first ? g_date_time_add_days (first, day) : NULL;
}

char *
so_week_words_dates (const char *monday)
{
  g_autoptr (GDateTime) first = day_of (monday, 0), last = day_of (monday, SO_WEEK_DAYS - 1);
  g_autofree char *from = NULL, *to = NULL;

  if (!first)
    return g_strdup ("");
  to = g_date_time_format (last, _("%-d %B %Y"));
  if (g_date_time_get_year (first) != g_date_time_get_year (last))
    from = g_date_time_format (first, _("%-d %B %Y"));
  else if (g_date_time_get_month (first) != g_date_time_get_month (last))
    from = g_date_time_format (first, _("%-d %B"));
  else
    from = g_date_time_format (first, _("%-d"));
  return g_strdup_printf ("%s – %s", from, to);
}

char *
so_week_words_dates_short (const char *monday)
{
  g_autoptr (GDateTime) first = day_of (monday, 0), last = day_of (monday, SO_WEEK_DAYS - 1);
  g_autofree char *from = NULL, *to = NULL;

  if (!first)
    return g_strdup ("");
  from = g_date_time_format (first, g_date_time_get_month (first) == g_date_time_get_month (last) ? _("%-d") : _("%-d %b"));
  to = g_date_time_format (last, _("%-d %b"));
  return g_strdup_printf ("%s – %s", from, to);
}

char *
so_week_words_date (const char *monday, guint day)
{
  g_autoptr (GDateTime) date = day_of (monday, (int) day);

  return date ? g_date_time_format (date, "%-d") : g_strdup ("");
}

char *
so_week_words_week_after (const char *monday, int weeks)
{
  g_autoptr (GDateTime) date = day_of (monday, weeks * SO_WEEK_DAYS);

  return date ? g_date_time_format (date, "%F") : NULL;
}
