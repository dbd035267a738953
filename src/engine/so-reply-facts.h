/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-guard.h"
#include "so-prompt.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* All that a model may know to answer one conversation: the conversation itself, and what the studio tells anybody: prices, hours, entries
 * that may be quoted. Nothing of any other person is read for it. The same facts judge what comes back. */
typedef struct _SoReplyFacts SoReplyFacts;

/* So many entries at most; where there are more, they are searched. */
#define SO_REPLY_FACTS_ENTRIES 12

/* @wish: what the owner asks to be changed, words of which are looked for too; or NULL. SO_ERROR_CHANGE where nobody asked anything. */
SoReplyFacts *so_reply_facts_load (SoStudio *studio, SoDb *db, const char *thread_id, const char *wish, GError **error);
void so_reply_facts_free (SoReplyFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoReplyFacts, so_reply_facts_free)

/* Borrowed values, as long as @self. */
void so_reply_facts_fill_prompt (const SoReplyFacts *self, SoPrompt *prompt);
/* Ids of the newest message of the customer, and when it was sent (ms). Borrowed. */
const char *so_reply_facts_get_asked (const SoReplyFacts *self, gint64 *sent_at);
/* What the customer wrote in it. Borrowed. */
const char *so_reply_facts_get_text (const SoReplyFacts *self);
/* Their language, "de", or NULL. Static. */
const char *so_reply_facts_get_language (const SoReplyFacts *self);

/* SoGuardFinding of a text that a model wrote for this conversation. */
GPtrArray *so_reply_facts_guard (const SoReplyFacts *self, SoDb *db, const char *draft);

/* Which of the facts @draft was made from, as far as its words tell: [{"kind", "id", "title", "version"}]; free with g_free(). */
char *so_reply_facts_sources (const SoReplyFacts *self, const char *draft);

G_END_DECLS
