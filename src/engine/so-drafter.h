/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-knowledge.h"
#include "so-message.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Answers from what the studio wrote down itself: no network, no model, the same words for the same
 * question. What a customer writes is only ever compared, never obeyed. */

/* The entry that answers @text, or NULL where none does. Pure. @entries: SoKnowledge. Borrowed. */
const SoKnowledge *so_drafter_pick (const char *text, GPtrArray *entries);

/* Greeting, answer, closing. @name: as the contact stands in the list; @tone: "warm", "plain",
 * "formal" or NULL; @studio: name or NULL. Pure; free with g_free(). */
char *so_drafter_write (const SoKnowledge *entry, const char *name, const char *language, const char *tone, const char *studio);

/* @text with a closing of that tone. Pure; free with g_free(). */
char *so_drafter_close (const char *text, const char *language, const char *tone, const char *studio);
/* The first sentence that says something. Pure; free with g_free(). */
char *so_drafter_shorten (const char *text);

/* Makes a draft for the newest message of the customer, in the caller's transaction; what was proposed
 * before is superseded, what the owner wrote stays; a question that nothing answers is kept for the owner. @automatic: nobody asked; then imported, answered and group
 * conversations get none. Its id (free with g_free()), or NULL without an error where nothing fits. */
char *so_drafter_propose (SoDb *db, const char *thread_id, gboolean automatic, GError **error);

/* The newest message of the customer; NULL without an error where there is none. */
SoMessage *so_drafter_find_question (SoDb *db, const char *thread_id, GError **error);

/* Another proposal in the place of the draft's text, which stays as a version: other words for the same, or, where
 * @hint does not say which, the next best source. SO_ERROR_CHANGE where nothing else is known. */
gboolean so_drafter_redo (SoDb *db, const char *draft_id, const char *hint, GError **error);

G_END_DECLS
