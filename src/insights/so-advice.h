/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-metric.h"
#include "so-overview.h"

G_BEGIN_DECLS

/* What the numbers suggest to do: rules, no model; the same numbers give the same advice. */
typedef enum {
  SO_ADVICE_HOT_LEADS,         /* S253 */
  SO_ADVICE_CATEGORY,          /* S252: a category's share changed */
  SO_ADVICE_NO_SHOWS,          /* S272 */
  SO_ADVICE_MISSED_CALLS,      /* S272: after hours */
  SO_ADVICE_CONVERSION,        /* S272 */
  SO_ADVICE_REVENUE,           /* S270 */
  SO_ADVICE_BOOKINGS,          /* S270 */
  SO_ADVICE_RETENTION,         /* S270 */
  SO_ADVICE_SEGMENT,           /* S272: who came once and not again */
  SO_ADVICE_PEAK_MESSAGES,     /* S254 */
  SO_ADVICE_PEAK_CALLS,        /* S270 */
  SO_N_ADVICES,
} SoAdviceKind;

/* What one press does. */
typedef enum {
  SO_ADVICE_OPEN_KNOWLEDGE,    /* a new entry; target: nick of the sub-category (or category) it is about */
  SO_ADVICE_OPEN_THREAD,       /* target: id of the conversation; contact: of the person */
  SO_ADVICE_OPEN_HOURS,        /* the opening hours in Preferences */
  SO_ADVICE_OPEN_CALLS_MISSED, /* the page Calls, missed ones */
  SO_ADVICE_OPEN_CALLS_AFTER_HOURS,
  SO_ADVICE_OPEN_REMINDERS,    /* follow-ups and reminders in Preferences */
  SO_ADVICE_OPEN_LEADS,        /* the board */
  SO_ADVICE_OPEN_SCHEDULE,
  SO_ADVICE_OPEN_CONTACTS,
  SO_N_ADVICE_ACTIONS,
} SoAdviceAction;

typedef struct {
  SoAdviceKind kind;
  char *title;                 /* one sentence with the numbers, translated */
  char *detail;                /* on what it rests: periods and n, translated */
  SoAdviceAction action;
  char *target, *contact;      /* of the action, or NULL */
  double value, before;        /* what it rests on, for JSON: now, and what it is compared with (0: nothing) */
  guint n, n_before;
} SoAdvice;

void so_advice_free (SoAdvice *advice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoAdvice, so_advice_free)

/* "hot_leads", "open_knowledge": in JSON. */
const char *so_advice_nick (SoAdviceKind kind);
const char *so_advice_action_nick (SoAdviceAction action);
/* "Create FAQ": the words of the button, in English: translate with gettext. */
const char *so_advice_action_label (SoAdviceAction action);

#define SO_ADVICE_MOST 5

/* SoAdvice, at most SO_ADVICE_MOST, the most pressing first: people who wait, then what costs, then what is good to know. Never NULL. */
GPtrArray *so_advice_list (const SoOverview *overview);

G_END_DECLS
