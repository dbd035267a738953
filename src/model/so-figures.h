/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-booking.h"
#include "so-call-metrics.h"
#include "so-channel-kind.h"
#include "so-intent.h"
#include "so-stage.h"

G_BEGIN_DECLS

/**
 * SoFigures: what was counted of one period: plain sums of rows, nothing divided yet (so-metric.h does that, and says in words what each is).
 *
 * A row counts in the period in which it happened, whenever it was imported. What was deleted does not count, nor do conversations that are spam; what
 * lies in the bin counts until it is deleted. People who were merged are one person.
 * Calls are rows of their own: they are in no number of messages but those of channels[SO_CHANNEL_CALL].
 *
 * Sums of two periods may be added (so_figures_add()), but people and conversations who are in both are then counted twice.
 */

/* What came and went by one channel. */
typedef struct {
  guint in, out;             /* messages; of calls: calls */
  guint conversations;       /* with at least one message that came in */
  guint leads;               /* new leads who came by it */
  guint converted;           /* of these leads: customers by now */
} SoChannelFigures;

typedef struct {
  /* Messages. */
  guint in, out;             /* out: without what failed */
  guint conversations;       /* in which somebody wrote */
  guint hours[7][24];        /* messages that came in, by the studio's clock; Monday first */
  SoChannelFigures channels[SO_N_CHANNELS];
  guint classified;          /* of @in: those of which is known what they are about */
  guint categories[SO_N_CATEGORIES];           /* in the order of so_category_nick() */
  guint sub_categories[SO_N_SUB_CATEGORIES];   /* in the order of so_sub_categories() */

  /* Answers. Somebody begins to wait with the first message since the studio last wrote; a thank-you, a group and what a machine
   * wrote wait for none. What is younger than
   * 24 hours and not answered yet is not in here: nobody knows yet. An answer of a standing permission is none here. */
  guint waited;              /* how often somebody began to wait */
  guint answered;            /* of these: answered at all by now */
  guint answered_in_day;     /* of these: within 24 hours */
  GArray *answer_minutes;    /* guint32, of each answered one: minutes while the studio was open; sorted */

  /* Leads: people who were first heard of, or entered, in this period; not who was entered as a customer. */
  guint leads;
  guint leads_converted;     /* of these: customers by now */
  guint leads_elsewhere;     /* of these: by no channel, but typed or from a file */
  guint moved[SO_N_STAGES];  /* people who came into a stage (stage_move), each once */

  /* Calls. */
  SoCallMetrics calls;
  guint call_hours[7][24];   /* calls to the studio, by its clock; Monday first */

  /* Bookings: made by when they were made, the others by when their session is. */
  guint made;                /* bookings that were made, without those that only waited for a place */
  guint bookings[SO_N_BOOKING_STATES];
  guint unmarked;            /* of bookings[SO_BOOKING_BOOKED]: the session is over, and nobody called the roll */
  gint64 revenue;            /* minor units of the studio's currency, of who came */
  guint priced;              /* on how many bookings that rests */
  gint64 expected;           /* the same of what is booked and still to come */
  guint expected_priced;

  /* People who came to a session. */
  guint customers;
  guint customers_new;       /* of these: for the first time ever */
  guint before;              /* people who came in the period before this one */
  guint kept;                /* of these: came in this one, too */

  /* As it is now, whatever the period; only where @now. */
  gboolean now;
  guint urgent;              /* the inbox's tab Urgent */
  guint hot;                 /* the inbox's tab Hot */
  guint to_approve;          /* the inbox's tab To Approve */
  guint stages[SO_N_STAGES]; /* people on the board */
} SoFigures;

SoFigures *so_figures_new (void);
SoFigures *so_figures_copy (const SoFigures *figures);
void so_figures_free (SoFigures *figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoFigures, so_figures_free)

/* Adds @other to @figures; what is now stays. */
void so_figures_add (SoFigures *figures, const SoFigures *other);
/* After minutes were appended. */
void so_figures_sort (SoFigures *figures);
/* The smallest number of minutes within which at least @percent of the answers came (50: the median, 90). FALSE where there was no answer. */
gboolean so_figures_answer_minutes (const SoFigures *figures, guint percent, guint *minutes);

/* All but the waitlist: bookings by which somebody had a place in a session of the period. */
guint so_figures_appointments (const SoFigures *figures);

G_END_DECLS
