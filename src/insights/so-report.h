/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-advice.h"
#include "so-goal.h"
#include "so-overview.h"
#include "so-report-due.h"
#include "so-weekly-report.h"

G_BEGIN_DECLS

/**
 * SoReport: what a week came to, as it was when it was over: its figures with those of the week before, the weeks before that, and what they suggest to do. It is kept
 * as JSON (so_report_write(), so_report_read()), so that it stays as it was whatever becomes of the studio's data; only the owner's targets are those of today.
 */

/* A value, or none: fewer than SO_METRIC_LEAST, or nothing known. @n: on how many rows it rests, also where it is not said. */
typedef struct {
  gboolean known;
  double value;
  guint n;
} SoReportValue;

typedef struct {
  SoReportValue now, before;
  gboolean changed;          /* a change is said */
  double change;             /* as in so-growth.h */
  gboolean points;
} SoReportFigure;

/* One week of the history. */
typedef struct {
  char label[SO_REPORT_LABEL];
  int first;
  SoReportValue values[SO_N_METRICS];
} SoReportPast;

typedef struct {
  char label[SO_REPORT_LABEL];       /* "2026-W47" */
  int first, last;                   /* days */
  char *zone, *currency;
  char *studio;                      /* its name, or NULL */
  gint64 made_at;                    /* ms; 0: it is not kept, but was worked out just now */
  gboolean running;                  /* the week was not over */
  SoReportFigure figures[SO_N_METRICS];
  SoReportValue goals[SO_N_GOALS];
  double targets[SO_N_GOALS];        /* 0: none is set */
  GArray *past;                      /* SoReportPast, the oldest first, the last one is this week */
  GPtrArray *advice;                 /* SoAdvice */
} SoReport;

void so_report_free (SoReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoReport, so_report_free)

/* The report of the week that @overview is of. @fresh: the newest week there is, for which what waits at this moment is advice, too. */
SoReport *so_report_new (const SoOverview *overview, const SoReportWeek *week, gboolean fresh);

/* What is kept of it; free with g_free(). */
char *so_report_write (const SoReport *report);
/* NULL with SO_ERROR_CHANGE where @kept is damaged. What this version does not know in it is left out. */
SoReport *so_report_read (const SoWeeklyReport *kept, GError **error);

/* The place in @past of the first week in which anything happened: those before it were before the studio's time. */
guint so_report_first_past (const SoReport *report);

/* Those that stand in the report, and those of its table of weeks. Ends with SO_N_METRICS. */
extern const SoMetric so_report_metrics[];
extern const SoMetric so_report_columns[];

G_END_DECLS
