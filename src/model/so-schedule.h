/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-class-kind.h"
#include "so-closure.h"
#include "so-hours.h"
#include "so-room.h"
#include "so-series.h"
#include "so-session.h"
#include "so-span.h"
#include "so-teacher.h"
#include "so-term.h"

G_BEGIN_DECLS

/* What all sessions of the studio rest on, as it stands at one moment. */
typedef struct {
  GPtrArray *rooms, *teachers, *kinds, *terms, *closures, *series;   /* of their types; closures: also those of the opening hours */
  GPtrArray *days;       /* SoTeacherDay that were asked for */
  SoHours *hours;        /* NULL: not said yet */
  GTimeZone *zone;
} SoSchedule;

void so_schedule_free (SoSchedule *schedule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSchedule, so_schedule_free)

/* By id, or NULL. Borrowed. */
SoRoom *so_schedule_room (const SoSchedule *schedule, const char *id);
SoTeacher *so_schedule_teacher (const SoSchedule *schedule, const char *id);
SoClassKind *so_schedule_kind (const SoSchedule *schedule, const char *id);
SoTerm *so_schedule_term (const SoSchedule *schedule, const char *id);

/* When the studio is open from @first to @last (days), without closures; NULL: nobody has said. */
GArray *so_schedule_open (const SoSchedule *schedule, int first, int last);
/* When a teacher is there: their week, or whenever the studio is open, and what is different on single days. NULL: nobody has said. */
GArray *so_schedule_there (const SoSchedule *schedule, const SoTeacher *teacher, int first, int last);

G_END_DECLS
