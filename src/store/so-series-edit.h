/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-schedules.h"

G_BEGIN_DECLS

/* Changing sessions: this one, this and all that follow, or all of its series. What was said of single ones stays: who is cancelled stays cancelled, who was
 * moved stays where they are. */
typedef enum { SO_SCOPE_THIS, SO_SCOPE_FOLLOWING, SO_SCOPE_ALL, SO_N_SCOPES } SoScope;

/* "this", "following", "all". */
gboolean so_scope_parse (const char *nick, SoScope *scope);

/* What is to be different; NULL and -1: nothing. */
typedef struct {
  const char *day;                       /* "2026-11-25": with a series, as many days later or earlier for each of them */
  int start, minutes;
  const char *room_id, *teacher_id;      /* "": none */
  const char *rule, *term_id;            /* not for SO_SCOPE_THIS; "": once, no term */
  int pinned;                            /* of the series, whatever the scope */
} SoSessionEdit;

#define SO_SESSION_EDIT_NOTHING { .start = -1, .minutes = -1, .pinned = -1 }

/* A new series of @wish: class_id, first, rule, term_id, until_day, minutes (0: as the class says), room_id, teacher_id, pinned, uid. One for each day of the week that
 * its rule names; their ids (yours). */
GStrv so_series_add (SoDb *db, const SoSeries *wish, GError **error);

/* @id: of a session. */
gboolean so_session_edit (SoDb *db, const char *id, SoScope scope, const SoSessionEdit *edit, GError **error);
/* SO_SCOPE_THIS: it does not take place, and says so; else the series ends before it, or is not there any more. */
gboolean so_session_cancel (SoDb *db, const char *id, SoScope scope, const char *note, GError **error);
/* What was said of one session alone is taken back: it takes place as its series says. */
gboolean so_session_restore (SoDb *db, const char *id, GError **error);
/* It takes place although it is closed then. */
gboolean so_session_keep (SoDb *db, const char *id, GError **error);

/* SoSession that keep what was said of them alone where @id is changed for @scope, or, @bookings, that somebody has booked and that would no more be there if it were
 * cancelled: from this day on, for a year. */
GPtrArray *so_session_touched (SoDb *db, const char *id, SoScope scope, gboolean bookings, GError **error);

/* A term's series once more, in a copy of the term that begins on @first_day; each begins on its own day of the week. Who has booked has not booked again. The
 * id of the new term (yours). */
char *so_term_copy (SoDb *db, const char *id, const char *name, const char *first_day, GError **error);

G_END_DECLS
