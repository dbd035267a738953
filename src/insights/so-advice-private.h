/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-advice.h"
#include "so-growth.h"

G_BEGIN_DECLS

/* A rule adds what it finds; each looks at one thing. */
typedef void (*SoAdviceRule) (const SoOverview *overview, GPtrArray *advices);

SoAdvice *so_advice_new (SoAdviceKind kind, SoAdviceAction action);

/* so-advice-people.c */
void so_advice_hot_leads (const SoOverview *overview, GPtrArray *advices);
void so_advice_conversion (const SoOverview *overview, GPtrArray *advices);
void so_advice_retention (const SoOverview *overview, GPtrArray *advices);
void so_advice_segment (const SoOverview *overview, GPtrArray *advices);
/* so-advice-talk.c */
void so_advice_category (const SoOverview *overview, GPtrArray *advices);
void so_advice_peak_messages (const SoOverview *overview, GPtrArray *advices);
void so_advice_missed_calls (const SoOverview *overview, GPtrArray *advices);
void so_advice_peak_calls (const SoOverview *overview, GPtrArray *advices);
/* so-advice-bookings.c */
void so_advice_no_shows (const SoOverview *overview, GPtrArray *advices);
void so_advice_revenue (const SoOverview *overview, GPtrArray *advices);
void so_advice_bookings (const SoOverview *overview, GPtrArray *advices);

/* The last four whole weeks added, and (@earlier) the four before them; NULL where there are not as many. Free with so_figures_free(). */
SoFigures *so_advice_weeks (const SoOverview *overview, guint n, gboolean earlier);
/* "+40 %", "−12 %": of 0.4 and -0.12. Free with g_free(). */
char *so_advice_percent (double change);

/* The window of two hours with the most of it: weekday (0: Monday) and hour in which it begins, and how many fell into it. FALSE below @least in all. */
typedef struct {
  guint weekday, hour;
  guint n, all;
} SoPeak;
gboolean so_advice_peak (const guint hours[7][24], guint least, SoPeak *peak);

G_END_DECLS
