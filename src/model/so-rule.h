/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A rule of the owner's own: if a message is like this, then its conversation is treated like that. A rule sorts, marks and proposes; it never sends,
 * and the words of a message decide only whether it fits.
 *
 * Stored and exchanged as JSON: {"if": {"words": ["kids", "child*"], "channel": "whatsapp"}, "then": {"tags": ["Kids"], "priority": "HIGH"}} */

/* All that is set has to hold; nothing set: every message. */
typedef struct {
  GStrv words;            /* one of these phrases (so-phrases.h), or NULL */
  char *channel;          /* "whatsapp" */
  char *category;         /* "PRICING", or a sub-category: "fee_inquiry" */
  char *sentiment;        /* "NEGATIVE" */
  char *language;         /* "es" */
  char *stage;            /* of the contact: "NEW" */
  char *tag;              /* that contact or conversation has */
  gboolean scored;
  int score_over;         /* where scored: the lead score is above it */
  gboolean first;         /* the first message of the conversation */
  gboolean closed;        /* it came outside of the studio's hours */
} SoRuleIf;

typedef struct {
  GStrv tags;             /* for the conversation, or NULL */
  char *priority;         /* "HIGH" or "URGENT", or NULL: it is never lowered */
  gboolean escalate;      /* to the owner first, with a notification */
  char *template_id;      /* whose text is proposed, or NULL */
  char *sequence_id;      /* of follow-ups that begin, or NULL */
} SoRuleThen;

typedef struct {
  gint64 n;
  char *id;               /* NULL: not stored yet */
  char *name;
  gboolean enabled;
  gint64 version;         /* counts changes, from 1 */
  SoRuleIf when;
  SoRuleThen then;
  guint used;             /* to how many messages it was applied */
  gint64 used_at;         /* ms, 0: never */
} SoRule;

SoRule *so_rule_new (const char *name);
SoRule *so_rule_copy (const SoRule *rule);
void so_rule_free (SoRule *rule);

/* What @json says; @name NULL: its "name", too. SO_ERROR_CHANGE names what is not known: a rule that is read only half would do too much. */
SoRule *so_rule_from_json (const char *name, const char *json, GError **error);
/* @named: with its name. Free with g_free(). */
char *so_rule_to_json (const SoRule *rule, gboolean named);
/* Has it a name, and does it do anything? SO_ERROR_CHANGE with what is missing. */
gboolean so_rule_check (const SoRule *rule, GError **error);

/* What is known of one message. Borrowed; NULL where it is not known. */
typedef struct {
  const char *text, *channel, *category, *sub_category, *sentiment, *language, *stage;
  const char *const *tags;
  int score;              /* below 0: none */
  gboolean first, closed;
} SoRuleFacts;

/* Pure. */
gboolean so_rule_fits (const SoRule *rule, const SoRuleFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoRule, so_rule_free)

G_END_DECLS
