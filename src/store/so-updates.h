/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-threads.h"
#include "so-update.h"

G_BEGIN_DECLS

/* What happens to messages after they were written. Any order, any number of times: the same studio in the end. */

/* Everything but SO_UPDATE_MESSAGE, which is so_ingest()'s. What is about a message that is not here waits for it. */
gboolean so_update_apply (SoDb *db, const SoUpdate *update, const char *country, GError **error);

/* For so_ingest(): what was told of a message before it came. */
gboolean so_told_apply (SoDb *db, const char *message_id, GError **error);

/* The next file that is to be fetched, of any message, after the part of number @after (0: the first). FALSE without an error where
 * there is none. Strings are yours. */
typedef struct {
  gint64 n;
  char *remote, *account_id, *mime;
} SoFetch;
void so_fetch_clear (SoFetch *fetch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoFetch, so_fetch_clear)
gboolean so_fetch_next (SoDb *db, gint64 after, SoFetch *fetch, GError **error);
/* It is here: @sha256 in files/, @size bytes; or with @sha256 NULL it will never be, and the part says so in @text. */
gboolean so_fetch_done (SoDb *db, gint64 n, const char *sha256, gint64 size, const char *mime, const char *text, GError **error);

G_END_DECLS
