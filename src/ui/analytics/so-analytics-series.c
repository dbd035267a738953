/* SPDX-License-Identifier: MIT */
#include "so-analytics-series.h"

#include "so-metric-words.h"

#include <glib/gi18n.h>
#include <math.h>

static SoChartData *
make (const char *title, const char *points, SoAxisUnit unit, const char *currency, const char *first, const char *second)
{
  SoChartData *series = so_chart_data_new (title, points, unit, currency);

  so_chart_data_add_line (series, first);
  if (second)
    so_chart_data_add_line (series, second);
  return series;
}

/* By day and by week ----------------------------------------------------------------------------------- */

/* Two numbers of a day or week. */
typedef void (*Pair) (const SoFigures *figures, double *first, double *second);

static void
add_stretch (SoChartData *series, const SoPeriodFigures *stretch, gboolean week, Pair pair)
{
  g_autofree char *label = so_metric_words_day (stretch->period.first), *day = so_metric_words_long_day (stretch->period.first);
  /* Translators: %s is its first day */
  g_autofree char *words = week ? g_strdup_printf (_("Week from %s"), label) : g_strdup (day);
  double first = NAN, second = NAN;

  pair (stretch->figures, &first, &second);
  so_chart_data_add_point (series, label, words, first, second);
}

/* Of @days those that are in the period; of today the last week: one bar says little. */
static void
add_days (SoChartData *series, const SoOverview *overview, Pair pair)
{
  for (guint i = 0; i < overview->days->len; i++)
    {
      const SoPeriodFigures *day = overview->days->pdata[i];

      if (day->period.first >= MIN (overview->period.first, overview->period.last - 6) && day->period.first <= overview->period.last)
        add_stretch (series, day, FALSE, pair);
    }
}

static void
add_weeks (SoChartData *series, const SoOverview *overview, Pair pair)
{
  for (guint i = 0; i < overview->weeks->len; i++)
    add_stretch (series, overview->weeks->pdata[i], TRUE, pair);
}

/* Twelve weeks have too many days for bars that one can tell apart. */
static SoChartData *
by_day (SoChartData *series, const SoOverview *overview, Pair pair)
{
  if (overview->period.last - overview->period.first >= SO_OVERVIEW_DAYS + 2)
    add_weeks (series, overview, pair);
  else
    add_days (series, overview, pair);
  return series;
}

static SoChartData *
by_week (SoChartData *series, const SoOverview *overview, Pair pair)
{
  add_weeks (series, overview, pair);
  return series;
}

static void
messages (const SoFigures *figures, double *first, double *second)
{
  *first = figures->in, *second = figures->out;
}

static void
calls (const SoFigures *figures, double *first, double *second)
{
  *first = figures->calls.answered, *second = figures->calls.missed + figures->calls.voicemail;
}

static void
appointments (const SoFigures *figures, double *first, double *second)
{
  double completed = 0;

  so_metric_value (figures, SO_METRIC_COMPLETED, &completed, NULL);
  *first = so_figures_appointments (figures), *second = completed;
}

static void
customers (const SoFigures *figures, double *first, double *second)
{
  *first = figures->customers - MIN (figures->customers_new, figures->customers), *second = figures->customers_new;
}

static void
leads (const SoFigures *figures, double *first, double *second)
{
  *first = figures->leads, *second = figures->moved[SO_STAGE_CONVERTED];
}

static void
revenue (const SoFigures *figures, double *first, double *second)
{
  double value;

  *first = so_metric_value (figures, SO_METRIC_REVENUE, &value, NULL) ? value : NAN;
}

SoChartData *
so_analytics_messages (const SoOverview *overview)
{
  return by_day (make (_("Messages"), _("Day"), SO_AXIS_COUNT, NULL, _("Received"), _("Sent")), overview, messages);
}

SoChartData *
so_analytics_calls (const SoOverview *overview)
{
  return by_day (make (_("Calls to the Studio"), _("Day"), SO_AXIS_COUNT, NULL, _("Answered"), _("Missed or voicemail")), overview, calls);
}

SoChartData *
so_analytics_appointments (const SoOverview *overview)
{
  return by_day (make (_("Appointments"), _("Day"), SO_AXIS_COUNT, NULL, _("Appointments"), _("Completed")), overview, appointments);
}

SoChartData *
so_analytics_revenue (const SoOverview *overview)
{
  return by_week (make (_("Revenue per Week"), _("Week"), SO_AXIS_MONEY, overview->currency, _("Revenue"), NULL), overview, revenue);
}

