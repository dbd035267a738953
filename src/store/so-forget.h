/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Erasing single messages, of whomever: their words, files, and what was made of them. The rows stay, so that counts are right and nothing comes a second time.
 * *@files: hashes of files that nothing points to any more, to be removed from the disk; each call adds to it. At most some hundred @ids in one call. */

/* With an erasure of each, by which the other computers of the studio do the same. Conversations without a message left are gone. */
gboolean so_forget_messages (SoDb *db, const char *const *ids, GStrvBuilder *files, GError **error);
/* Of parts: that there was sound stays. */
gboolean so_forget_recordings (SoDb *db, const char *const *ids, GStrvBuilder *files, GError **error);

/* Messages that another computer has erased: at most @most of them, here, too. *@n: how many. */
gboolean so_forget_heard (SoDb *db, guint most, guint *n, GStrvBuilder *files, GError **error);

/* Before the database is written anew: the index merges what it only marked as deleted. */
gboolean so_forget_in_search (SoDb *db, GError **error);

G_END_DECLS
