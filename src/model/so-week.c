/* SPDX-License-Identifier: MIT */
#include "so-week.h"

#include "so-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define GRID 15
/* More are a mistake of whoever made them, and would only stop the window. */
#define MOST 2000

struct _SoWeek {
  gatomicrefcount refs;
  char *monday;
  guint grid;
  GPtrArray *sessions;       /* Session, sorted */
  GPtrArray *rooms, *teachers; /* SoWeekLane; shared by all weeks that came from one */
  GArray *openings;          /* SoWeekSpan; shared likewise */
};

G_DEFINE_BOXED_TYPE (SoWeek, so_week, so_week_ref, so_week_unref)

/* Counted, as one session is part of many weeks. */
typedef struct {
  SoWeekSession session;     /* first: a Session is an SoWeekSession */
  gatomicrefcount refs;
} Session;

static Session *
session_new (const SoWeekSession *from)
{
  Session *self = g_new0 (Session, 1);

  g_atomic_ref_count_init (&self->refs);
  self->session = *from;
  self->session.id = g_strdup (from->id);
  self->session.title = g_strdup (from->title ? from->title : "");
  self->session.room = g_strdup (from->room);
  self->session.teacher = g_strdup (from->teacher);
  return self;
}

static gpointer
session_ref (gconstpointer session, gpointer unused)
{
  Session *self = (Session *) session;

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
session_unref (gpointer session)
{
  Session *self = session;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->session.id);
  g_free (self->session.title);
  g_free (self->session.room);
  g_free (self->session.teacher);
  g_free (self);
}

static void
lane_free (gpointer data)
{
  SoWeekLane *lane = data;

  g_free (lane->id);
  g_free (lane->name);
  g_free (lane);
}

SoWeek *
so_week_new (const char *monday, guint grid)
{
  SoWeek *self = g_new0 (SoWeek, 1);

  g_atomic_ref_count_init (&self->refs);
  self->monday = g_strdup (monday);
  self->grid = grid >= 5 && grid <= 60 ? grid : GRID;
  self->sessions = g_ptr_array_new_with_free_func (session_unref);
  self->rooms = g_ptr_array_new_with_free_func (lane_free);
  self->teachers = g_ptr_array_new_with_free_func (lane_free);
  self->openings = g_array_new (FALSE, FALSE, sizeof (SoWeekSpan));
  return self;
}

SoWeek *
so_week_ref (SoWeek *week)
{
  g_return_val_if_fail (week, NULL);
  g_atomic_ref_count_inc (&week->refs);
  return week;
}

void
so_week_unref (SoWeek *week)
{
  if (!week || !g_atomic_ref_count_dec (&week->refs))
    return;
  g_free (week->monday);
  g_ptr_array_unref (week->sessions);
  g_ptr_array_unref (week->rooms);
  g_ptr_array_unref (week->teachers);
  g_array_unref (week->openings);
  g_free (week);
}

/* Another week of the same studio, with the same sessions. */
static SoWeek *
with_sessions (const SoWeek *week)
{
  SoWeek *self = g_new0 (SoWeek, 1);

  g_atomic_ref_count_init (&self->refs);
  self->monday = g_strdup (week->monday);
  self->grid = week->grid;
  self->sessions = g_ptr_array_copy (week->sessions, session_ref, NULL);
  g_ptr_array_set_free_func (self->sessions, session_unref);
  self->rooms = g_ptr_array_ref (week->rooms);
  self->teachers = g_ptr_array_ref (week->teachers);
  self->openings = g_array_ref (week->openings);
  return self;
}

/* Filling it -------------------------------------------------------------------------------------- */

static GPtrArray *
lanes_of (const SoWeek *week, SoWeekLanes lanes)
{
  return lanes == SO_WEEK_ROOMS ? week->rooms : lanes == SO_WEEK_TEACHERS ? week->teachers : NULL;
}

static void
add_lane (SoWeek *week, SoWeekLanes lanes, const char *id, const char *name, guint capacity)
{
  SoWeekLane *lane;

  if (!id || !*id || so_week_find_lane (week, lanes, id))
    return;
  lane = g_new0 (SoWeekLane, 1);
  lane->id = g_strdup (id);
  lane->name = g_strdup (name && *name ? name : id);
  lane->capacity = capacity;
  g_ptr_array_add (lanes_of (week, lanes), lane);
}

void
so_week_add_room (SoWeek *week, const char *id, const char *name, guint capacity)
{
  g_return_if_fail (week);
  add_lane (week, SO_WEEK_ROOMS, id, name, capacity);
}

void
so_week_add_teacher (SoWeek *week, const char *id, const char *name)
{
  g_return_if_fail (week);
  add_lane (week, SO_WEEK_TEACHERS, id, name, 0);
}

