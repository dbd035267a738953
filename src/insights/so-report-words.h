/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-report.h"

G_BEGIN_DECLS

/* What a report says, in the language of who reads it: the same words on the page, in HTML, in PDF and in a mail. All are yours. */

/* "41 %", "1,240 €", "12 min"; "–" where it is not known. */
char *so_report_words_value (SoUnit unit, const SoReportValue *value, const char *currency);
/* A target of a goal as it is typed and shown: "30 %". */
char *so_report_words_target (SoGoal goal, double target, const char *currency);
/* "+12 %", "−3 points"; where no change is said why: "too few to compare", or "" where there is nothing to compare. */
char *so_report_words_change (const SoReportFigure *figure);
/* 1: what changed is good news, -1: bad, 0: neither, or no change. */
int so_report_words_mood (const SoReportFigure *figure, SoMetric metric);
/* "16 – 22 November 2026". */
char *so_report_words_period (int first, int last);
/* "Week 47, 2026" of "2026-W47". */
char *so_report_words_week (const char *label);
/* "Of 40: 24 reached" as "24 of 40 (60 %)", or "No goal set". */
char *so_report_words_goal (const SoReport *report, SoGoal goal);
/* "Weeks end on Sunday at midnight, Europe/Berlin. Made on 23 November 2026." */
char *so_report_words_foot (const SoReport *report);
/* Plain text of the whole, for a mail. */
char *so_report_words_text (const SoReport *report);

G_END_DECLS
