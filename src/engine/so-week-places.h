/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* A place in the week where a session could be, with nothing in its way. */
typedef struct {
  int day;                       /* so-day.h */
  int start, minutes;            /* minutes after midnight; how long */
  char *room_id, *room;
  char *teacher_id, *teacher;
  gint64 points;                 /* that the week gains or loses by it */
  char *reason;                  /* why, in words: "preferred time +20, room fits −10" */
} SoFreePlace;

void so_free_place_free (SoFreePlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoFreePlace, so_free_place_free)

/* What a place is looked for: a session that is on the schedule, or a further one of a class. */
typedef struct {
  const char *session_id;        /* (nullable) */
  const char *class_id;          /* (nullable): where there is no session */
  int day;                       /* with a class: of which week; so-day.h */
} SoWeekPlaceWish;

/**
 * so_week_places_find: where it could be in that week while all else stays where it is: what the week gains most by first; of what is worth the same, the nearest to where it is.
 * Nothing that has begun by @now (ms), and few places for one day, so that there is something to choose from. Blocks, in large weeks for some tenths of a second.
 *
 * Returns: SoFreePlace, perhaps none; NULL with SO_ERROR_CHANGE where it is not there, does not take place, or has begun.
 */
GPtrArray *so_week_places_find (SoDb *db, const SoWeekPlaceWish *wish, gint64 now, GError **error);

/* For a session, beside the window. */
void so_studio_find_places_async (SoStudio *studio, const char *session_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *so_studio_find_places_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
