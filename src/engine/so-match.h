/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-knowledge.h"

G_BEGIN_DECLS

/* Which entry answers a text. Pure. */

/* The best of @entries (SoKnowledge) that is quotable and not in @without (a set of ids, or NULL); NULL where none fits well
 * enough. @meant: the text is what the owner looks for, so that it need not look like a question. Borrowed. */
const SoKnowledge *so_match_pick (const char *text, GPtrArray *entries, GHashTable *without, gboolean meant);

/* TRUE where @text wants to know something. */
gboolean so_match_asks (const char *text);

/* TRUE if all words of @name that say something stand in @text: "Beginner Salsa" in "the beginner's salsa on Tuesday". */
gboolean so_match_names (const char *text, const char *name);

G_END_DECLS
