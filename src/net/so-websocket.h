/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SoWebsocket: a line on which a server tells short messages of its own accord. Of one thread; everything blocks.
 *
 * It trusts what so_http_send() trusts: TLS but to this computer, certificates for servers, no redirect. A message of more than
 * SO_FRAME_MOST bytes or in parts ends it, so that a server can fill no memory. Nothing here is said to the owner: who has no such line asks
 * by so_http_send(), which says what is wrong.
 */
typedef struct _SoWebsocket SoWebsocket;

/* @url is that of so_http_send(); within @seconds. NULL: *@status is what was answered instead of 101, 0 where there was no answer that makes
 * sense. */
SoWebsocket *so_websocket_open (const char *url, const char *authorization, guint seconds, guint *status, GCancellable *cancellable);
void so_websocket_free (SoWebsocket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoWebsocket, so_websocket_free)

/* Waits for a message up to @seconds, and answers pings. FALSE: the line is cut, or the server says what it must not. *@text is NULL where there
 * was none, also where @cancellable ended the waiting; free with g_free(). */
gboolean so_websocket_hear (SoWebsocket *self, guint seconds, char **text, GCancellable *cancellable);
/* so_monotonic() when a byte came last; of use after so_websocket_hear(), which takes what is there. */
gint64 so_websocket_get_heard_at (const SoWebsocket *self);

G_END_DECLS
