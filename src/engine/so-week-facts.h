/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-schedule.h"
#include "so-studio.h"
#include "so-week.h"

G_BEGIN_DECLS

/* A week of the studio as it is shown, with all that is needed to judge another one that could come of it. It does not change. */
typedef struct {
  SoWeek *week;
  GPtrArray *problems;     /* SoWeekProblem of it */
  int monday;              /* so-day.h */
  int today;               /* 0 = Monday, or -1 */
  gboolean classes, rooms, teachers, sessions;   /* whether there are any at all */

  SoSchedule *schedule;
  GPtrArray *taking_place; /* SoSession */
} SoWeekFacts;

void so_week_facts_free (SoWeekFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoWeekFacts, so_week_facts_free)

/* The week of @day; SO_DAY_NONE: this one. Reads on another thread. */
void so_week_facts_load_async (SoStudio *studio, int day, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
SoWeekFacts *so_week_facts_load_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* SoWeekProblem of @week, which came of the one of @facts by moves and copies: of @id, or of all (NULL). Within a frame; free with g_ptr_array_unref(). */
GPtrArray *so_week_facts_judge (const SoWeekFacts *facts, const SoWeek *week, const char *id);

/* Borrowed, or NULL: with its class and whether it is one of a series. */
const SoSession *so_week_facts_find (const SoWeekFacts *facts, const char *id);

/* Who has booked a session, as it is called at the door: SoRollLine. Also who was absent; not who waits or has cancelled. */
void so_week_roll_async (SoStudio *studio, const char *session_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *so_week_roll_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
