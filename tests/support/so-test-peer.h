/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SoTestPeer: another program that judges what Studio OS says to servers. Peers are no part of Studio OS: the environment variable
 * STUDIO_OS_PEERS names their folder, and tests that need one are skipped without it.
 */
typedef struct _SoTestPeer SoTestPeer;

/* The folder; NULL where there is none, and the test has been skipped. */
const char *so_test_peers (void);

/* A port that nobody listens on. */
guint16 so_test_free_port (void);

/* Starts "node @first …" in the folder of peers and waits until it says @ready. The list ends with NULL; @environment is "NAME=VALUE" or NULL. */
SoTestPeer *so_test_peer_new (const char *ready, const char *environment, const char *first, ...) G_GNUC_NULL_TERMINATED;
void so_test_peer_free (SoTestPeer *peer);

/* A mock that answers 400 to what the description of @api ("whatsapp", "twilio", "gmail") does not allow. NULL, and the test is skipped,
 * where there are no peers. */
SoTestPeer *so_test_peer_mock (const char *api);
/* A server that checks every request by the description of @api before it passes it on to @upstream, and can be told to fail. */
SoTestPeer *so_test_peer_gate (const char *api, const char *upstream);
/* "http://127.0.0.1:PORT" of the last two. */
const char *so_test_peer_get_base (SoTestPeer *peer);

/* Runs "node @first …" there to its end: what it said, without the last line end. Free with g_free(). */
char *so_test_peer_run (const char *first, ...) G_GNUC_NULL_TERMINATED;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTestPeer, so_test_peer_free)

G_END_DECLS