/* Written so that no number, however large, wraps around. */
static gboolean
check_time (const char *title, guint day, guint start, guint minutes, GError **error)
{
  if (day >= SO_WEEK_DAYS)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is on no day of the week"), title);
  if (!minutes)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” ends before it begins"), title);
  if (start >= SO_WEEK_DAY_MINUTES || minutes > SO_WEEK_DAY_MINUTES - start)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” has to end on the day on which it begins"), title);
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const SoWeekSession *one = *(const SoWeekSession *const *) a, *other = *(const SoWeekSession *const *) b;

  if (one->day != other->day)
    return one->day < other->day ? -1 : 1;
  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  return strcmp (one->id, other->id);
}

/* Takes @session. */
static void
insert (SoWeek *week, Session *session)
{
  guint at = week->sessions->len;

  while (at && compare (&session, &week->sessions->pdata[at - 1]) < 0)
    at--;
  g_ptr_array_insert (week->sessions, (int) at, session);
}

gboolean
so_week_add_session (SoWeek *week, const SoWeekSession *session, GError **error)
{
  g_return_val_if_fail (week && session, FALSE);

  if (!session->id || !*session->id)
    return so_fail (error, SO_ERROR_CHANGE, _("A class of the week has no id"));
  if (week->sessions->len >= MOST)
    return so_fail (error, SO_ERROR_CHANGE, _("A week with more than %d classes cannot be shown"), MOST);
  if (so_week_find (week, session->id))
    return so_fail (error, SO_ERROR_CHANGE, _("Two classes of the week have the id “%s”"), session->id);
  if (!check_time (session->title ? session->title : session->id, session->day, session->start, session->minutes, error))
    return FALSE;
  add_lane (week, SO_WEEK_ROOMS, session->room, NULL, 0);
  add_lane (week, SO_WEEK_TEACHERS, session->teacher, NULL, 0);
  insert (week, session_new (session));
  return TRUE;
}

gboolean
so_week_add_opening (SoWeek *week, guint day, guint from, guint to)
{
  SoWeekSpan span = { day, from, to };

  g_return_val_if_fail (week, FALSE);
  if (day >= SO_WEEK_DAYS || from >= to || to > SO_WEEK_DAY_MINUTES)
    return FALSE;
  g_array_append_val (week->openings, span);
  return TRUE;
}

/* Looking ----------------------------------------------------------------------------------------- */

const char *
so_week_get_monday (const SoWeek *week)
{
  return week->monday;
}

guint
so_week_get_grid (const SoWeek *week)
{
  return week->grid;
}

guint
so_week_get_n_sessions (const SoWeek *week)
{
  return week->sessions->len;
}

const SoWeekSession *
so_week_get_session (const SoWeek *week, guint at)
{
  g_return_val_if_fail (at < week->sessions->len, NULL);
  return week->sessions->pdata[at];
}

guint
so_week_index (const SoWeek *week, const char *id)
{
  for (guint i = 0; id && i < week->sessions->len; i++)
    if (g_str_equal (((const SoWeekSession *) week->sessions->pdata[i])->id, id))
      return i;
  return G_MAXUINT;
}

const SoWeekSession *
so_week_find (const SoWeek *week, const char *id)
{
  guint at = so_week_index (week, id);

  return at == G_MAXUINT ? NULL : week->sessions->pdata[at];
}

guint
so_week_get_n_lanes (const SoWeek *week, SoWeekLanes lanes)
{
  return lanes == SO_WEEK_NO_LANES ? 0 : lanes_of (week, lanes)->len;
}

const SoWeekLane *
so_week_get_lane (const SoWeek *week, SoWeekLanes lanes, guint at)
{
  g_return_val_if_fail (at < so_week_get_n_lanes (week, lanes), NULL);
  return lanes_of (week, lanes)->pdata[at];
}

const SoWeekLane *
so_week_find_lane (const SoWeek *week, SoWeekLanes lanes, const char *id)
{
  for (guint i = 0; id && i < so_week_get_n_lanes (week, lanes); i++)
    {
      const SoWeekLane *lane = lanes_of (week, lanes)->pdata[i];

      if (g_str_equal (lane->id, id))
        return lane;
    }
  return NULL;
}

guint
so_week_get_n_openings (const SoWeek *week)
{
  return week->openings->len;
}

const SoWeekSpan *
so_week_get_opening (const SoWeek *week, guint at)
{
  g_return_val_if_fail (at < week->openings->len, NULL);
  return &g_array_index (week->openings, SoWeekSpan, at);
}

/* Spans may touch or overlap: as long as one goes on from where the last one ended, it is open. */
gboolean
so_week_is_open (const SoWeek *week, guint day, guint from, guint to)
{
  gboolean further = TRUE;

  if (!week->openings->len)
    return TRUE;
  while (from < to && further)
    {
      further = FALSE;
      for (guint i = 0; i < week->openings->len; i++)
        {
          const SoWeekSpan *span = &g_array_index (week->openings, SoWeekSpan, i);

          if (span->day == day && span->from <= from && span->to > from)
            {
              from = span->to;
              further = TRUE;
            }
        }
    }
  return from >= to;
}

