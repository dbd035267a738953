/* SPDX-License-Identifier: MIT */
#include "so-metric.h"

#include <string.h>

#define N_(text) text

typedef struct {
  const char *nick;
  SoUnit unit;
  int direction;
  const char *label, *definition;
} Metric;

/* What is NULL has the words of so-call-metrics.h. */
static const Metric metrics[SO_N_METRICS] = {
  [SO_METRIC_MESSAGES_IN] = { "messages_in", SO_UNIT_COUNT, 0, N_("Messages received"),
    N_("Messages that people sent to the studio in this time, by all channels, without calls and without conversations marked as spam.") },
  [SO_METRIC_MESSAGES_OUT] = { "messages_out", SO_UNIT_COUNT, 0, N_("Messages sent"),
    N_("Messages that the studio sent in this time, by hand or by itself, without calls, without conversations marked as spam and without what failed.") },
  [SO_METRIC_CONVERSATIONS] = { "conversations", SO_UNIT_COUNT, 0, N_("Conversations"),
    N_("Conversations in which at least one message came in during this time, without spam.") },
  [SO_METRIC_LEADS] = { "leads", SO_UNIT_COUNT, 1, N_("New leads"),
    N_("People of whom the studio first heard in this time, because they wrote, called or were entered, without spam and without those who were entered as customers. Who came with a file counts from their first message; merged people are one.") },
  [SO_METRIC_URGENT] = { "urgent", SO_UNIT_COUNT, -1, N_("Urgent"),
    N_("Conversations under Urgent in the inbox at this moment: open ones that are urgent or have come to you first.") },
  [SO_METRIC_RESPONSE_RATE] = { "response_rate", SO_UNIT_SHARE, 1, N_("Response rate"),
    N_("How often people who wrote got an answer within 24 hours that a person approved or wrote, divided by how often people began to wait for one. A thank-you, a group and mail that a machine sent (newsletters, lists, automatic answers, reports that a mail did not arrive) wait for none, and calls are not in it; who has waited for less than 24 hours and is not answered yet does not count yet; automatic answers do not count.") },
  [SO_METRIC_RESPONSE_MEDIAN] = { "response_median", SO_UNIT_MINUTES, -1, N_("Response time"),
    N_("Half of the answers came within this time, counted only while the studio was open, from the first message that waited to the answer that a person approved or wrote.") },
  [SO_METRIC_RESPONSE_P90] = { "response_p90", SO_UNIT_MINUTES, -1, N_("Response time, nine of ten"),
    N_("Nine of ten answers came within this time, counted only while the studio was open.") },
  [SO_METRIC_NEW_CUSTOMERS] = { "new_customers", SO_UNIT_COUNT, 1, N_("New customers"),
    N_("People who were moved to Customer on the board in this time, each once, whenever they came.") },
  [SO_METRIC_LEAD_CONVERSION] = { "lead_conversion", SO_UNIT_SHARE, 1, N_("Leads who became customers"),
    N_("Of the new leads of this time, those who stand at Customer on the board now, divided by all new leads of this time.") },
  [SO_METRIC_CALL_CONVERSION] = { "call_conversion", SO_UNIT_SHARE, 1, N_("Calls that led to an appointment"),
    N_("Calls to the studio to which a booking is linked, divided by all calls to the studio.") },
  [SO_METRIC_BOOKINGS_PER_CALL] = { "bookings_per_call", SO_UNIT_RATIO, 1, N_("Bookings per call"),
    N_("All bookings that were made in this time, by whatever way, divided by all calls to the studio. It can be above 1.") },
  [SO_METRIC_CALLS] = { "calls", SO_UNIT_COUNT, 0, NULL, NULL },
  [SO_METRIC_CALLS_ANSWERED] = { "calls_answered", SO_UNIT_COUNT, 1, NULL, NULL },
  [SO_METRIC_CALLS_MISSED] = { "calls_missed", SO_UNIT_COUNT, -1, NULL, NULL },
  [SO_METRIC_CALLS_VOICEMAIL] = { "calls_voicemail", SO_UNIT_COUNT, 0, NULL, NULL },
  [SO_METRIC_CALLS_AFTER_HOURS] = { "calls_after_hours", SO_UNIT_COUNT, 0, NULL, NULL },
  [SO_METRIC_TALK] = { "talk", SO_UNIT_SECONDS, 0, NULL, NULL },
  [SO_METRIC_CALL_AVERAGE] = { "call_average", SO_UNIT_SECONDS, 0, NULL, NULL },
  [SO_METRIC_CALL_ANSWER_RATE] = { "call_answer_rate", SO_UNIT_SHARE, 1, NULL, NULL },
  [SO_METRIC_CALL_BOOKED] = { "call_booked", SO_UNIT_COUNT, 1, N_("Calls with a booking"), NULL },
  [SO_METRIC_ESCALATION] = { "escalation_rate", SO_UNIT_SHARE, -1, NULL, NULL },
  [SO_METRIC_SATISFACTION] = { "satisfaction", SO_UNIT_RATING, 1, NULL, NULL },
  [SO_METRIC_BOOKINGS_MADE] = { "bookings_made", SO_UNIT_COUNT, 1, N_("Bookings made"),
    N_("Bookings that were made in this time, for whatever day, without those that only wait for a place.") },
  [SO_METRIC_APPOINTMENTS] = { "appointments", SO_UNIT_COUNT, 1, N_("Appointments"),
    N_("Bookings of a place in a session of this time, whatever became of them, without the waitlist.") },
  [SO_METRIC_COMPLETED] = { "completed", SO_UNIT_COUNT, 1, N_("Completed"),
    N_("Appointments of this time to which people came, also late ones, as the roll says.") },
  [SO_METRIC_COMPLETION_RATE] = { "completion_rate", SO_UNIT_SHARE, 1, N_("Completed, share"),
    N_("Completed appointments, divided by all appointments of this time that are not still to come.") },
  [SO_METRIC_NO_SHOWS] = { "no_shows", SO_UNIT_COUNT, -1, N_("No-shows"),
    N_("Appointments of this time to which people did not come without a word, as the roll says.") },
  [SO_METRIC_NO_SHOW_RATE] = { "no_show_rate", SO_UNIT_SHARE, -1, N_("No-show rate"),
    N_("No-shows, divided by completed appointments and no-shows.") },
  [SO_METRIC_CANCELLED] = { "cancelled", SO_UNIT_COUNT, -1, N_("Cancelled"),
    N_("Appointments of this time that were cancelled, early or late, or excused.") },
  [SO_METRIC_CANCELLATION_RATE] = { "cancellation_rate", SO_UNIT_SHARE, -1, N_("Cancellation rate"),
    N_("Appointments of this time that were cancelled, early or late, or excused, divided by all appointments of this time.") },
  [SO_METRIC_LATE_CANCELLATIONS] = { "late_cancellations", SO_UNIT_COUNT, -1, N_("Late cancellations"),
    N_("Appointments of this time that were cancelled later than the rules of the class allow.") },
  [SO_METRIC_WAITLISTED] = { "waitlisted", SO_UNIT_COUNT, 0, N_("On the waitlist"),
    N_("Bookings for sessions of this time that waited for a place and did not get one.") },
  [SO_METRIC_CUSTOMERS] = { "customers", SO_UNIT_COUNT, 1, N_("Customers"),
    N_("People who came to at least one session of this time, each once. Merged people are one.") },
  [SO_METRIC_FIRST_TIMERS] = { "first_timers", SO_UNIT_COUNT, 1, N_("Came for the first time"),
    N_("Customers of this time who had never come before it.") },
  [SO_METRIC_RETURNING] = { "returning", SO_UNIT_COUNT, 1, N_("Came again"),
    N_("Customers of this time who had come before it.") },
  [SO_METRIC_RETENTION] = { "retention", SO_UNIT_SHARE, 1, N_("Retention"),
    N_("Of the people who came in the period before, those who came in this one, too, divided by all who came in the period before.") },
  [SO_METRIC_REVENUE] = { "revenue", SO_UNIT_MONEY, 1, N_("Revenue"),
    N_("The prices of the appointments of this time to which people came, as they were when they were booked. Appointments without a price do not count; what was paid is not known here.") },
  [SO_METRIC_REVENUE_EXPECTED] = { "revenue_expected", SO_UNIT_MONEY, 1, N_("Expected revenue"),
    N_("The prices of the appointments of this time that are booked and still to come.") },
  [SO_METRIC_REVENUE_AVERAGE] = { "revenue_average", SO_UNIT_MONEY, 1, N_("Average per appointment"),
    N_("Revenue, divided by the completed appointments that have a price.") },
};

