/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-schedule.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What the schedule rests on, as the windows in which it is entered ask for it. What changes it are verbs (so-schedule-verbs.h). */

/* All lists, with other hours of teachers for a year from a week ago on. Short reads. Free with so_schedule_free(). */
SoSchedule *so_studio_read_schedule (SoStudio *studio, GError **error);

/* What a closure would keep from taking place, beside what does not anyway. */
typedef struct {
  guint sessions, bookings;
} SoClosureReach;

/* @id: of the closure that is changed, or NULL; @fields: JSON of so-closure.h. It may be about years, so on a thread of its own. */
void so_studio_measure_closure_async (SoStudio *studio, const char *id, const char *fields, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* FALSE with SO_ERROR_CHANGE where it is none yet. */
gboolean so_studio_measure_closure_finish (SoStudio *studio, GAsyncResult *result, SoClosureReach *reach, GError **error);

G_END_DECLS
