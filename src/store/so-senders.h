/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Which of the studio's own numbers answers a person: the one through which they wrote last, or the one that the owner chose for
 * them. Her choice holds until she makes another one, or they write through a third. */

/* The account that answers now; NULL where there is none. Free with g_free(). */
char *so_sender_of (SoDb *db, const char *thread_id);
/* SoAccount values that could: of a channel on which all of them reach the same person. Empty for groups. */
GPtrArray *so_sender_list (SoDb *db, const char *thread_id, GError **error);
/* The owner wants @account_id, for this person on this channel; what is not approved yet goes by it. SO_ERROR_CHANGE where it cannot. */
gboolean so_sender_choose (SoDb *db, const char *thread_id, const char *account_id, GError **error);
/* Drafts that are not approved go by the account that answers now. */
gboolean so_sender_refresh (SoDb *db, const char *thread_id, GError **error);

/* When the person last wrote through @account_id, ms; 0: never, or the network said since that its window is closed. It is what
 * that number's window counts from. */
gint64 so_sender_heard_at (SoDb *db, const char *thread_id, const char *account_id);

G_END_DECLS
