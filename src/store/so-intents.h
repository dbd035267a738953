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

G_END_DECLS
