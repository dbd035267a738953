/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hours.h"
#include "so-store.h"

G_BEGIN_DECLS

/* When a conversation has to come to the owner first, and why. Each reason can be switched off ("escalate.complaint" = "0"). */
typedef enum {
  SO_ESCALATION_COMPLAINT,
  SO_ESCALATION_WORDS,         /* refund, cancel… : the lists of so-never-auto.h */
  SO_ESCALATION_SCORE,
  SO_ESCALATION_NO_RESPONSE,
  SO_N_ESCALATIONS,
} SoEscalation;

#define SO_ESCALATION_MINUTES 30

typedef struct {
  const char *intent;          /* category, or NULL */
  const char *text;
  const char *own_words;       /* the owner's, one a line; or NULL */
  int score;                   /* 80 is hot, 81 is escalated */
  gint64 waiting_since;        /* when the oldest unanswered message came, ms; 0: nobody waits */
  gint64 now;
  const SoHours *hours;        /* NULL: minutes of the clock */
  guint minutes;               /* 0: SO_ESCALATION_MINUTES */
} SoEscalationFacts;

/* Bits 1 << SoEscalation. Pure. */
guint so_escalation_reasons (const SoEscalationFacts *facts);
/* When an answer is late: business minutes where hours are known. SO_HOURS_NEVER where it never opens. Pure. */
gint64 so_escalation_due (const SoHours *hours, gint64 since, guint minutes);
const char *so_escalation_nick (SoEscalation reason);

/* A message came: its priority by the first three reasons, in the caller's transaction. What a classifier said higher stays. */
gboolean so_escalation_mark (SoDb *db, const char *message_id, GError **error);

G_END_DECLS
