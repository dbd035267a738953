/* SPDX-License-Identifier: MIT */
#include "so-call-metrics.h"

#define N_(text) text

static const struct { const char *nick, *label, *definition; } kinds[SO_N_CALL_METRICS] = {
  [SO_CALL_METRIC_TOTAL] = { "total", N_("Calls"), N_("All calls that began in this time and are over, in both directions.") },
  [SO_CALL_METRIC_ANSWERED] = { "answered", N_("Answered"), N_("Calls to the studio that a person or the assistant took.") },
  [SO_CALL_METRIC_MISSED] = { "missed", N_("Missed"), N_("Calls to the studio that nobody took, and in which no message was left.") },
  [SO_CALL_METRIC_VOICEMAIL] = { "voicemail", N_("Voicemails"), N_("Calls to the studio that nobody took, and in which a message was left.") },
  [SO_CALL_METRIC_AFTER_HOURS] = { "after_hours", N_("After hours"), N_("Calls to the studio that began while it was closed, whoever took them.") },
  [SO_CALL_METRIC_TALK] = { "talk_seconds", N_("Talk time"), N_("Time that people spoke with the studio or its assistant, in both directions, without voicemails.") },
  [SO_CALL_METRIC_AVERAGE] = { "average_seconds", N_("Average call"), N_("Talk time, divided by the calls that somebody took.") },
  [SO_CALL_METRIC_ANSWER_RATE] = { "answer_rate", N_("Answer rate"), N_("Answered calls, divided by all calls to the studio.") },
  [SO_CALL_METRIC_BOOKED] = { "booked", N_("Bookings"), N_("Calls to the studio to which a booking is linked.") },
  [SO_CALL_METRIC_CONVERSION] = { "conversion", N_("Calls that led to a booking"), N_("Calls to the studio to which a booking is linked, divided by all calls to the studio.") },
  [SO_CALL_METRIC_ESCALATION] = { "escalation_rate", N_("Handed to a person"), N_("Calls in which the assistant asked for a person, or a person took over, divided by all calls that the assistant took.") },
  [SO_CALL_METRIC_SATISFACTION] = { "satisfaction", N_("Satisfaction, estimated"), N_("The average of what was estimated from the callers’ own words, 0 to 10; calls without an estimate do not count.") },
};

static void
add_inbound (SoCallMetrics *metrics, const SoCall *call)
{
  gboolean assistant = (call->signs & SO_CALL_BY_ASSISTANT) != 0;

  metrics->inbound++;
  metrics->answered += so_call_state_is_answered (call->state);
  metrics->by_assistant += call->state == SO_CALL_ASSISTANT;
  metrics->voicemail += call->state == SO_CALL_VOICEMAIL;
  metrics->missed += call->state == SO_CALL_MISSED;
  metrics->after_hours += call->after_hours;
  metrics->anonymous += so_call_is_anonymous (call->number);
  metrics->booked += call->booking_id != NULL;
  metrics->assistant += assistant;
  metrics->escalated += assistant && (call->signs & (SO_CALL_BY_PERSON | SO_CALL_HANDED_OVER));
}

void
so_call_metrics_add (SoCallMetrics *metrics, const SoCall *call)
{
  if (!(call->signs & SO_CALL_TOLD) || !so_call_state_is_over (call->state))
    return;
  metrics->total++;
  metrics->talk += so_call_talk (call->state, call->signs, call->seconds, call->talk);
  if (call->satisfaction >= 0)
    metrics->rated++, metrics->satisfaction += (guint) call->satisfaction;
  if (!call->outbound)
    {
      add_inbound (metrics, call);
      return;
    }
  metrics->outbound++;
  metrics->reached += so_call_state_is_answered (call->state);
}

const char *
so_call_metric_nick (SoCallMetric metric)
{
  return kinds[metric].nick;
}

const char *
so_call_metric_label (SoCallMetric metric)
{
  return kinds[metric].label;
}

const char *
so_call_metric_definition (SoCallMetric metric)
{
  return kinds[metric].definition;
}

static gboolean
divide (guint64 part, guint whole, double *value)
{
  *value = whole ? (double) part / whole : 0;
  return whole > 0;
}

gboolean
so_call_metric_value (const SoCallMetrics *metrics, SoCallMetric metric, double *value)
{
  switch (metric)
    {
    case SO_CALL_METRIC_TOTAL: return *value = metrics->total, TRUE;
    case SO_CALL_METRIC_ANSWERED: return *value = metrics->answered, TRUE;
    case SO_CALL_METRIC_MISSED: return *value = metrics->missed, TRUE;
    case SO_CALL_METRIC_VOICEMAIL: return *value = metrics->voicemail, TRUE;
    case SO_CALL_METRIC_AFTER_HOURS: return *value = metrics->after_hours, TRUE;
    case SO_CALL_METRIC_TALK: return *value = (double) metrics->talk, TRUE;
    case SO_CALL_METRIC_AVERAGE: return divide (metrics->talk, metrics->answered + metrics->reached, value);
    case SO_CALL_METRIC_ANSWER_RATE: return divide (metrics->answered, metrics->inbound, value);
    case SO_CALL_METRIC_BOOKED: return *value = metrics->booked, TRUE;
    case SO_CALL_METRIC_CONVERSION: return divide (metrics->booked, metrics->inbound, value);
    case SO_CALL_METRIC_ESCALATION: return divide (metrics->escalated, metrics->assistant, value);
    case SO_CALL_METRIC_SATISFACTION: return divide (metrics->satisfaction, metrics->rated, value);
    case SO_N_CALL_METRICS: break;
    }
  return FALSE;
}
