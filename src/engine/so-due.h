/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

#define SO_SETTING_DUE_MINUTES "answer.minutes"   /* open minutes within which customers are answered; SO_DUE_MINUTES */
#define SO_DUE_LONGEST 10080                      /* a week of them */

/* Works out until when answers are due and keeps it with the conversations, in the caller's transaction: of one, or with
 * @thread_id NULL of all in which a customer waits (the hours are others now). Cheap where nobody does. */
gboolean so_due_refresh (SoDb *db, const char *thread_id, GError **error);
/* Only where it is not known yet, as after an update of the program; of how many. */
gboolean so_due_refresh_open (SoDb *db, guint *n, GError **error);

/* "Thanks, great!", "👍": said to end a talk, in the languages of the word lists. Never true of a text with a question mark.
 * Pure. */
gboolean so_due_is_thanks (const char *text);

/* FALSE with a sentence where @value is no number of minutes; NULL and "" are the default. */
gboolean so_due_check_minutes (const char *value, GError **error);

G_END_DECLS