SoChartData *
so_analytics_customers (const SoOverview *overview)
{
  return by_week (make (_("New and Returning per Week"), _("Week"), SO_AXIS_COUNT, NULL, _("Came again"), _("Came for the first time")), overview, customers);
}

SoChartData *
so_analytics_week_messages (const SoOverview *overview)
{
  return by_week (make (_("Messages per Week"), _("Week"), SO_AXIS_COUNT, NULL, _("Received"), _("Sent")), overview, messages);
}

SoChartData *
so_analytics_week_leads (const SoOverview *overview)
{
  return by_week (make (_("Leads per Week"), _("Week"), SO_AXIS_COUNT, NULL, _("New leads"), _("New customers")), overview, leads);
}

/* Parts of a whole ------------------------------------------------------------------------------------- */

typedef struct {
  const char *label;
  double value, share;   /* share NAN: too few */
} Part;

static int
compare_parts (gconstpointer a, gconstpointer b, gpointer unused)
{
  const Part *one = a, *other = b;

  return (other->value > one->value) - (other->value < one->value);
}

/* The largest first; without those that are nothing. */
static void
add_parts (SoChartData *series, Part *parts, guint n)
{
  g_sort_array (parts, n, sizeof (Part), compare_parts, NULL);
  for (guint i = 0; i < n && parts[i].value > 0; i++)
    {
      g_autofree char *share = isfinite (parts[i].share) ? so_axis_format (parts[i].share, SO_AXIS_RATE, NULL) : NULL;

      so_chart_data_set_note (series, so_chart_data_add_point (series, parts[i].label, NULL, parts[i].value), share);
    }
}

SoChartData *
so_analytics_categories (const SoOverview *overview)
{
  SoChartData *series = make (_("What They Write About"), _("Category"), SO_AXIS_COUNT, NULL, _("Messages"), NULL);
  Part parts[SO_N_CATEGORIES];
  guint n;

  for (guint i = 0; i < SO_N_CATEGORIES; i++)
    {
      parts[i] = (Part) { _(so_category_label (i)), overview->figures->categories[i], NAN };
      if (!so_category_share (overview->figures, i, &parts[i].share, &n))
        parts[i].share = NAN;
    }
  add_parts (series, parts, SO_N_CATEGORIES);
  return series;
}

SoChartData *
so_analytics_channels (const SoOverview *overview)
{
  SoChartData *series = make (_("Channels"), _("Channel"), SO_AXIS_COUNT, NULL, _("Messages received"), NULL);
  Part parts[SO_N_CHANNELS];
  guint n;

  for (guint i = 0; i < SO_N_CHANNELS; i++)
    {
      /* Calls are no messages: they have a page of their own. */
      parts[i] = (Part) { _(so_channel_kind_label ((SoChannelKind) i)), i == SO_CHANNEL_CALL ? 0 : overview->figures->channels[i].in, NAN };
      if (!so_channel_share (overview->figures, (SoChannelKind) i, &parts[i].share, &n))
        parts[i].share = NAN;
    }
  add_parts (series, parts, SO_N_CHANNELS);
  return series;
}

SoChartData *
so_analytics_engagement (const SoOverview *overview)
{
  SoChartData *series = make (_("What Each Channel Brings"), _("Channel"), SO_AXIS_COUNT, NULL, _("Messages"), _("Conversations"));

  so_chart_data_add_line (series, _("New leads"));
  so_chart_data_add_line (series, _("Customers"));
  for (guint i = 0; i < SO_N_CHANNELS; i++)
    {
      const SoChannelFigures *channel = &overview->figures->channels[i];

      if (channel->in || channel->out || channel->leads)
        so_chart_data_add_point (series, _(so_channel_kind_label ((SoChannelKind) i)), NULL, (double) channel->in, (double) channel->conversations, (double) channel->leads, (double) channel->converted);
    }
  return series;
}

SoChartData *
so_analytics_bookings (const SoOverview *overview)
{
  SoChartData *series = make (_("What Became of Appointments"), _("State"), SO_AXIS_COUNT, NULL, _("Appointments"), NULL);
  guint all = so_figures_appointments (overview->figures);
  Part parts[SO_N_BOOKING_STATES];

  for (guint i = 0; i < SO_N_BOOKING_STATES; i++)
    {
      gboolean place = i != SO_BOOKING_WAITING && i != SO_BOOKING_OFFERED && i != SO_BOOKING_LAPSED;

      parts[i] = (Part) { _(so_booking_state_label ((SoBookingState) i)), overview->figures->bookings[i], NAN };
      if (place && all >= SO_METRIC_LEAST)
        parts[i].share = (double) overview->figures->bookings[i] / all;
    }
  add_parts (series, parts, SO_N_BOOKING_STATES);
  return series;
}

