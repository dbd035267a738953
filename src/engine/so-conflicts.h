/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* Something that is wrong with a session to come, and the least that mends it. */
typedef struct {
  char *session_id, *title;
  int day;               /* so-day.h */
  int start, minutes;    /* minutes after midnight; how long */
  char *room, *teacher;  /* names, or NULL */
  GPtrArray *problems;   /* sentences */
  char *fix;             /* "Move it to Studio B"; NULL: nothing small mends it */
  char *argument;        /* JSON for SO_VERB_SESSION_EDIT that does it */
} SoConflict;

void so_conflict_free (SoConflict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoConflict, so_conflict_free)

/* SoConflict of the week of @day, in its order. Blocks, in large weeks for some tenths of a second. @now: ms. */
GPtrArray *so_conflicts_find (SoDb *db, int day, gint64 now, GError **error);

void so_studio_find_conflicts_async (SoStudio *studio, int day, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *so_studio_find_conflicts_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
