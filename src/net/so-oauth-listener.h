/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SO_OAUTH_PATH "/callback"

/**
 * SoOauthListener: where the browser comes back to after a sign-in (RFC 8252, section 7.3): 127.0.0.1 and a port that the system chose,
 * open for one answer. Icons that the browser asks for, connections on which nothing is said, and whoever does not know the state are
 * answered and do not end it.
 */
typedef struct _SoOauthListener SoOauthListener;

/* Bound at once, so that no other program can take the port once the browser knows it. @port 0: any. SO_ERROR_CHANGE where it is taken. */
SoOauthListener *so_oauth_listener_new (guint16 port, GError **error);
void so_oauth_listener_free (SoOauthListener *listener);

/* "http://127.0.0.1:PORT/callback". Borrowed. */
const char *so_oauth_listener_get_uri (SoOauthListener *listener);

/**
 * so_oauth_listener_wait: blocks until the browser came back with @state, for @seconds at most.
 *
 * Returns: the code, for so_secret_free(); NULL with SO_ERROR_SIGN_IN where the owner said no or nobody came in time,
 *   SO_ERROR_CHANGE where the provider refused, G_IO_ERROR_CANCELLED.
 */
char *so_oauth_listener_wait (SoOauthListener *listener, const char *state, guint seconds, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoOauthListener, so_oauth_listener_free)

G_END_DECLS
