/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-class-kind.h"
#include "so-closure.h"
#include "so-series.h"
#include "so-term.h"

G_BEGIN_DECLS

/* One session as it is shown: what its series says, what is said of it alone, and what is closed then. */
typedef enum { SO_SESSION_PLANNED, SO_SESSION_CANCELLED, SO_SESSION_CLOSED, SO_N_SESSION_STATES } SoSessionState;

/* "planned", "cancelled", "closed". */
const char *so_session_state_nick (SoSessionState state);
/* For people, in English: translate with gettext. */
const char *so_session_state_label (SoSessionState state);

typedef struct {
  char *id;                       /* "ROOT@2026-11-24T18:00": root and original start, the same whatever happens to the series */
  char *series_id;                /* of the part that it is in */
  char *class_id, *title, *style, *level;
  int day;                        /* so-day.h */
  int start, minutes;             /* minutes after midnight, by the studio's clock; how long */
  gint64 starts_at;               /* ms */
  char *room_id, *room;           /* NULL: none */
  char *teacher_id, *teacher;     /* NULL: none */
  int least, most;                /* people */
  int booked, offered, waiting;   /* who has a place; to whom one is offered; who waits for one */
  SoSessionState state;
  char *why;                      /* note of a change, label of a closure or name of a term that pauses; or NULL */
  gboolean changed;               /* it differs from its series */
  gboolean pinned;
  gboolean single;                /* the series is this one session */
  GPtrArray *problems;            /* SoProblem (so-schedule-check.h), or NULL: not looked for */
} SoSession;

void so_session_free (SoSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSession, so_session_free)

/* "ROOT@2026-11-24T18:00"; free with g_free(). */
char *so_session_key (const char *root, const char *original);
/* *@root (yours) and *@original (yours); FALSE where @key is none. */
gboolean so_session_key_parse (const char *key, char **root, char **original);

/* Where the session of @original (a day) of @series is, with what @change (NULL: nothing) says: day, start, minutes, room_id, teacher_id, state, why,
 * changed. What hangs on rows of other tables is still missing. */
SoSession *so_session_place (const SoSeries *series, const SoSessionChange *change, int original);

/* What is closed then: @closures SoClosure, @term NULL: none. What is cancelled stays so, and what is said to be planned all the same. */
void so_session_close (SoSession *session, const SoSessionChange *change, GPtrArray *closures, const SoTerm *term, int original);

/* For g_ptr_array_sort_values(): by day, start, title and id. */
int so_session_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
