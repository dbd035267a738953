/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-threads.h"
#include "so-update.h"

G_BEGIN_DECLS

/* What happens to messages after they were written. Any order, any number of times: the same studio in the end. */

/* Everything but SO_UPDATE_MESSAGE, which is so_ingest()'s. What is about a message that is not here waits for it. */
gboolean so_update_apply (SoDb *db, const SoUpdate *update, const char *country, GError **error);

/* Id of the conversation in which the message that is meant stands, and of the message (*@message, yours; may be NULL); NULL where it is
 * not here. Free with g_free(). */
char *so_update_thread (SoDb *db, const SoUpdate *update, char **message);
/* A customer's reaction was just stored by so_update_apply(), is a yes, and what it is put to is the newest message there, ours, and a
 * question: the conversation waits for the owner from then on. *@thread (yours): which one; NULL where nothing of that is so. */
gboolean so_reaction_heed (SoDb *db, const SoUpdate *update, char **thread, GError **error);
/* How the newest SMS that an account sent since @since (ms) failed, as the provider said it; NULL where it did not. */
char *so_update_newest_failure (SoDb *db, const char *account_id, gint64 since);

/* For so_ingest(): what was told of a message before it came. */
gboolean so_told_apply (SoDb *db, const char *message_id, GError **error);

/* The next file that is to be fetched, of any message, after the part of number @after (0: the first). FALSE without an error where
 * there is none. Strings are yours. */
typedef struct {
  gint64 n;
  char *message_id;
  char *remote, *account_id, *mime;
} SoFetch;
void so_fetch_clear (SoFetch *fetch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoFetch, so_fetch_clear)
gboolean so_fetch_next (SoDb *db, gint64 after, SoFetch *fetch, GError **error);
/* FALSE: it was erased while it was on its way, or may not be kept any more. */
gboolean so_fetch_is_wanted (SoDb *db, gint64 n);
/* A message, draft or person has that file. */
gboolean so_file_is_used (SoDb *db, const char *sha256);
/* It is here: @sha256 in files/, @size bytes; or with @sha256 NULL it will never be, and the part says so in @text. */
gboolean so_fetch_done (SoDb *db, gint64 n, const char *sha256, gint64 size, const char *mime, const char *text, GError **error);

G_END_DECLS
