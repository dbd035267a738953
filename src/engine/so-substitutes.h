/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* Somebody who could stand in for who teaches a session. */
typedef struct {
  char *teacher_id, *name;
  gboolean has_contact;  /* the studio knows how to write to them */
  gint64 points;         /* that the week gains or loses by it */
  int minutes;           /* that they teach in that week already */
  GPtrArray *reasons;    /* sentences: why they cannot; none for who can */
} SoSubstitute;

void so_substitute_free (SoSubstitute *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSubstitute, so_substitute_free)

/* Everybody else for the session: who can, the best first, then who cannot. @now: ms. SO_ERROR_CHANGE where the session is not there, or does not take place. */
GPtrArray *so_substitutes_find (SoDb *db, const char *session_id, gint64 now, GError **error);

void so_studio_find_substitutes_async (SoStudio *studio, const char *session_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *so_studio_find_substitutes_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
