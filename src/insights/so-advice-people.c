/* SPDX-License-Identifier: MIT */
/* Advice about leads and customers. */
#include "so-config.h"

#include "so-advice-private.h"

#include <glib/gi18n-lib.h>

/* Fewer people who came once are no group. */
#define LEAST_FIRST_TIMERS 10

static char *
describe (const SoHotLead *lead)
{
  /* Translators: a person, what they want and their lead score. */
  return lead->interest && *lead->interest ? g_strdup_printf (_("%s (%s, score %d)"), lead->name, lead->interest, lead->score)
    : g_strdup_printf (_("%s (score %d)"), lead->name, lead->score);
}

void
so_advice_hot_leads (const SoOverview *overview, GPtrArray *advices)
{
  const SoHotLead *first = overview->hot->len ? overview->hot->pdata[0] : NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  SoAdvice *advice;

  if (!first)
    return;
  for (guint i = 0; i < overview->hot->len && i < 3; i++)
    {
      g_autofree char *name = describe (overview->hot->pdata[i]);

      /* Translators: between the names of a list. */
      g_string_append_printf (names, "%s%s", i ? _(", ") : "", name);
    }
  advice = so_advice_new (SO_ADVICE_HOT_LEADS, SO_ADVICE_OPEN_THREAD);
  advice->title = g_strdup_printf (ngettext ("%u hot lead waits for an answer: %s", "%u hot leads wait for an answer: %s", overview->hot_waiting), overview->hot_waiting, names->str);
  advice->detail = g_strdup (_("Leads with a score of 80 or more whose last message is not answered, at this moment."));
  advice->target = g_strdup (first->thread_id);
  advice->contact = g_strdup (first->contact_id);
  advice->value = advice->n = overview->hot_waiting;
  g_ptr_array_add (advices, advice);
}

static void
set_growth (SoAdvice *advice, const SoGrowth *growth)
{
  advice->value = growth->now;
  advice->before = growth->before;
  advice->n = growth->n_now;
  advice->n_before = growth->n_before;
}

/* Leads need time to become customers: what is compared are eight weeks. */
void
so_advice_conversion (const SoOverview *overview, GPtrArray *advices)
{
  g_autoptr (SoFigures) now = so_advice_weeks (overview, 4, FALSE), before = so_advice_weeks (overview, 4, TRUE);
  SoAdvice *advice;
  SoGrowth growth;

  if (!now || !before || !so_growth (before, now, SO_METRIC_CALL_CONVERSION, &growth) || growth.change > -0.1)
    return;
  advice = so_advice_new (SO_ADVICE_CONVERSION, SO_ADVICE_OPEN_CALLS_MISSED);
  advice->title = g_strdup_printf (_("Fewer calls lead to an appointment: %.0f %% instead of %.0f %%"), growth.now * 100, growth.before * 100);
  advice->detail = g_strdup_printf (_("The last four whole weeks (%u calls) against the four before (%u calls)."), growth.n_now, growth.n_before);
  set_growth (advice, &growth);
  g_ptr_array_add (advices, advice);
}

void
so_advice_retention (const SoOverview *overview, GPtrArray *advices)
{
  const SoPeriodFigures *week = so_overview_last_week (overview, 0), *before = so_overview_last_week (overview, 1);
  SoAdvice *advice;
  SoGrowth growth;

  if (!week || !before || !so_growth (before->figures, week->figures, SO_METRIC_RETENTION, &growth) || growth.change > -0.1)
    return;
  advice = so_advice_new (SO_ADVICE_RETENTION, SO_ADVICE_OPEN_CONTACTS);
  advice->title = g_strdup_printf (_("Fewer customers came again: %.0f %% instead of %.0f %%"), growth.now * 100, growth.before * 100);
  advice->detail = g_strdup_printf (_("Of %u people who came the week before, and of %u a week earlier."), growth.n_now, growth.n_before);
  set_growth (advice, &growth);
  g_ptr_array_add (advices, advice);
}

void
so_advice_segment (const SoOverview *overview, GPtrArray *advices)
{
  const SoFigures *figures = overview->figures;
  guint people = figures->customers;
  SoAdvice *advice;

  if (figures->customers_new < LEAST_FIRST_TIMERS || figures->customers_new * 3 < people)
    return;
  advice = so_advice_new (SO_ADVICE_SEGMENT, SO_ADVICE_OPEN_CONTACTS);
  advice->title = g_strdup_printf (ngettext ("%u of %u customers came for the first time: write to them before they forget you",
                                             "%u of %u customers came for the first time: write to them before they forget you", people), figures->customers_new, people);
  advice->detail = g_strdup (_("People who came to a session of the chosen time, and those of them who had never come before."));
  advice->value = figures->customers_new;
  advice->n = people;
  g_ptr_array_add (advices, advice);
}
