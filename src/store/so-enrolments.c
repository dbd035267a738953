/* SPDX-License-Identifier: MIT */
#include "so-enrolments.h"

#include "so-day.h"
#include "so-db.h"
#include "so-error.h"
#include "so-people.h"

#define LONGEST_DAYS 400

/* The last day of an enrolment. */
static gboolean
read_end (const SoSchedule *schedule, const SoSession *session, const char *until, int *last, GError **error)
{
  const SoTerm *term = NULL;

  for (guint i = 0; i < schedule->series->len; i++)
    {
      const SoSeries *series = schedule->series->pdata[i];

      if (!g_strcmp0 (series->id, session->series_id))
        term = so_schedule_term (schedule, series->term_id);
    }
  if (!until && !term)
    return so_fail (error, SO_ERROR_CHANGE, "“%s” belongs to no term: say until when.", session->title);
  if (!so_day_parse (until ? until : term->last_day, last))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no day: write it as 2026-11-24.", until ? until : term->last_day);
  if (*last < session->day)
    return so_fail (error, SO_ERROR_CHANGE, "That is before the first session.");
  return *last - session->day <= LONGEST_DAYS || so_fail (error, SO_ERROR_CHANGE, "At most %d days can be booked at once.", LONGEST_DAYS);
}

/* Whether they have it, or wait for it. */
static gboolean
has_booked (SoDb *db, const char *root, const char *original, const char *person)
{
  return so_db_int (db, 0, "SELECT 1 FROM booking WHERE root = ?1 AND original = ?2 AND contact_id IN " SO_PERSON_ALL ("?3") " AND deleted_at IS NULL"
                    " AND state IN ('booked', 'offered', 'attended', 'late', 'no-show', 'waiting', 'excused') LIMIT 1", "ttt", root, original, person) == 1;
}

static gboolean
book_one (SoDb *db, const SoSession *session, const char *person, gint64 now, SoEnrolled *enrolled, GError **error)
{
  g_autofree char *root = NULL, *original = NULL, *id = NULL;
  g_autoptr (SoBooking) booking = NULL;

  so_session_key_parse (session->id, &root, &original);
  if (has_booked (db, root, original, person))
    return enrolled->known++, TRUE;
  id = so_booking_add_ahead (db, session->id, person, now, error);
  booking = id ? so_booking_find (db, id, error) : NULL;
  if (!booking)
    return FALSE;
  enrolled->booked += booking->state == SO_BOOKING_BOOKED;
  enrolled->waiting += booking->state == SO_BOOKING_WAITING;
  return TRUE;
}

/* Of the series @root, not before @original; what can still be booked. */
static gboolean
is_meant (const SoSession *session, const char *root, const char *original, gint64 now)
{
  g_autofree char *own = NULL, *start = NULL;

  return session->state == SO_SESSION_PLANNED && session->starts_at > now && so_session_key_parse (session->id, &own, &start) && !g_strcmp0 (own, root) && g_strcmp0 (start, original) >= 0;
}

gboolean
so_booking_enrol (SoDb *db, const char *session_id, const char *contact_id, const char *until, gint64 now, SoEnrolled *enrolled, GError **error)
{
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, 0, 0, error);
  g_autoptr (SoSession) first = schedule ? so_schedule_session (db, schedule, session_id, error) : NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  g_autofree char *root = NULL, *original = NULL;
  int last;

  *enrolled = (SoEnrolled) { 0 };
  if (!first || !read_end (schedule, first, until, &last, error))
    return FALSE;
  so_session_key_parse (session_id, &root, &original);
  sessions = so_schedule_sessions (db, schedule, first->day, last, error);
  for (guint i = 0; sessions && i < sessions->len; i++)
    if (is_meant (sessions->pdata[i], root, original, now) && !book_one (db, sessions->pdata[i], contact_id, now, enrolled, error))
      return FALSE;
  if (sessions && !enrolled->booked && !enrolled->waiting)
    return so_fail (error, SO_ERROR_CHANGE, enrolled->known ? "They have booked all of it already." : "No session of it takes place until then.");
  return sessions != NULL;
}

GStrv
so_booking_leave (SoDb *db, const char *session_id, const char *contact_id, gint64 now, SoEnrolled *enrolled, GError **error)
{
  g_autofree char *root = NULL, *original = NULL;
  g_auto (GStrv) ids = NULL;
  g_autoptr (GStrvBuilder) sessions = g_strv_builder_new ();

  *enrolled = (SoEnrolled) { 0 };
  if (!so_session_key_parse (session_id, &root, &original))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such session on the schedule."), NULL;
  ids = so_db_texts (db, error, "SELECT id FROM booking WHERE root = ?1 AND original >= ?2 AND contact_id IN " SO_PERSON_ALL ("?3") " AND deleted_at IS NULL"
                     " AND state IN ('booked', 'offered', 'waiting') ORDER BY original", "ttt", root, original, contact_id);
  for (guint i = 0; ids && ids[i]; i++)
    {
      g_autoptr (SoBooking) booking = so_booking_find (db, ids[i], error);

      if (!booking || !so_booking_cancel (db, ids[i], now, error))
        return NULL;
      enrolled->cancelled++;
      g_strv_builder_take (sessions, so_session_key (booking->root, booking->original));
    }
  if (ids && !*ids)
    return so_fail (error, SO_ERROR_CHANGE, "They have booked nothing of it from then on."), NULL;
  return ids ? g_strv_builder_end (sessions) : NULL;
}
