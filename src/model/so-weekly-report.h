/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A week as it was when it was over: made once, and never changed, whatever becomes of the studio's data. */
typedef struct {
  char *id;
  char *label;           /* "2026-W47" */
  int first_day;         /* so-day.h; the last is six days later */
  char *zone;            /* whose midnights these were */
  char *content;         /* JSON, so-report.h */
  gint64 created_at;     /* ms */
} SoWeeklyReport;

void so_weekly_report_free (SoWeeklyReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoWeeklyReport, so_weekly_report_free)

G_END_DECLS
