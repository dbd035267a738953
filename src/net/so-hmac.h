/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Signatures by a shared secret, and how they are compared: the time that it takes tells nothing about where the difference is. */

/* FALSE for NULL. How long they are is no secret. */
gboolean so_constant_equal (const char *a, const char *b);

/* @type: G_CHECKSUM_SHA256 or G_CHECKSUM_SHA1. TRUE where @hex (lower case) is the HMAC of exactly these bytes by @key; FALSE where either is NULL or empty. */
gboolean so_hmac_matches (GChecksumType type, const char *key, gconstpointer data, gsize size, const char *hex);
/* The same where the signature is written in base64. */
gboolean so_hmac_matches_base64 (GChecksumType type, const char *key, gconstpointer data, gsize size, const char *base64);

G_END_DECLS
