/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* What the classifier said of a message; @entities is a JSON object or NULL. */
typedef struct {
  const char *intent, *sub_category, *priority, *sentiment, *entities, *language;
  double confidence;
} SoMessageIntent;
gboolean so_message_set_intent (SoDb *db, const char *id, const SoMessageIntent *intent, GError **error);

/* What was understood of one message that a customer wrote here. */
typedef struct {
  char *intent, *sub_category, *sentiment, *entities;     /* or NULL */
} SoMessageSaid;
void so_message_said_free (SoMessageSaid *self);

/* The newest @limit of what a person wrote, imported history left out: SoMessageSaid. @messages: how many; @newest_at: ms, 0 for none. */
GPtrArray *so_message_said_by (SoDb *db, const char *contact_id, guint limit, guint *messages, gint64 *newest_at, GError **error);

/* Whoever wrote it and is no customer yet; NULL: nobody. Free with g_free(). */
char *so_message_lead (SoDb *db, const char *message_id);

/* The conversation is as urgent as that until the customer writes again; what was understood of the message stays. */
gboolean so_thread_raise (SoDb *db, const char *message_id, const char *priority, GError **error);

/* What a model made of the message (JSON, see resources/sql/011-models.sql): it is shown instead of what the rules made of it, which
 * stays, and scores. The conversation is about @intent until the customer writes again. */
gboolean so_message_set_refined (SoDb *db, const char *id, const char *refined, const char *intent, const char *sub_category, GError **error);

/* TRUE where the owner has said how urgent the conversation is since that message came. */
gboolean so_message_is_overruled (SoDb *db, const char *id);

/* The newest @limit texts that a person wrote here, oldest first, imported history left out; free with g_strfreev(). */
GStrv so_message_texts_by (SoDb *db, const char *contact_id, guint limit, GError **error);

G_END_DECLS
