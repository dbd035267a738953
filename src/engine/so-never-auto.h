/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

#include "so-incoming.h"

G_BEGIN_DECLS

/* What is never sent without a person. Fifteen rules, each with its words, in code: there is no setting that switches
 * one off, and the owner can only add words. One pure function, asked before anything goes out by itself. */
typedef enum {
  SO_NEVER_COMPLAINT,       /* 1 */
  SO_NEVER_WORDS,
  SO_NEVER_PROMISE,
  SO_NEVER_HOT_LEAD,
  SO_NEVER_HEALTH,          /* 5 */
  SO_NEVER_OTHERS,
  SO_NEVER_FIRST,
  SO_NEVER_UNSURE,
  SO_NEVER_WINDOW,
  SO_NEVER_PERSON,          /* 10 */
  SO_NEVER_IN_A_ROW,
  SO_NEVER_UNCHECKED,
  SO_NEVER_NOT_LIVE,
  SO_NEVER_INTERNAL,
  SO_NEVER_STAFF,           /* 15 */
  SO_N_NEVER,
} SoNeverRule;

#define SO_NEVER_ESCALATION_SCORE 80            /* 80 itself is not above it */
#define SO_NEVER_CONFIDENCE 0.85
#define SO_NEVER_PERSON_MS (30 * G_GINT64_CONSTANT (60000))
#define SO_NEVER_WINDOW_MS (24 * 3600 * G_GINT64_CONSTANT (1000))

/* All that the rules look at. Everything 0 or NULL is the harmless side, but for what says otherwise. */
typedef struct {
  gint64 now;

  /* What the customer wrote: the newest message, and those before it that nobody has answered. */
  const char *const *inbound;     /* texts, or NULL */
  const char *reply;              /* what would go out, or NULL: not known yet */
  const char *own_words;          /* the owner's additions, one a line; or NULL */
  gboolean acknowledges;          /* the reply answers nothing: it says that the message came and when somebody reads it */

  /* As the classifier said of the newest message; NULL where nothing did. */
  const char *intent, *sub_category, *sentiment, *priority;
  gboolean classified;            /* confidence counts */
  double confidence;              /* 0 to 1 */
  const char *language;           /* of the newest message, or NULL: too short to tell */
  const char *const *languages;   /* those that are enabled; NULL: all that the word lists know */
  gboolean facts_missing;         /* the reply states what stands nowhere in the studio's own data */
  gboolean not_understood;        /* a picture, voice note, story… among what was written */

  int score;                      /* of the contact; -1: none */
  gboolean sensitive;             /* a note flagged sensitive */
  gboolean only_me, opted_out, blocked;
  gboolean foreign_recipient;     /* the number is none of this contact's or household's */
  gboolean staff;                 /* it is one of the team */

  gboolean never_wrote;           /* there is no message of theirs */
  gboolean broadcast, marketing;
  gboolean chat_window;           /* a channel with 24 hours for free answers */
  gint64 newest_inbound_at;
  gboolean human_tag;
  gint64 person_wrote_at;         /* when the studio's people last wrote here; 0: never */
  gboolean person_has_it_open;
  gboolean automatic_last;        /* nothing came since the last message that went by itself, or one still waits to go */
  gboolean machine;               /* auto-submitted, a list, a bounce, no-reply */

  const char *const *own_data;    /* texts of which numbers and amounts may be copied */
  const char *const *links;       /* hosts that may be linked to */

  gboolean imported, demo, copied, clock_changed;
  gboolean internal;              /* the reply was made from internal comments or what may not be quoted */
  const char *const *internal_texts;
} SoNeverFacts;

/* Bits 1 << SoNeverRule; 0: no rule speaks against it. */
guint so_never_auto (const SoNeverFacts *facts);

/* Rules that a text alone breaks: what a customer writes, or with @outbound what would be answered. */
guint so_never_auto_text (const char *text, gboolean outbound, const char *own_words);
/* TRUE where what a customer writes is not even to be proposed an answer for: complaints, refunds, injuries, health. */
gboolean so_never_auto_needs_person (const char *text);
/* TRUE where they ask for one ("can I speak to a human?"): from then on a person answers. */
gboolean so_never_auto_asks_for_person (const char *text);
/* A mail's own lines above its text, which say whether a machine wrote it; NULL of all else. Free with g_free(). */
char *so_never_auto_dup_headers (const SoIncoming *message);
/* Whether a machine wrote what came in. @headers: so_never_auto_dup_headers(). */
gboolean so_never_auto_by_machine (const SoIncoming *message, const char *headers);
/* TRUE for an address behind which nobody reads ("no-reply@…"), and for headers of a mail that a machine sent. */
gboolean so_never_auto_is_machine (const char *address, const char *headers);

/* "complaint": for JSON; and one sentence for the owner, translated. */
const char *so_never_auto_nick (SoNeverRule rule);
const char *so_never_auto_sentence (SoNeverRule rule);
/* Nicks of @rules; free with g_strfreev(). */
GStrv so_never_auto_nicks (guint rules);

G_END_DECLS
