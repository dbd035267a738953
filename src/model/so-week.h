/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SoWeek: one week of classes as the Week page shows it: an immutable value. What moves a class gives a new week and leaves the old one as
 * it was, so that a drag can be judged before anything is stored, and taken back by keeping the old value.
 *
 * Pure: days and minutes are those of the studio's zone (0 = Monday; minutes after midnight), nothing here knows a date but by name.
 * Sessions that did not change are shared between the old week and the new one. Threads: may be shared, it never changes.
 */
typedef struct _SoWeek SoWeek;

#define SO_WEEK_DAYS 7
#define SO_WEEK_DAY_MINUTES (24 * 60)

/* Shut: a closure is over it; without that it takes place. Cancelled: that is said of itself. */
typedef enum { SO_WEEK_PLANNED, SO_WEEK_CANCELLED, SO_WEEK_SHUT } SoWeekState;

typedef struct {
  char *id;
  char *title;
  guint day;              /* 0 = Monday */
  guint start;            /* minutes after midnight */
  guint minutes;          /* more than 0; it ends on the day on which it begins */
  char *room, *teacher;   /* ids of the week's rooms and teachers, or NULL */
  SoWeekState state;
  guint booked, capacity; /* people; a capacity of 0: no limit is known */
  gboolean pinned;        /* the owner fixed it: nothing but the owner moves it */
} SoWeekSession;

/* A room or a teacher. */
typedef struct {
  char *id;
  char *name;
  guint capacity;         /* of a room, people; 0: not known, or a teacher */
} SoWeekLane;

/* Half-open. */
typedef struct {
  guint day, from, to;    /* to: up to 1440 */
} SoWeekSpan;

typedef enum { SO_WEEK_NO_LANES, SO_WEEK_ROOMS, SO_WEEK_TEACHERS } SoWeekLanes;

/* Where a session is or would be. The ids are borrowed: of a week that lives as long. */
typedef struct {
  guint day, start, minutes;
  const char *room, *teacher;   /* or NULL */
} SoWeekPlace;

#define SO_TYPE_WEEK (so_week_get_type ())
GType so_week_get_type (void);

/* A week begins empty and is filled by its maker with so_week_add_…(), before anybody else has it. @monday: its date ("2026-11-23"), or NULL;
 * @grid: sessions start on multiples of so many minutes (5 to 60; others are taken as 15). */
SoWeek *so_week_new (const char *monday, guint grid);
SoWeek *so_week_ref (SoWeek *week);
void so_week_unref (SoWeek *week);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoWeek, so_week_unref)

/* Copies. A second one with the same id is passed over. */
void so_week_add_room (SoWeek *week, const char *id, const char *name, guint capacity);
void so_week_add_teacher (SoWeek *week, const char *id, const char *name);
/* SO_ERROR_CHANGE where it makes no sense: no id, no day of a week, an end that is not after its start or past midnight, an id that is there already, or
 * where there are 2,000 already.
 * Rooms and teachers that the week does not know are made known under their id. */
gboolean so_week_add_session (SoWeek *week, const SoWeekSession *session, GError **error);
/* When the studio is open. A week without any is open always. FALSE where it makes no sense. */
gboolean so_week_add_opening (SoWeek *week, guint day, guint from, guint to);

/* "2026-11-23", or NULL. All that is got is borrowed. */
const char *so_week_get_monday (const SoWeek *week);
guint so_week_get_grid (const SoWeek *week);
/* Sorted by day, start and id. */
guint so_week_get_n_sessions (const SoWeek *week);
const SoWeekSession *so_week_get_session (const SoWeek *week, guint at);
/* NULL where there is none. */
const SoWeekSession *so_week_find (const SoWeek *week, const char *id);
/* Its place, or G_MAXUINT. */
guint so_week_index (const SoWeek *week, const char *id);
/* For SO_WEEK_ROOMS and SO_WEEK_TEACHERS; none for SO_WEEK_NO_LANES. In the order in which they were added. */
guint so_week_get_n_lanes (const SoWeek *week, SoWeekLanes lanes);
const SoWeekLane *so_week_get_lane (const SoWeek *week, SoWeekLanes lanes, guint at);
/* NULL where there is none, or @id is NULL. */
const SoWeekLane *so_week_find_lane (const SoWeek *week, SoWeekLanes lanes, const char *id);
guint so_week_get_n_openings (const SoWeek *week);
const SoWeekSpan *so_week_get_opening (const SoWeek *week, guint at);
/* Open for the whole of the span. */
gboolean so_week_is_open (const SoWeek *week, guint day, guint from, guint to);

/* Of @lanes, the id of the session's lane, or NULL. */
const char *so_week_session_lane (const SoWeekSession *session, SoWeekLanes lanes);
const char *so_week_place_lane (const SoWeekPlace *place, SoWeekLanes lanes);
SoWeekPlace so_week_session_place (const SoWeekSession *session);
gboolean so_week_place_equal (const SoWeekPlace *a, const SoWeekPlace *b);

/* Moves: a new week, or a reference to the same one where nothing is another. NULL with SO_ERROR_CHANGE where there is no such session, lane or
 * time: half a move is none. */
SoWeek *so_week_move (SoWeek *week, const char *id, const SoWeekPlace *to, GError **error);
/* @copy: the id of the new session, which has nobody booked and is planned. */
SoWeek *so_week_copy (SoWeek *week, const char *id, const char *copy, const SoWeekPlace *to, GError **error);

/* TRUE where both have the same sessions in the same places, byte for byte. */
gboolean so_week_equal (const SoWeek *a, const SoWeek *b);

G_END_DECLS