const char *
so_week_session_lane (const SoWeekSession *session, SoWeekLanes lanes)
{
  return lanes == SO_WEEK_ROOMS ? session->room : lanes == SO_WEEK_TEACHERS ? session->teacher : NULL;
}

const char *
so_week_place_lane (const SoWeekPlace *place, SoWeekLanes lanes)
{
  return lanes == SO_WEEK_ROOMS ? place->room : lanes == SO_WEEK_TEACHERS ? place->teacher : NULL;
}

SoWeekPlace
so_week_session_place (const SoWeekSession *session)
{
  return (SoWeekPlace) { session->day, session->start, session->minutes, session->room, session->teacher };
}

gboolean
so_week_place_equal (const SoWeekPlace *a, const SoWeekPlace *b)
{
  return a->day == b->day && a->start == b->start && a->minutes == b->minutes && !g_strcmp0 (a->room, b->room) && !g_strcmp0 (a->teacher, b->teacher);
}

/* Moves ------------------------------------------------------------------------------------------- */

/* The session, where @to is somewhere; or NULL. */
static const SoWeekSession *
check_move (const SoWeek *week, const char *id, const SoWeekPlace *to, GError **error)
{
  const SoWeekSession *session = so_week_find (week, id);

  if (!session)
    return so_fail (error, SO_ERROR_CHANGE, _("The class is not in this week any more")), NULL;
  if (!check_time (session->title, to->day, to->start, to->minutes, error))
    return NULL;
  if (to->room && !so_week_find_lane (week, SO_WEEK_ROOMS, to->room))
    return so_fail (error, SO_ERROR_CHANGE, _("There is no such room any more")), NULL;
  if (to->teacher && !so_week_find_lane (week, SO_WEEK_TEACHERS, to->teacher))
    return so_fail (error, SO_ERROR_CHANGE, _("There is no such teacher any more")), NULL;
  return session;
}

/* Not yet in a week. */
static Session *
session_at (const SoWeekSession *session, const SoWeekPlace *to)
{
  SoWeekSession moved = *session;

  moved.day = to->day;
  moved.start = to->start;
  moved.minutes = to->minutes;
  moved.room = (char *) to->room;
  moved.teacher = (char *) to->teacher;
  return session_new (&moved);
}

SoWeek *
so_week_move (SoWeek *week, const char *id, const SoWeekPlace *to, GError **error)
{
  const SoWeekSession *session;
  SoWeekPlace from;
  Session *moved;
  SoWeek *self;

  g_return_val_if_fail (week && to, NULL);

  session = check_move (week, id, to, error);
  if (!session)
    return NULL;
  from = so_week_session_place (session);
  if (so_week_place_equal (&from, to))
    return so_week_ref (week);
  moved = session_at (session, to);
  self = with_sessions (week);
  g_ptr_array_remove_index (self->sessions, so_week_index (self, id));
  insert (self, moved);
  return self;
}

SoWeek *
so_week_copy (SoWeek *week, const char *id, const char *copy, const SoWeekPlace *to, GError **error)
{
  const SoWeekSession *session;
  Session *copied;
  SoWeek *self;

  g_return_val_if_fail (week && to && copy && *copy, NULL);

  session = check_move (week, id, to, error);
  if (!session)
    return NULL;
  if (so_week_find (week, copy))
    return so_fail (error, SO_ERROR_CHANGE, _("Two classes of the week have the id “%s”"), copy), NULL;
  copied = session_at (session, to);
  g_set_str (&copied->session.id, copy);
  copied->session.booked = 0;
  copied->session.state = SO_WEEK_PLANNED;
  copied->session.pinned = FALSE;
  self = with_sessions (week);
  insert (self, copied);
  return self;
}

static gboolean
session_equal (const SoWeekSession *a, const SoWeekSession *b)
{
  SoWeekPlace one = so_week_session_place (a), other = so_week_session_place (b);

  return a == b || (g_str_equal (a->id, b->id) && g_str_equal (a->title, b->title) && so_week_place_equal (&one, &other) && a->state == b->state &&
                    a->booked == b->booked && a->capacity == b->capacity && a->pinned == b->pinned);
}

gboolean
so_week_equal (const SoWeek *a, const SoWeek *b)
{
  if (a == b)
    return TRUE;
  if (a->sessions->len != b->sessions->len)
    return FALSE;
  for (guint i = 0; i < a->sessions->len; i++)
    if (!session_equal (a->sessions->pdata[i], b->sessions->pdata[i]))
      return FALSE;
  return TRUE;
}
