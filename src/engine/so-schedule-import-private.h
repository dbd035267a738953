/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-ics.h"
#include "so-schedule-import.h"

G_BEGIN_DECLS

/* For so-schedule-*.c only. */

/* One thing that a file puts on the schedule. */
typedef struct {
  SoIcsEvent *event;
  char *style, *level;      /* or NULL */
  int most;                 /* people; 0: not said */
  gboolean knows_teacher;   /* the file has a place for who teaches: there they are made */
} SoScheduleRow;
void so_schedule_row_free (SoScheduleRow *row);

/* For so-schedule-csv.c: SoScheduleRow; what could not be taken is added to @skips (SoIcsSkip). */
GPtrArray *so_schedule_csv_read (const char *path, JsonObject *columns, int today, GPtrArray *skips, GError **error);

G_END_DECLS
