/* SPDX-License-Identifier: MIT */
/* Advice about messages and calls. */
#include "so-config.h"

#include "so-advice-private.h"

#include <glib/gi18n-lib.h>

/* S252. */
#define LEAST_MESSAGES 10
#define LEAST_CHANGE 0.25
/* Fewer have no hour of their own. */
#define LEAST_FOR_PEAK 20
#define LEAST_CALLS 5

static const char *const weekdays[] = { N_("Mondays"), N_("Tuesdays"), N_("Wednesdays"), N_("Thursdays"), N_("Fridays"), N_("Saturdays"), N_("Sundays") };

/* Categories ----------------------------------------------------------------------------------------------- */

/* The sub-category that there is most of in this one. */
static const char *
find_topic (const SoFigures *figures, guint category)
{
  const SoSubCategory *all = so_sub_categories (NULL);
  int best = -1;

  for (int i = 0; i < SO_N_SUB_CATEGORIES; i++)
    if (!g_strcmp0 (all[i].category, so_category_nick (category)) && figures->sub_categories[i] > (best < 0 ? 0 : figures->sub_categories[best]))
      best = i;
  return best < 0 ? so_category_nick (category) : all[best].nick;
}

/* How much larger its share of the messages is now; 0 where that says nothing. */
static double
change_of (const SoFigures *before, const SoFigures *now, guint category)
{
  double was, is;
  guint n;

  /* What nobody could name has no answer, either. */
  if (!g_strcmp0 (so_category_nick (category), "GENERAL"))
    return 0;
  if (now->categories[category] < LEAST_MESSAGES || before->categories[category] < SO_METRIC_LEAST || !so_category_share (before, category, &was, &n) ||
      !so_category_share (now, category, &is, &n) || was <= 0)
    return 0;
  return is / was - 1;
}

void
so_advice_category (const SoOverview *overview, GPtrArray *advices)
{
  const SoPeriodFigures *week = so_overview_last_week (overview, 0), *before = so_overview_last_week (overview, 1);
  g_autofree char *percent = NULL;
  double change = LEAST_CHANGE;
  SoAdvice *advice;
  int best = -1;

  for (guint i = 0; week && before && i < SO_N_CATEGORIES; i++)
    if (change_of (before->figures, week->figures, i) > change)
      {
        change = change_of (before->figures, week->figures, i);
        best = (int) i;
      }
  if (best < 0)
    return;
  percent = so_advice_percent (change);
  advice = so_advice_new (SO_ADVICE_CATEGORY, SO_ADVICE_OPEN_KNOWLEDGE);
  /* Translators: “Prices” +40 %: consider… */
  advice->title = g_strdup_printf (_("“%s” takes a larger part of your messages, %s in a week: consider an answer in your knowledge, or an offer"),
                                   _(so_category_label ((guint) best)), percent);
  advice->detail = g_strdup_printf (_("%u of %u messages in the last whole week, %u of %u in the one before."), week->figures->categories[best], week->figures->classified,
                                    before->figures->categories[best], before->figures->classified);
  advice->target = g_strdup (find_topic (week->figures, (guint) best));
  advice->value = (double) week->figures->categories[best] / week->figures->classified;
  advice->before = (double) before->figures->categories[best] / before->figures->classified;
  advice->n = week->figures->categories[best];
  advice->n_before = before->figures->categories[best];
  g_ptr_array_add (advices, advice);
}

/* Hours ---------------------------------------------------------------------------------------------------- */

static char *
clock_text (guint hour)
{
  return g_strdup_printf ("%02u:00", hour % 24);
}

/* @title and @detail are taken. */
static void
add_peak (SoAdviceKind kind, const SoPeak *peak, char *title, char *detail, GPtrArray *advices)
{
  SoAdvice *advice = so_advice_new (kind, SO_ADVICE_OPEN_HOURS);

  advice->title = title;
  advice->detail = detail;
  advice->value = (double) peak->n / peak->all;
  advice->n = peak->all;
  g_ptr_array_add (advices, advice);
}

void
so_advice_peak_messages (const SoOverview *overview, GPtrArray *advices)
{
  SoPeak peak;
  gboolean found = so_advice_peak (overview->figures->hours, LEAST_FOR_PEAK, &peak);
  g_autofree char *from = clock_text (peak.hour), *to = clock_text (peak.hour + 2);

  if (found)
    add_peak (SO_ADVICE_PEAK_MESSAGES, &peak, g_strdup_printf (_("Most people write on %s between %s and %s: be there to answer"), _(weekdays[peak.weekday]), from, to),
              g_strdup_printf (_("%u of %u messages of the chosen time came in these two hours."), peak.n, peak.all), advices);
}

void
so_advice_peak_calls (const SoOverview *overview, GPtrArray *advices)
{
  SoPeak peak;
  gboolean found = so_advice_peak (overview->figures->call_hours, LEAST_FOR_PEAK, &peak);
  g_autofree char *from = clock_text (peak.hour), *to = clock_text (peak.hour + 2);

  if (found)
    add_peak (SO_ADVICE_PEAK_CALLS, &peak, g_strdup_printf (_("Most people call on %s between %s and %s: be there to answer"), _(weekdays[peak.weekday]), from, to),
              g_strdup_printf (_("%u of %u calls of the chosen time came in these two hours."), peak.n, peak.all), advices);
}

/* Calls ---------------------------------------------------------------------------------------------------- */

static void
add_calls (SoAdviceAction action, char *title, const SoCallMetrics *calls, guint part, GPtrArray *advices)
{
  SoAdvice *advice = so_advice_new (SO_ADVICE_MISSED_CALLS, action);

  advice->title = title;
  advice->detail = g_strdup_printf (_("Of %u calls to the studio in the chosen time."), calls->inbound);
  advice->value = (double) part / calls->inbound;
  advice->n = calls->inbound;
  g_ptr_array_add (advices, advice);
}

void
so_advice_missed_calls (const SoOverview *overview, GPtrArray *advices)
{
  const SoCallMetrics *calls = &overview->figures->calls;

  if (calls->after_hours >= LEAST_CALLS && calls->after_hours * 5 >= calls->inbound)
    add_calls (SO_ADVICE_OPEN_CALLS_AFTER_HOURS,
               g_strdup_printf (ngettext ("%u call came while the studio was closed", "%u calls came while the studio was closed", calls->after_hours), calls->after_hours), calls,
               calls->after_hours, advices);
  else if (calls->missed >= LEAST_CALLS && calls->missed * 5 >= calls->inbound)
    add_calls (SO_ADVICE_OPEN_CALLS_MISSED, g_strdup_printf (ngettext ("Nobody took %u call", "Nobody took %u calls", calls->missed), calls->missed), calls, calls->missed, advices);
}
