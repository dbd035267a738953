/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-client.h"

G_BEGIN_DECLS

/**
 * What this computer says to the others of the studio, through the hub (docs/sync.md, /sync/v1): it carries the texts of so-share.h and reads none
 * of them. Blocking; errors as those of SoHubClient.
 */

/* Says @text, a JSON object whose "what" is one of "push", "pull", "merge" and "snapshot": the answer, free with g_free(). *@took (may be NULL): ms that
 * it took. */
char *so_hub_talk (SoHubClient *client, const char *text, gint64 *took, GCancellable *cancellable, GError **error);

/* Waits up to @seconds until the log is longer than @after, or of another count than @epoch. *@news: it is. */
gboolean so_hub_talk_wait (SoHubClient *client, const char *epoch, gint64 after, guint seconds, gboolean *news, GCancellable *cancellable, GError **error);

/* As so_share_digest() of a computer that has read the log up to *@head (may be NULL) of the count *@epoch (may be NULL; free with g_free()). */
char *so_hub_talk_digest (SoHubClient *client, gint64 *head, char **epoch, GCancellable *cancellable, GError **error);

G_END_DECLS
