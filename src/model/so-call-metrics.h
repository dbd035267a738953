/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call.h"

G_BEGIN_DECLS

/**
 * SoCallMetrics: what calls come to. A call counts in the period in which it began, once it is over, and as it stands; so each number can be counted again from the rows.
 * Sums may be added to sums of other periods.
 */
typedef struct {
  guint total;           /* calls that are over */
  guint inbound;         /* of them those that came to the studio: answered + voicemail + missed */
  guint answered;        /* inbound, and a person or the assistant took it */
  guint by_assistant;    /* of the answered: the assistant alone */
  guint voicemail;
  guint missed;
  guint after_hours;     /* inbound, and the studio was closed when it began */
  guint anonymous;       /* inbound, from a withheld number */
  guint outbound;
  guint reached;         /* outbound, and somebody took it there */
  guint64 talk;          /* seconds with a person or the assistant, both ways */
  guint booked;          /* inbound, and a booking is linked to it */
  guint assistant;       /* inbound that the assistant took, also where a person came in later */
  guint escalated;       /* of them: a person took over, or was asked for */
  guint rated;           /* calls of which it is estimated how satisfied they were */
  guint satisfaction;    /* the sum of that, each from 0 to 10 */
} SoCallMetrics;

/* The numbers that the page shows, with their definitions. */
typedef enum {
  SO_CALL_METRIC_TOTAL,
  SO_CALL_METRIC_ANSWERED,
  SO_CALL_METRIC_MISSED,
  SO_CALL_METRIC_VOICEMAIL,
  SO_CALL_METRIC_AFTER_HOURS,
  SO_CALL_METRIC_TALK,
  SO_CALL_METRIC_AVERAGE,
  SO_CALL_METRIC_ANSWER_RATE,
  SO_CALL_METRIC_BOOKED,
  SO_CALL_METRIC_CONVERSION,
  SO_CALL_METRIC_ESCALATION,
  SO_CALL_METRIC_SATISFACTION,
  SO_N_CALL_METRICS,
} SoCallMetric;

/* Adds @call to the sums, where it counts. */
void so_call_metrics_add (SoCallMetrics *metrics, const SoCall *call);

/* "answer_rate": in JSON. */
const char *so_call_metric_nick (SoCallMetric metric);
/* Its name, and what it is in one sentence, in English: translate with gettext. */
const char *so_call_metric_label (SoCallMetric metric);
const char *so_call_metric_definition (SoCallMetric metric);
/* A count, seconds, for rates a part of 1, for the satisfaction 0 to 10. FALSE where there is nothing to divide by: that is not 0. */
gboolean so_call_metric_value (const SoCallMetrics *metrics, SoCallMetric metric, double *value);

G_END_DECLS
