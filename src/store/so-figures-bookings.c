/* SPDX-License-Identifier: MIT */
/* Bookings: when they were made, what became of them, what they are worth, and who came again. */
#include "so-figures-private.h"

#include "so-day.h"
#include "so-schedules.h"

#define ROWS \
  "SELECT b.root, b.original, b.state, b.created_at, coalesce (p.n, -b.n), b.amount FROM booking b LEFT JOIN contact c ON c.id = b.contact_id" \
  " LEFT JOIN contact p ON p.id = coalesce (c.root, c.id) WHERE b.deleted_at IS NULL ORDER BY b.root, b.original"
/* Where a session is, as so_session_place() says it; of a series that is gone, where it was. */
#define PLACE \
  "SELECT coalesce (x.day, date (?3, coalesce (s.shift, 0) || ' days')), coalesce (x.start, s.start) FROM (SELECT 1) LEFT JOIN session x ON x.root = ?1 AND x.original = ?2" \
  " LEFT JOIN series s ON s.n = (SELECT o.n FROM series o WHERE o.root = ?1 AND o.deleted_at IS NULL AND coalesce (o.from_day, '') <= ?3 AND coalesce (o.until_day, '9999') >= ?3" \
  "  ORDER BY o.from_day LIMIT 1) LIMIT 1"

/* Somebody who came. */
typedef struct {
  guint64 person;
  gint64 at;
} Visit;

typedef struct {
  const SoFiguresJob *job;
  SoSchedule *schedule;    /* read when it is first asked for */
  GArray *visits;
  GHashTable *first;       /* gint64 number of the person → gint64 ms, when they came first */
  /* The session of the newest row. */
  char *root, *original;
  gint64 at;
  gboolean asked, takes_place;
} Bookings;

static void
bookings_clear (Bookings *self)
{
  g_clear_pointer (&self->schedule, so_schedule_free);
  g_clear_pointer (&self->visits, g_array_unref);
  g_clear_pointer (&self->first, g_hash_table_unref);
  g_free (self->root);
  g_free (self->original);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bookings, bookings_clear)

static gboolean
find_place (Bookings *self, int day, int minute, GError **error)
{
  g_autofree char *date = so_day_format (day);
  g_autoptr (SoStmt) row = so_db_query (self->job->db, error, PLACE, "ttt", self->root, self->original, date);

  if (!so_stmt_one (row, "", error))
    return FALSE;
  so_day_parse (so_stmt_text (row, 0), &day);
  if (!so_stmt_is_null (row, 1))
    minute = (int) so_stmt_int (row, 1);
  self->at = so_day_at (day, minute, self->job->how->zone);
  return TRUE;
}

/* Bookings of one session come together. */
static gboolean
find_session (Bookings *self, SoStmt *row, GError **error)
{
  int day, minute;

  if (!g_strcmp0 (self->root, so_stmt_text (row, 0)) && !g_strcmp0 (self->original, so_stmt_text (row, 1)))
    return TRUE;
  g_set_str (&self->root, so_stmt_text (row, 0));
  g_set_str (&self->original, so_stmt_text (row, 1));
  self->asked = FALSE;
  self->at = 0;
  return !so_day_parse_time (self->original, &day, &minute) || find_place (self, day, minute, error);
}

/* Whether it does, by changes, closures and terms: of the few that are booked and nobody said yet what became of them. */
static gboolean
find_takes_place (Bookings *self, GError **error)
{
  g_autofree char *id = so_session_key (self->root, self->original);
  g_autoptr (SoSession) session = NULL;

  if (self->asked)
    return TRUE;
  if (!self->schedule && !(self->schedule = so_schedule_load (self->job->db, 0, 0, error)))
    return FALSE;
  /* What no series has any more does not. */
  session = so_schedule_session (self->job->db, self->schedule, id, NULL);
  self->takes_place = session && session->state == SO_SESSION_PLANNED;
  self->asked = TRUE;
  return TRUE;
}