/* Who came into a stage in this time, not what became of the same people: the later ones may have come long before. */
SoChartData *
so_analytics_funnel (const SoOverview *overview)
{
  SoChartData *series = make (_("From Lead to Customer"), _("Stage"), SO_AXIS_COUNT, NULL, _("People"), NULL);

  for (guint i = SO_STAGE_NEW; i <= SO_STAGE_CONVERTED; i++)
    {
      double first = overview->figures->leads, value = i == SO_STAGE_NEW ? first : overview->figures->moved[i];
      g_autofree char *share = i != SO_STAGE_NEW && first >= SO_METRIC_LEAST && value <= first ? so_axis_format (value / first, SO_AXIS_RATE, NULL) : NULL;

      so_chart_data_set_note (series, so_chart_data_add_point (series, _(so_stage_label ((SoStage) i)), NULL, value), share);
    }
  return series;
}

/* Hours ------------------------------------------------------------------------------------------------ */

/* The days from the one on which the studio's weeks begin. */
static SoChartData *
make_hours (const char *title, const guint hours[7][24], guint week_start)
{
  SoChartData *series = so_chart_data_new (title, _("Hour"), SO_AXIS_COUNT, NULL);

  for (guint i = 0; i < 7; i++)
    {
      /* 5 January 1970 was a Monday. */
      g_autoptr (GDateTime) day = g_date_time_new_utc (1970, 1, 5 + (int) ((week_start + i) % 7), 0, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%a");

      so_chart_data_add_line (series, name);
    }
  for (guint hour = 0; hour < 24; hour++)
    {
      g_autofree char *label = g_strdup_printf ("%u", hour), *words = g_strdup_printf (_("%02u:00 to %02u:00"), hour, hour + 1);
      double values[7];

      for (guint i = 0; i < 7; i++)
        values[i] = hours[(week_start + i) % 7][hour];
      so_chart_data_add_values (series, label, words, values);
    }
  return series;
}

SoChartData *
so_analytics_message_hours (const SoOverview *overview)
{
  return make_hours (_("When They Write"), overview->figures->hours, overview->week_start);
}

SoChartData *
so_analytics_call_hours (const SoOverview *overview)
{
  return make_hours (_("When They Call"), overview->figures->call_hours, overview->week_start);
}

/* Weeks ------------------------------------------------------------------------------------------------ */

static const SoMetric history[] = {
  SO_METRIC_MESSAGES_IN, SO_METRIC_MESSAGES_OUT, SO_METRIC_LEADS, SO_METRIC_RESPONSE_RATE, SO_METRIC_RESPONSE_MEDIAN, SO_METRIC_CALLS, SO_METRIC_BOOKINGS_MADE,
  SO_METRIC_APPOINTMENTS, SO_METRIC_COMPLETED, SO_METRIC_NO_SHOW_RATE, SO_METRIC_CANCELLATION_RATE, SO_METRIC_CUSTOMERS, SO_METRIC_RETENTION, SO_METRIC_REVENUE,
};

SoChartData *
so_analytics_weeks (const SoOverview *overview)
{
  SoChartData *series = so_chart_data_new (_("Week by Week"), _("Week"), SO_AXIS_COUNT, overview->currency);

  for (guint i = 0; i < G_N_ELEMENTS (history); i++)
    {
      double unused = 0;

      so_chart_data_add_line (series, _(so_metric_label (history[i])));
      so_chart_data_set_line_unit (series, i, so_metric_words_axis (history[i], &unused));
    }
  /* The newest week is what one looks for. */
  for (guint i = overview->weeks->len; i-- > 0;)
    {
      const SoPeriodFigures *week = overview->weeks->pdata[i];
      g_autofree char *label = so_metric_words_day (week->period.first), *words = g_strdup_printf (_("Week from %s"), label);
      double values[G_N_ELEMENTS (history)];

      for (guint k = 0; k < G_N_ELEMENTS (history); k++)
        if (so_metric_value (week->figures, history[k], &values[k], NULL))
          so_metric_words_axis (history[k], &values[k]);
        else
          values[k] = NAN;
      so_chart_data_add_values (series, label, words, values);
    }
  return series;
}
