/* SPDX-License-Identifier: MIT */
#include "so-advice-private.h"

#include <math.h>
#include <stdlib.h>

#define N_(text) text

static const struct { const char *nick; SoAdviceRule rule; } kinds[SO_N_ADVICES] = {
  [SO_ADVICE_HOT_LEADS] = { "hot_leads", so_advice_hot_leads },
  [SO_ADVICE_CATEGORY] = { "category", so_advice_category },
  [SO_ADVICE_NO_SHOWS] = { "no_shows", so_advice_no_shows },
  [SO_ADVICE_MISSED_CALLS] = { "missed_calls", so_advice_missed_calls },
  [SO_ADVICE_CONVERSION] = { "conversion", so_advice_conversion },
  [SO_ADVICE_REVENUE] = { "revenue", so_advice_revenue },
  [SO_ADVICE_BOOKINGS] = { "bookings", so_advice_bookings },
  [SO_ADVICE_RETENTION] = { "retention", so_advice_retention },
  [SO_ADVICE_SEGMENT] = { "segment", so_advice_segment },
  [SO_ADVICE_PEAK_MESSAGES] = { "peak_messages", so_advice_peak_messages },
  [SO_ADVICE_PEAK_CALLS] = { "peak_calls", so_advice_peak_calls },
};

static const struct { const char *nick, *label; } actions[SO_N_ADVICE_ACTIONS] = {
  [SO_ADVICE_OPEN_KNOWLEDGE] = { "open_knowledge", N_("Create FAQ") },
  [SO_ADVICE_OPEN_THREAD] = { "open_thread", N_("Open Conversation") },
  [SO_ADVICE_OPEN_HOURS] = { "open_hours", N_("Opening Hours") },
  [SO_ADVICE_OPEN_CALLS_MISSED] = { "open_calls_missed", N_("Missed Calls") },
  [SO_ADVICE_OPEN_CALLS_AFTER_HOURS] = { "open_calls_after_hours", N_("Calls After Hours") },
  [SO_ADVICE_OPEN_REMINDERS] = { "open_reminders", N_("Set Reminders") },
  [SO_ADVICE_OPEN_LEADS] = { "open_leads", N_("Open Leads") },
  [SO_ADVICE_OPEN_SCHEDULE] = { "open_schedule", N_("Open Schedule") },
  [SO_ADVICE_OPEN_CONTACTS] = { "open_contacts", N_("Open Contacts") },
};

SoAdvice *
so_advice_new (SoAdviceKind kind, SoAdviceAction action)
{
  SoAdvice *advice = g_new0 (SoAdvice, 1);

  advice->kind = kind;
  advice->action = action;
  return advice;
}

void
so_advice_free (SoAdvice *advice)
{
  if (!advice)
    return;
  g_free (advice->title);
  g_free (advice->detail);
  g_free (advice->target);
  g_free (advice->contact);
  g_free (advice);
}

const char *
so_advice_nick (SoAdviceKind kind)
{
  return kinds[kind].nick;
}

const char *
so_advice_action_nick (SoAdviceAction action)
{
  return actions[action].nick;
}

const char *
so_advice_action_label (SoAdviceAction action)
{
  return actions[action].label;
}

GPtrArray *
so_advice_list (const SoOverview *overview)
{
  GPtrArray *advices = g_ptr_array_new_with_free_func ((GDestroyNotify) so_advice_free);

  /* The order of the kinds is how pressing they are. */
  for (guint kind = 0; kind < SO_N_ADVICES; kind++)
    kinds[kind].rule (overview, advices);
  if (advices->len > SO_ADVICE_MOST)
    g_ptr_array_set_size (advices, SO_ADVICE_MOST);
  return advices;
}

/* What rules share ----------------------------------------------------------------------------------------- */

SoFigures *
so_advice_weeks (const SoOverview *overview, guint n, gboolean earlier)
{
  g_autoptr (SoFigures) sum = so_figures_new ();

  for (guint i = 0; i < n; i++)
    {
      const SoPeriodFigures *week = so_overview_last_week (overview, i + (earlier ? n : 0));

      if (!week)
        return NULL;
      so_figures_add (sum, week->figures);
    }
  return g_steal_pointer (&sum);
}

char *
so_advice_percent (double change)
{
  long percent = lround (change * 100);

  /* A minus as long as the plus is. */
  return g_strdup_printf ("%s%ld %%", percent < 0 ? "−" : "+", labs (percent));
}

/* The hours of a night go on into the next day. */
static guint
window (const guint hours[7][24], guint weekday, guint hour)
{
  return hours[weekday][hour] + (hour < 23 ? hours[weekday][hour + 1] : hours[(weekday + 1) % 7][0]);
}

gboolean
so_advice_peak (const guint hours[7][24], guint least, SoPeak *peak)
{
  *peak = (SoPeak) { 0 };
  for (guint weekday = 0; weekday < 7; weekday++)
    for (guint hour = 0; hour < 24; hour++)
      {
        guint n = window (hours, weekday, hour);

        peak->all += hours[weekday][hour];
        if (n > peak->n)
          *peak = (SoPeak) { weekday, hour, n, peak->all };
      }
  return peak->all >= least;
}