static void
count_worth (SoFigures *figures, SoBookingState state, gboolean ahead, gint64 amount)
{
  if (state == SO_BOOKING_ATTENDED || state == SO_BOOKING_LATE)
    {
      figures->revenue += amount;
      figures->priced++;
    }
  else if (state == SO_BOOKING_BOOKED && ahead)
    {
      figures->expected += amount;
      figures->expected_priced++;
    }
}

static gboolean
count_session (Bookings *self, SoBookingState state, SoStmt *row, GError **error)
{
  gboolean ahead = self->at > self->job->how->now;
  SoFiguresSpan *span = so_figures_span (self->job, NULL, self->at);

  if (span && state == SO_BOOKING_BOOKED && (!find_takes_place (self, error) || !self->takes_place))
    return self->asked;
  for (; span; span = so_figures_span (self->job, span, self->at))
    {
      span->figures->bookings[state]++;
      span->figures->unmarked += state == SO_BOOKING_BOOKED && !ahead;
      if (!so_stmt_is_null (row, 5))
        count_worth (span->figures, state, ahead, so_stmt_int (row, 5));
    }
  return TRUE;
}

static void
count_made (Bookings *self, SoBookingState state, gint64 at)
{
  if (state == SO_BOOKING_WAITING || state == SO_BOOKING_OFFERED || state == SO_BOOKING_LAPSED)
    return;
  for (SoFiguresSpan *span = NULL; (span = so_figures_span (self->job, span, at));)
    span->figures->made++;
}

static void
add_visit (Bookings *self, gint64 person)
{
  const gint64 *first = g_hash_table_lookup (self->first, &person);
  Visit visit = { (guint64) person, self->at };

  if (person < 0)   /* erased */
    return;
  g_array_append_val (self->visits, visit);
  if (!first || self->at < *first)
    g_hash_table_insert (self->first, g_memdup2 (&person, sizeof person), g_memdup2 (&self->at, sizeof self->at));
}

static gboolean
read_rows (Bookings *self, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (self->job->db, error, ROWS, "");
  g_autoptr (GError) failed = NULL;
  SoBookingState state;

  while (rows && so_figures_next (self->job, rows, &failed))
    {
      if (!find_session (self, rows, &failed))
        break;
      if (!so_booking_state_parse (so_stmt_text (rows, 2), &state) || !self->at)
        continue;
      count_made (self, state, so_stmt_int (rows, 3));
      if (!count_session (self, state, rows, &failed))
        break;
      if (state == SO_BOOKING_ATTENDED || state == SO_BOOKING_LATE)
        add_visit (self, so_stmt_int (rows, 4));
    }
  return so_figures_end (rows, g_steal_pointer (&failed), error);
}

/* People --------------------------------------------------------------------------------------------------- */

static void
count_people (Bookings *self, SoFiguresSpan *span)
{
  SoFiguresSet *came = so_figures_sets_new (2), *before = came + 1;
  SoFigures *figures = span->figures;

  for (guint i = 0; i < self->visits->len; i++)
    {
      const Visit *visit = &g_array_index (self->visits, Visit, i);

      if (visit->at >= span->from && visit->at < span->to && so_figures_set_add (came, visit->person))
        {
          figures->customers++;
          figures->customers_new += *(const gint64 *) g_hash_table_lookup (self->first, &visit->person) >= span->from;
        }
    }
  for (guint i = 0; i < self->visits->len; i++)
    {
      const Visit *visit = &g_array_index (self->visits, Visit, i);

      if (visit->at >= span->before && visit->at < span->from && so_figures_set_add (before, visit->person))
        {
          figures->before++;
          figures->kept += so_figures_set_has (came, visit->person);
        }
    }
  so_figures_sets_free (came, 2);
}

gboolean
so_figures_read_bookings (const SoFiguresJob *job, GError **error)
{
  g_auto (Bookings) self = { .job = job, .visits = g_array_new (FALSE, FALSE, sizeof (Visit)),
                             .first = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free) };

  if (!read_rows (&self, error))
    return FALSE;
  for (guint i = 0; i < job->n; i++)
    count_people (&self, &job->spans[i]);
  return TRUE;
}
