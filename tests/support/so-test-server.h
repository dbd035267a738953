/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SoTestServer: a server on 127.0.0.1 that says byte for byte what it was told to, so that it can also lie: cut answers, drip, bombs.
 * One connection at a time has one answer, in the order given; the last one is repeated.
 */
typedef struct _SoTestServer SoTestServer;

SoTestServer *so_test_server_new (void);
void so_test_server_free (SoTestServer *server);

/* "http://127.0.0.1:PORT" and @path; free with g_free(). */
char *so_test_server_url (SoTestServer *server, const char *path);

/* From the first question on every answer takes that long to begin. */
void so_test_server_hold (SoTestServer *server, guint ms);
/* The next answer, headers and all: bytes as they are. @pause_ms between its bytes where it shall drip; 0: at once. */
void so_test_server_say (SoTestServer *server, gconstpointer bytes, gsize length, guint pause_ms);
/* "HTTP/1.1 STATUS\r\n", @headers (each "Name: value\r\n", may be "") and @body with its length. */
void so_test_server_answer (SoTestServer *server, const char *status, const char *headers, const char *body);

/* What the client sent with the @i-th request, head and body; free with g_free(). Waits until it is there. */
char *so_test_server_heard (SoTestServer *server, guint i);
guint so_test_server_count (SoTestServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTestServer, so_test_server_free)

G_END_DECLS
