/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"
#include "so-thread-order.h"

G_BEGIN_DECLS

/* When a conversation has to come to the owner first, and why. Each reason can be switched off ("escalate.complaint" = "0"). */
typedef enum {
  SO_ESCALATION_COMPLAINT,
  SO_ESCALATION_WORDS,         /* refund, cancel… : the lists of so-never-auto.h */
  SO_ESCALATION_SCORE,
  SO_ESCALATION_NO_RESPONSE,
  SO_N_ESCALATIONS,
} SoEscalation;

typedef struct {
  const char *intent;          /* category, or NULL */
  const char *text;
  const char *own_words;       /* the owner's, one a line; or NULL */
  int score;                   /* 80 is hot, 81 is escalated */
  gint64 waiting_since;        /* when the oldest unanswered message came, ms; 0: nobody waits */
  gint64 now;
  const SoHours *hours;        /* NULL: minutes of the clock */
  guint minutes;               /* 0: SO_DUE_MINUTES */
} SoEscalationFacts;

/* Bits 1 << SoEscalation. Pure. */
guint so_escalation_reasons (const SoEscalationFacts *facts);
const char *so_escalation_nick (SoEscalation reason);

/* A message came: its priority by the first three reasons, its conversation escalated where there is one, and until when
 * an answer is due, in the caller's transaction. What a classifier said higher stays. */
gboolean so_escalation_mark (SoDb *db, const char *message_id, GError **error);
/* The fourth reason: escalates what is late at @now (ms), unless an approved answer is on its way. *@n: in how
 * many conversations something is other than before. */
gboolean so_escalation_pass (SoDb *db, gint64 now, guint *n, GError **error);
/* What a demonstration begins with, or a backup brought back, is escalated, but nobody is notified of it. */
gboolean so_escalation_settle (SoDb *db, gint64 now, GError **error);

G_END_DECLS
