/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel-kind.h"
#include "so-hours.h"
#include "so-thread.h"

G_BEGIN_DECLS

/* In which order conversations stand, and until when an answer is due. Pure; all times are UTC milliseconds. */
typedef enum {
  SO_ORDER_NEWEST,      /* the newest message first */
  SO_ORDER_DUE,         /* so_thread_rank_compare() */
  SO_ORDER_CHANNEL,     /* by channel, in each the newest first */
  SO_N_ORDERS,
} SoThreadOrder;

const char *so_thread_order_nick (SoThreadOrder order);
gboolean so_thread_order_parse (const char *nick, SoThreadOrder *order);

/* Nothing is due: later than everything that is. */
#define SO_DUE_NEVER G_MAXINT64
/* Open minutes within which a customer is answered, where the studio says nothing else. */
#define SO_DUE_MINUTES 30

typedef struct {
  SoChannelKind channel;
  gint64 last_inbound_at;       /* the customer's newest message, 0: none */
  gint64 waiting_since;         /* the oldest one that nobody answered, 0: nobody waits */
  const SoHours *hours;         /* NULL: minutes of the clock */
  guint minutes;                /* 0: SO_DUE_MINUTES */
  gint64 named_at;              /* the time that the customer named ("can I book for 10?"), 0: none is known. Nothing stores
                                 * one yet: what a message names is read out of it by the classifier, which comes later. */
} SoDueFacts;

/* When the answer is late; SO_DUE_NEVER where nobody waits or the studio never opens. */
gint64 so_due_answer (const SoDueFacts *facts);
/* The earliest of: the messaging window closes, the answer is late, the named time. SO_DUE_NEVER where nobody waits. */
gint64 so_due_earliest (const SoDueFacts *facts);

/* What the order looks at of one conversation. */
typedef struct {
  gboolean escalated;           /* by the program, or marked urgent by the owner */
  gint64 due_at;                /* so_due_earliest() */
  gboolean waits;               /* a customer waits for an answer */
  gboolean over;                /* done, snoozed, spam or bin: the rule is for what is open, this comes after it */
  int score;                    /* of the lead, -1: none */
  gint64 at;                    /* since when the customer waits; where nobody does, of the newest message */
} SoThreadRank;

/**
 * so_thread_rank_compare: <0 where @a stands before @b. Escalated first, then by minutes until the due time, then the
 * higher score, then age: who has waited longer; where nobody waits, what is newer. What is over comes last, the newest
 * first. Minutes are those of the clock, not counted from now: so the order of two conversations never changes because
 * time passes, and a stored one stays true.
 */
int so_thread_rank_compare (const SoThreadRank *a, const SoThreadRank *b);

G_END_DECLS
