/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-qualify.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Which questions a studio asks those who may become customers, and what is known of one of them. */

/* SoQualify: the owner's list, or the usual ones of the studio's kind. What is sensitive by its field is so as a question. */
GPtrArray *so_qualifying_list (SoDb *db, GError **error);
/* @questions NULL: the usual ones again. */
gboolean so_qualifying_save (SoDb *db, GPtrArray *questions, GError **error);

/* For each of so_qualifying_list() what is known of that person, as text, NULL where nothing is: free with g_free(). Sensitive answers are in it. */
typedef struct {
  SoQualify *question;
  char *answer;
} SoQualified;
void so_qualified_free (SoQualified *qualified);
GPtrArray *so_qualifying_of (SoDb *db, const char *contact_id, GError **error);

/* The next one to ask in that conversation: not answered, not sensitive, not asked there before. NULL without an error: none, or they are no lead (any more). */
SoQualify *so_qualifying_next (SoDb *db, const char *thread_id, GError **error);

/* Before an answer is kept: its field is made where the studio has none of that name. @label: as the owner reads it. Undoable. */
gboolean so_qualifying_make_field (SoDb *db, const SoQualify *question, const char *label, GError **error);

G_END_DECLS
