/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"
#include "so-thread-order.h"

G_BEGIN_DECLS

/* When a conversation has to come to the owner first, and why. Each reason can be switched off ("escalate.complaint" = "0"). What the
 * owner adds counts for messages that come from then on. */
#define SO_SETTING_ESCALATE_SCORE "escalate.score_over"        /* 1 to 100: more than that; SO_NEVER_ESCALATION_SCORE */
#define SO_SETTING_ESCALATE_CATEGORIES "escalate.categories"   /* "PRICING BOOKING", beside complaints and what is urgent */
#define SO_SETTING_ESCALATE_WORDS "escalate.words."            /* with a language, "escalate.words.de": her own, one a line, beside the built-in ones */

typedef enum {
  SO_ESCALATION_COMPLAINT,
  SO_ESCALATION_WORDS,         /* refund, cancel… : the lists of so-never-auto.h */
  SO_ESCALATION_SCORE,
  SO_ESCALATION_NO_RESPONSE,
  SO_ESCALATION_CATEGORY,      /* one that the owner added; nothing switches it off but taking it away */
  SO_N_ESCALATIONS,
} SoEscalation;

typedef struct {
  const char *intent;          /* category, or NULL */
  const char *text;
  const char *own_words;       /* the owner's, one a line; or NULL */
  const char *categories;      /* the owner's, spaces between; or NULL */
  int score;                   /* 80 is hot, 81 is escalated */
  int score_over;              /* 0: SO_NEVER_ESCALATION_SCORE */
  gint64 waiting_since;        /* when the oldest unanswered message came, ms; 0: nobody waits */
  gint64 now;
  const SoHours *hours;        /* NULL: minutes of the clock */
  guint minutes;               /* 0: SO_DUE_MINUTES */
} SoEscalationFacts;

/* Bits 1 << SoEscalation. Pure. */
guint so_escalation_reasons (const SoEscalationFacts *facts);
const char *so_escalation_nick (SoEscalation reason);

/* Languages in which the owner can add words, "en" first; ended by NULL, static. */
const char *const *so_escalation_languages (void);
/* Her words of every language and SO_SETTING_NEVER_WORDS, one a line: what has one comes first, and is never answered without her. Free with g_free(). */
char *so_escalation_load_words (SoDb *db);
/* FALSE with a sentence where @value cannot be what the setting @key holds; TRUE of every other key. */
gboolean so_escalation_check_setting (const char *key, const char *value, GError **error);

/* A message came: its priority by the first three reasons, its conversation escalated where there is one, and until when
 * an answer is due, in the caller's transaction. What a classifier said higher stays. */
gboolean so_escalation_mark (SoDb *db, const char *message_id, GError **error);
/* The fourth reason: escalates what is late at @now (ms), unless an approved answer is on its way. *@n: in how
 * many conversations something is other than before. */
gboolean so_escalation_pass (SoDb *db, gint64 now, guint *n, GError **error);
/* What a demonstration begins with, or a backup brought back, is escalated, but nobody is notified of it. */
gboolean so_escalation_settle (SoDb *db, gint64 now, GError **error);

G_END_DECLS
