/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-secrets.h"

G_BEGIN_DECLS

/* What proves that exactly these bytes come from who has a key: Ed25519 (RFC 8032). Keys and signatures are base64url without padding. */

/* A new secret key; *@public_key (yours) is what others check by. */
SoSecret *so_sign_new_key (char **public_key, GError **error);
/* The public key that belongs to @key; SO_ERROR_CHANGE where that is none. Free with g_free(). */
char *so_sign_dup_public (const char *key, GError **error);
/* Free with g_free(). */
char *so_sign (const char *key, GBytes *bytes, GError **error);
/* FALSE also for what is no key or no signature. */
gboolean so_sign_verify (const char *public_key, GBytes *bytes, const char *signature);

G_END_DECLS