static const char *const units[SO_N_UNITS] = {
  [SO_UNIT_COUNT] = "count", [SO_UNIT_SHARE] = "share", [SO_UNIT_RATIO] = "ratio", [SO_UNIT_MINUTES] = "minutes",
  [SO_UNIT_SECONDS] = "seconds", [SO_UNIT_MONEY] = "money", [SO_UNIT_RATING] = "rating",
};

/* FALSE where it is none of calls. */
static gboolean
call_metric (SoMetric metric, SoCallMetric *call)
{
  static const struct { SoMetric metric; SoCallMetric call; } same[] = {
    { SO_METRIC_CALLS, SO_CALL_METRIC_TOTAL }, { SO_METRIC_CALLS_ANSWERED, SO_CALL_METRIC_ANSWERED }, { SO_METRIC_CALLS_MISSED, SO_CALL_METRIC_MISSED },
    { SO_METRIC_CALLS_VOICEMAIL, SO_CALL_METRIC_VOICEMAIL }, { SO_METRIC_CALLS_AFTER_HOURS, SO_CALL_METRIC_AFTER_HOURS }, { SO_METRIC_TALK, SO_CALL_METRIC_TALK },
    { SO_METRIC_CALL_AVERAGE, SO_CALL_METRIC_AVERAGE }, { SO_METRIC_CALL_ANSWER_RATE, SO_CALL_METRIC_ANSWER_RATE }, { SO_METRIC_CALL_BOOKED, SO_CALL_METRIC_BOOKED },
    { SO_METRIC_ESCALATION, SO_CALL_METRIC_ESCALATION }, { SO_METRIC_SATISFACTION, SO_CALL_METRIC_SATISFACTION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    if (same[i].metric == metric)
      return *call = same[i].call, TRUE;
  return FALSE;
}

const char *
so_metric_nick (SoMetric metric)
{
  return metrics[metric].nick;
}

gboolean
so_metric_parse (const char *nick, SoMetric *metric)
{
  for (guint i = 0; nick && i < SO_N_METRICS; i++)
    if (!strcmp (metrics[i].nick, nick))
      return *metric = (SoMetric) i, TRUE;
  return FALSE;
}

const char *
so_metric_label (SoMetric metric)
{
  SoCallMetric call;

  return !metrics[metric].label && call_metric (metric, &call) ? so_call_metric_label (call) : metrics[metric].label;
}

const char *
so_metric_definition (SoMetric metric)
{
  SoCallMetric call;

  return !metrics[metric].definition && call_metric (metric, &call) ? so_call_metric_definition (call) : metrics[metric].definition;
}

SoUnit
so_metric_unit (SoMetric metric)
{
  return metrics[metric].unit;
}

const char *
so_unit_nick (SoUnit unit)
{
  return units[unit];
}

gboolean
so_metric_is_now (SoMetric metric)
{
  return metric == SO_METRIC_URGENT;
}

int
so_metric_direction (SoMetric metric)
{
  return metrics[metric].direction;
}

/* Values --------------------------------------------------------------------------------------------------- */

typedef struct { double value; guint n; gboolean known; } Value;

static Value
count (guint n)
{
  return (Value) { n, n, TRUE };
}

static Value
share (guint part, guint whole)
{
  gboolean known = whole >= SO_METRIC_LEAST;

  return (Value) { known ? (double) part / whole : 0, whole, known };
}

static Value
average (double sum, guint n)
{
  return (Value) { n ? sum / n : 0, n, n > 0 };
}

static Value
answer_time (const SoFigures *f, guint percent)
{
  guint minutes;
  gboolean known = so_figures_answer_minutes (f, percent, &minutes);

  return (Value) { minutes, f->answer_minutes->len, known };
}

static Value
of_calls (const SoCallMetrics *calls, SoMetric metric)
{
  switch ((int) metric)
    {
    case SO_METRIC_CALLS: return count (calls->total);
    case SO_METRIC_CALLS_ANSWERED: return count (calls->answered);
    case SO_METRIC_CALLS_MISSED: return count (calls->missed);
    case SO_METRIC_CALLS_VOICEMAIL: return count (calls->voicemail);
    case SO_METRIC_CALLS_AFTER_HOURS: return count (calls->after_hours);
    case SO_METRIC_TALK: return (Value) { (double) calls->talk, calls->answered + calls->reached, TRUE };
    case SO_METRIC_CALL_AVERAGE: return average ((double) calls->talk, calls->answered + calls->reached);
    case SO_METRIC_CALL_ANSWER_RATE: return share (calls->answered, calls->inbound);
    case SO_METRIC_CALL_BOOKED: return count (calls->booked);
    case SO_METRIC_CALL_CONVERSION: return share (calls->booked, calls->inbound);
    case SO_METRIC_ESCALATION: return share (calls->escalated, calls->assistant);
    default: return average (calls->satisfaction, calls->rated);
    }
}

static guint
completed (const SoFigures *f)
{
  return f->bookings[SO_BOOKING_ATTENDED] + f->bookings[SO_BOOKING_LATE];
}

static guint
cancelled (const SoFigures *f)
{
  return f->bookings[SO_BOOKING_CANCELLED] + f->bookings[SO_BOOKING_LATE_CANCELLED] + f->bookings[SO_BOOKING_EXCUSED];
}

static Value
of_bookings (const SoFigures *f, SoMetric metric)
{
  guint came = completed (f), absent = f->bookings[SO_BOOKING_NO_SHOW], ahead = f->bookings[SO_BOOKING_BOOKED] - f->unmarked;

  switch ((int) metric)
    {
    case SO_METRIC_BOOKINGS_MADE: return count (f->made);
    case SO_METRIC_APPOINTMENTS: return count (so_figures_appointments (f));
    case SO_METRIC_COMPLETED: return count (came);
    case SO_METRIC_COMPLETION_RATE: return share (came, so_figures_appointments (f) - ahead);
    case SO_METRIC_NO_SHOWS: return count (absent);
    case SO_METRIC_NO_SHOW_RATE: return share (absent, came + absent);
    case SO_METRIC_CANCELLED: return count (cancelled (f));
    case SO_METRIC_CANCELLATION_RATE: return share (cancelled (f), so_figures_appointments (f));
    case SO_METRIC_LATE_CANCELLATIONS: return count (f->bookings[SO_BOOKING_LATE_CANCELLED]);
    case SO_METRIC_WAITLISTED: return count (f->bookings[SO_BOOKING_WAITING] + f->bookings[SO_BOOKING_OFFERED] + f->bookings[SO_BOOKING_LAPSED]);
    case SO_METRIC_REVENUE: return (Value) { (double) f->revenue, f->priced, f->priced > 0 };
    case SO_METRIC_REVENUE_EXPECTED: return (Value) { (double) f->expected, f->expected_priced, f->expected_priced > 0 };
    default: return average ((double) f->revenue, f->priced);
    }
}

static Value
of_people (const SoFigures *f, SoMetric metric)
{
  switch ((int) metric)
    {
    case SO_METRIC_CUSTOMERS: return count (f->customers);
    case SO_METRIC_FIRST_TIMERS: return count (f->customers_new);
    case SO_METRIC_RETURNING: return count (f->customers - f->customers_new);
    default: return share (f->kept, f->before);
    }
}

static Value
of_talk (const SoFigures *f, SoMetric metric)
{
  switch ((int) metric)
    {
    case SO_METRIC_MESSAGES_IN: return count (f->in);
    case SO_METRIC_MESSAGES_OUT: return count (f->out);
    case SO_METRIC_CONVERSATIONS: return count (f->conversations);
    case SO_METRIC_LEADS: return count (f->leads);
    case SO_METRIC_URGENT: return (Value) { f->urgent, f->urgent, f->now };
    case SO_METRIC_RESPONSE_RATE: return share (f->answered_in_day, f->waited);
    case SO_METRIC_RESPONSE_MEDIAN: return answer_time (f, 50);
    case SO_METRIC_RESPONSE_P90: return answer_time (f, 90);
    case SO_METRIC_NEW_CUSTOMERS: return count (f->moved[SO_STAGE_CONVERTED]);
    case SO_METRIC_LEAD_CONVERSION: return share (f->leads_converted, f->leads);
    default: return average (f->made, f->calls.inbound);
    }
}

gboolean
so_metric_value (const SoFigures *figures, SoMetric metric, double *value, guint *n)
{
  SoCallMetric call;
  Value found = metric == SO_METRIC_CALL_CONVERSION || call_metric (metric, &call) ? of_calls (&figures->calls, metric)
    : metric >= SO_METRIC_REVENUE || (metric >= SO_METRIC_BOOKINGS_MADE && metric <= SO_METRIC_WAITLISTED) ? of_bookings (figures, metric)
    : metric >= SO_METRIC_CUSTOMERS ? of_people (figures, metric) : of_talk (figures, metric);

  *value = found.known ? found.value : 0;
  if (n)
    *n = found.n;
  return found.known;
}

/* Parts of a whole ----------------------------------------------------------------------------------------- */

gboolean
so_category_share (const SoFigures *figures, guint category, double *part, guint *n)
{
  Value found = share (figures->categories[category], figures->classified);

  *part = found.value;
  if (n)
    *n = found.n;
  return found.known;
}

gboolean
so_channel_share (const SoFigures *figures, SoChannelKind channel, double *part, guint *n)
{
  Value found = share (channel == SO_CHANNEL_CALL ? 0 : figures->channels[channel].in, figures->in);

  *part = found.value;
  if (n)
    *n = found.n;
  return found.known;
}
