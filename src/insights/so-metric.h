/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-figures.h"

G_BEGIN_DECLS

/* What is shown of figures: each with a name, what it is in words, and on how many it rests. Pure. */
typedef enum {
  SO_METRIC_MESSAGES_IN,
  SO_METRIC_MESSAGES_OUT,
  SO_METRIC_CONVERSATIONS,
  SO_METRIC_LEADS,                /* new leads */
  SO_METRIC_URGENT,               /* now */
  SO_METRIC_RESPONSE_RATE,        /* C15 */
  SO_METRIC_RESPONSE_MEDIAN,
  SO_METRIC_RESPONSE_P90,
  SO_METRIC_NEW_CUSTOMERS,        /* people who moved to the stage Converted */
  SO_METRIC_LEAD_CONVERSION,      /* C14, the first: leads → customers */
  SO_METRIC_CALL_CONVERSION,      /* C14, the second: calls → appointments */
  SO_METRIC_BOOKINGS_PER_CALL,    /* C14, the third: bookings / calls */
  SO_METRIC_CALLS,
  SO_METRIC_CALLS_ANSWERED,
  SO_METRIC_CALLS_MISSED,
  SO_METRIC_CALLS_VOICEMAIL,
  SO_METRIC_CALLS_AFTER_HOURS,
  SO_METRIC_TALK,
  SO_METRIC_CALL_AVERAGE,
  SO_METRIC_CALL_ANSWER_RATE,
  SO_METRIC_CALL_BOOKED,
  SO_METRIC_ESCALATION,
  SO_METRIC_SATISFACTION,
  SO_METRIC_BOOKINGS_MADE,
  SO_METRIC_APPOINTMENTS,
  SO_METRIC_COMPLETED,
  SO_METRIC_COMPLETION_RATE,
  SO_METRIC_NO_SHOWS,
  SO_METRIC_NO_SHOW_RATE,
  SO_METRIC_CANCELLED,
  SO_METRIC_CANCELLATION_RATE,
  SO_METRIC_LATE_CANCELLATIONS,
  SO_METRIC_WAITLISTED,
  SO_METRIC_CUSTOMERS,            /* people who came */
  SO_METRIC_FIRST_TIMERS,         /* of these: for the first time */
  SO_METRIC_RETURNING,            /* of these: not for the first time */
  SO_METRIC_RETENTION,
  SO_METRIC_REVENUE,
  SO_METRIC_REVENUE_EXPECTED,
  SO_METRIC_REVENUE_AVERAGE,
  SO_N_METRICS,
} SoMetric;

typedef enum {
  SO_UNIT_COUNT,
  SO_UNIT_SHARE,        /* 0 to 1: shown as a percentage */
  SO_UNIT_RATIO,        /* may be above 1: shown with two decimals */
  SO_UNIT_MINUTES,      /* while the studio was open */
  SO_UNIT_SECONDS,
  SO_UNIT_MONEY,        /* minor units of the studio's currency */
  SO_UNIT_RATING,       /* 0 to 10 */
  SO_N_UNITS,
} SoUnit;

/* Below as many no share and no growth is said: it would mean nothing. */
#define SO_METRIC_LEAST 5

/* "response_rate": in JSON. FALSE where @nick (may be NULL) is none. */
const char *so_metric_nick (SoMetric metric);
gboolean so_metric_parse (const char *nick, SoMetric *metric);
/* Its name, and what it is in one or two sentences with its formula, in English: translate with gettext. */
const char *so_metric_label (SoMetric metric);
const char *so_metric_definition (SoMetric metric);
SoUnit so_metric_unit (SoMetric metric);
/* "count", "share", "ratio", "minutes", "seconds", "money", "rating". */
const char *so_unit_nick (SoUnit unit);
/* TRUE of what is of this moment and not of a period: nothing to compare with. */
gboolean so_metric_is_now (SoMetric metric);
/* 1 where more is better, -1 where less is, 0 where neither is. */
int so_metric_direction (SoMetric metric);

/* *@value in its unit; *@n (may be NULL): on how many rows it rests, what is divided by, also where it is not said. FALSE, and *@value 0, where there is
 * nothing to divide by, fewer than SO_METRIC_LEAST for a share, or nothing known (no price was ever set): that is not 0. */
gboolean so_metric_value (const SoFigures *figures, SoMetric metric, double *value, guint *n);

/* The parts of a whole, for bars; the names are so_category_label() and so_channel_kind_label(). */
/* Share of the messages that were understood; FALSE as above. */
gboolean so_category_share (const SoFigures *figures, guint category, double *share, guint *n);
/* Share of the messages (without calls) that came in by it; FALSE as above. */
gboolean so_channel_share (const SoFigures *figures, SoChannelKind channel, double *share, guint *n);

G_END_DECLS
