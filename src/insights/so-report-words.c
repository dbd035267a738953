/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-report-words.h"

#include "so-day.h"
#include "so-money.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Points or percent: less is chance, and neither good nor bad. */
#define LEAST_CHANGE 1.5

static char *
money (double amount, const char *currency)
{
  const char *language = g_get_language_names ()[0];
  g_autofree char *two = g_strndup (language, strcspn (language, "_.@"));

  return so_money_format ((gint64) llround (amount), currency, strcmp (two, "C") ? two : NULL);
}

static char *
minutes (double value)
{
  guint whole = (guint) lround (value);

  if (whole < 60)
    /* Translators: minutes, short */
    return g_strdup_printf (_("%u min"), whole);
  /* Translators: hours and minutes, short */
  return g_strdup_printf (_("%u h %u min"), whole / 60, whole % 60);
}

static char *
write_number (SoUnit unit, double value, const char *currency)
{
  switch (unit)
    {
    case SO_UNIT_SHARE:
      /* Translators: a percentage */
      return g_strdup_printf (_("%.0f %%"), value * 100);
    case SO_UNIT_RATIO:
      return g_strdup_printf ("%.2f", value);
    case SO_UNIT_MINUTES:
      return minutes (value);
    case SO_UNIT_SECONDS:
      if (value >= 3600)
        return minutes (value / 60);
      /* Translators: minutes and seconds of calls */
      return g_strdup_printf (_("%u:%02u min"), (guint) lround (value) / 60, (guint) lround (value) % 60);
    case SO_UNIT_MONEY:
      return money (value, currency);
    case SO_UNIT_RATING:
      /* Translators: how content callers are, from 0 to 10 */
      return g_strdup_printf (_("%.1f of 10"), value);
    default:
      return g_strdup_printf ("%'.0f", value);
    }
}

char *
so_report_words_value (SoUnit unit, const SoReportValue *value, const char *currency)
{
  return value->known ? write_number (unit, value->value, currency) : g_strdup ("–");
}

char *
so_report_words_target (SoGoal goal, double target, const char *currency)
{
  return target > 0 ? write_number (so_goal_unit (goal), target, currency) : g_strdup ("");
}

char *
so_report_words_change (const SoReportFigure *figure)
{
  double hundred = figure->change * 100;
  const char *sign = hundred >= 0 ? "+" : "−";

  if (figure->changed && fabs (hundred) < 0.5)
    return g_strdup (_("unchanged"));
  if (figure->changed && figure->points)
    /* Translators: a difference of two percentages; %s is + or − */
    return g_strdup_printf (ngettext ("%s%.0f point", "%s%.0f points", (gulong) lround (fabs (hundred))), sign, fabs (hundred));
  if (figure->changed)
    /* Translators: how much more or less than the week before; %s is + or − */
    return g_strdup_printf (_("%s%.0f %%"), sign, fabs (hundred));
  return g_strdup (figure->now.n || figure->before.n ? _("too few to compare") : "");
}

int
so_report_words_mood (const SoReportFigure *figure, SoMetric metric)
{
  if (!figure->changed || fabs (figure->change * 100) < LEAST_CHANGE)
    return 0;
  return figure->change > 0 ? so_metric_direction (metric) : -so_metric_direction (metric);
}

static char *
format_day (int day, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (so_day_at (day, 0, NULL) / 1000);

  return utc ? g_date_time_format (utc, format) : g_strdup ("");
}

char *
so_report_words_period (int first, int last)
{
  g_autofree char *to = format_day (last, _("%-d %B %Y")), *month = format_day (first, "%Y-%m"), *last_month = format_day (last, "%Y-%m");
  gboolean same_year = !strncmp (month, last_month, 4);
  /* What both days have in common is said once. */
  g_autofree char *from = format_day (first, !strcmp (month, last_month) ? _("%-d") : same_year ? _("%-d %B") : _("%-d %B %Y"));

  return g_strdup_printf ("%s – %s", from, to);
}

