/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AES-256-GCM: what is sealed can be read by who has the key alone, and only in its own place. */
#define SO_SEAL_KEY 32

/* A fresh nonce, @text, and the mark of both. @place ("studio\nid") is not kept in it. NULL where there is no randomness. */
GBytes *so_seal (const guint8 key[SO_SEAL_KEY], const char *place, const char *text);
/* NULL where it was sealed by another key or for another place, or was changed. Wipe it, and free with g_free(). */
char *so_unseal (const guint8 key[SO_SEAL_KEY], const char *place, GBytes *sealed);

G_END_DECLS
