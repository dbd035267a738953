/* SPDX-License-Identifier: MIT */
/* Advice about bookings and what they are worth. */
#include "so-config.h"

#include "so-advice-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LEAST_NO_SHOWS 3
#define MANY_NO_SHOWS 0.1
/* Less is how weeks differ. */
#define LEAST_CHANGE 0.15

void
so_advice_no_shows (const SoOverview *overview, GPtrArray *advices)
{
  g_autoptr (SoFigures) weeks = so_advice_weeks (overview, 4, FALSE);
  SoAdvice *advice;
  double rate;
  guint n;

  if (!weeks || weeks->bookings[SO_BOOKING_NO_SHOW] < LEAST_NO_SHOWS || !so_metric_value (weeks, SO_METRIC_NO_SHOW_RATE, &rate, &n) || rate < MANY_NO_SHOWS)
    return;
  advice = so_advice_new (SO_ADVICE_NO_SHOWS, SO_ADVICE_OPEN_REMINDERS);
  advice->title = g_strdup_printf (_("%.0f %% of the appointments were no-shows: a reminder the day before helps"), rate * 100);
  advice->detail = g_strdup_printf (_("%u of %u appointments in the last four whole weeks."), weeks->bookings[SO_BOOKING_NO_SHOW], n);
  advice->value = rate;
  advice->n = n;
  g_ptr_array_add (advices, advice);
}

static void
add_trend (SoAdviceKind kind, const SoOverview *overview, SoMetric metric, const char *more, const char *less, GPtrArray *advices)
{
  g_autoptr (SoFigures) now = so_advice_weeks (overview, 4, FALSE), before = so_advice_weeks (overview, 4, TRUE);
  g_autofree char *percent = NULL;
  SoAdvice *advice;
  SoGrowth growth;

  if (!now || !before || !so_growth (before, now, metric, &growth) || fabs (growth.change) < LEAST_CHANGE)
    return;
  percent = so_advice_percent (growth.change);
  advice = so_advice_new (kind, SO_ADVICE_OPEN_SCHEDULE);
  advice->title = g_strconcat (growth.change > 0 ? more : less, " (", percent, ")", NULL);
  advice->detail = g_strdup_printf (_("The last four whole weeks (%u appointments) against the four before (%u)."), growth.n_now, growth.n_before);
  advice->value = growth.now;
  advice->before = growth.before;
  advice->n = growth.n_now;
  advice->n_before = growth.n_before;
  g_ptr_array_add (advices, advice);
}

void
so_advice_revenue (const SoOverview *overview, GPtrArray *advices)
{
  add_trend (SO_ADVICE_REVENUE, overview, SO_METRIC_REVENUE, _("Revenue grows: look whether the full classes need another session"),
             _("Revenue falls: look which classes have places left"), advices);
}

void
so_advice_bookings (const SoOverview *overview, GPtrArray *advices)
{
  add_trend (SO_ADVICE_BOOKINGS, overview, SO_METRIC_BOOKINGS_MADE, _("More people book: look whether the full classes need another session"),
             _("Fewer people book: look which classes have places left"), advices);
}
