/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"
#include "so-teacher.h"

G_BEGIN_DECLS

/* When teachers are there, beside their rows (so-entity-rows.h). */

/* Other hours of a teacher on one day; @spans none: not there. */
gboolean so_teacher_day_set (SoDb *db, const char *teacher_id, const char *day, const char *const *spans, const char *note, GError **error);
/* Nothing else is said of that day any more. */
gboolean so_teacher_day_clear (SoDb *db, const char *teacher_id, const char *day, GError **error);
/* SoTeacherDay from @first to @last (so-day.h), both part of it. */
GPtrArray *so_teacher_days (SoDb *db, int first, int last, GError **error);

G_END_DECLS
