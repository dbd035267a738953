/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SoTestPeer: a strict stand-in for a provider's server, from the folder that STUDIO_OS_PEERS names: it answers 400 to what the
 * provider's own description does not allow.
 */
typedef struct _SoTestPeer SoTestPeer;

/* "whatsapp"; waits until it answers. NULL, and the test is skipped with the reason, where there is no such folder. */
SoTestPeer *so_test_peer_start (const char *api);
void so_test_peer_stop (SoTestPeer *self);
/* "http://127.0.0.1:PORT" */
const char *so_test_peer_get_base (SoTestPeer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTestPeer, so_test_peer_stop)

G_END_DECLS