char *
so_report_words_week (const char *label)
{
  guint year = (guint) g_ascii_strtoull (label, NULL, 10), week = strlen (label) == 8 ? (guint) g_ascii_strtoull (label + 6, NULL, 10) : 0;

  /* Translators: the number of a week, and a year */
  return week ? g_strdup_printf (_("Week %u, %u"), week, year) : g_strdup (label);
}

char *
so_report_words_goal (const SoReport *report, SoGoal goal)
{
  const SoReportValue *value = &report->goals[goal];
  double target = report->targets[goal];
  g_autofree char *now = so_report_words_value (so_goal_unit (goal), value, report->currency), *aim = so_report_words_target (goal, target, report->currency);

  if (target <= 0)
    return value->known ? g_strdup_printf (_("%s, no goal set"), now) : g_strdup (_("No goal set"));
  if (!value->known)
    /* Translators: %s is a goal of the owner */
    return g_strdup_printf (_("Not known for this week, the goal is %s"), aim);
  if (so_goal_is_less_better (goal))
    return value->value <= target ? g_strdup_printf (_("%s: reached, the goal is at most %s"), now, aim) : g_strdup_printf (_("%s, the goal is at most %s"), now, aim);
  if (value->value >= target)
    return g_strdup_printf (_("%s: reached, the goal is %s"), now, aim);
  return g_strdup_printf (_("%s of %s"), now, aim);
}

char *
so_report_words_foot (const SoReport *report)
{
  g_autofree char *weekday = format_day (report->last, "%A"), *made = NULL;
  g_autoptr (GTimeZone) zone = report->zone ? g_time_zone_new_identifier (report->zone) : NULL;
  int day = report->made_at ? so_day_of (report->made_at, zone, NULL) : SO_DAY_NONE;

  made = day == SO_DAY_NONE ? NULL : format_day (day, _("%-d %B %Y"));
  if (!made)
    /* Translators: a weekday, and a time zone such as Europe/Berlin */
    return g_strdup_printf (report->running ? _("The week is not over: it ends on %s at midnight, %s.") : _("The week ended on %s at midnight, %s."), weekday, report->zone);
  /* Translators: a weekday, a time zone such as Europe/Berlin, and a date */
  return g_strdup_printf (_("The week ended on %s at midnight, %s. Counted on %s and kept as it was."), weekday, report->zone, made);
}

static void
add_figure (GString *text, const SoReport *report, SoMetric metric)
{
  const SoReportFigure *figure = &report->figures[metric];
  g_autofree char *now = so_report_words_value (so_metric_unit (metric), &figure->now, report->currency), *change = so_report_words_change (figure);

  g_string_append_printf (text, "%s: %s", _(so_metric_label (metric)), now);
  if (*change)
    g_string_append_printf (text, " (%s)", change);
  g_string_append_c (text, '\n');
}

char *
so_report_words_text (const SoReport *report)
{
  GString *text = g_string_new (NULL);
  g_autofree char *week = so_report_words_week (report->label), *period = so_report_words_period (report->first, report->last), *foot = so_report_words_foot (report);

  g_string_append_printf (text, "%s\n%s\n%s\n\n", report->studio ? report->studio : "", week, period);
  for (const SoMetric *metric = so_report_metrics; *metric < SO_N_METRICS; metric++)
    add_figure (text, report, *metric);
  if (report->advice->len)
    g_string_append_printf (text, "\n%s\n", _("What to Do"));
  for (guint i = 0; i < report->advice->len; i++)
    g_string_append_printf (text, "• %s\n", ((SoAdvice *) report->advice->pdata[i])->title);
  g_string_append_printf (text, "\n%s\n", _("Goals"));
  for (SoGoal i = 0; i < SO_N_GOALS; i++)
    {
      g_autofree char *said = so_report_words_goal (report, i);

      g_string_append_printf (text, "%s: %s\n", _(so_goal_label (i)), said);
    }
  g_string_append_printf (text, "\n%s\n", foot);
  return g_string_free_and_steal (text);
}
