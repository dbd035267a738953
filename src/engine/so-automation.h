/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-rule.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* The owner's own rules at work. They tag, raise the priority, escalate, propose a draft and begin follow-ups; nothing here can send. */

#define SO_RULE_TRIAL_DAYS 30
#define SO_RULE_TRIAL_EXAMPLES 100

/* A message of a customer came: every rule that is on and fits is applied to it, once, in the caller's transaction. @propose: whether a draft may be
 * proposed; the words of a rule's template go before those found in the knowledge base. */
gboolean so_automation_apply (SoDb *db, const char *message_id, gboolean propose, GError **error);

typedef struct {
  char *message_id, *thread_id, *contact_name;
  char *question;          /* a line of it */
  gint64 at;
} SoRuleExample;

/* What a rule would have fitted over the last days. Free with so_rule_trial_free(). */
typedef struct {
  guint messages;          /* that customers wrote */
  guint fitting;
  GPtrArray *examples;     /* SoRuleExample, the newest first; at most SO_RULE_TRIAL_EXAMPLES */
} SoRuleTrial;
void so_rule_trial_free (SoRuleTrial *trial);

/* Reads only, whether the rule is stored and on or not. Stage, score and tags are those of today. G_IO_ERROR_CANCELLED where it was stopped. */
SoRuleTrial *so_rule_try (SoDb *db, const SoRule *rule, gint64 now, GCancellable *cancellable, GError **error);

void so_studio_try_rule_async (SoStudio *studio, const SoRule *rule, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
SoRuleTrial *so_studio_try_rule_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* "If it is from WhatsApp and has one of “kids”, then tag “Kids”." For people, translated; free with g_free(). @db: to look up names. */
char *so_rule_describe (SoDb *db, const SoRule *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoRuleTrial, so_rule_trial_free)

G_END_DECLS
