/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-question.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Questions that nothing answered, each message at most once. */

/* Keeps what @message_id asks, unless that was done before (also if the owner has dismissed it since) or the message is
 * imported history. */
gboolean so_question_add (SoDb *db, const char *message_id, GError **error);

/* In @state ("open"; NULL for all), newest first. @query: a part of the text, or NULL. */
GArray *so_question_numbers (SoDb *db, const char *state, const char *query, GError **error);
SoQuestion *so_question_load (SoDb *db, gint64 n, GError **error);
SoQuestion *so_question_find (SoDb *db, const char *id, GError **error);

/* Undoable. @state: "open", "answered" or "dismissed"; @knowledge_id: the entry that answers it, or NULL. */
gboolean so_question_set_state (SoDb *db, const char *id, const char *state, const char *knowledge_id, GError **error);

G_END_DECLS
