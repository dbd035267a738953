/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A random text of 43 characters that fit into an address: 256 bits from the system. For so_secret_free(). */
char *so_oauth_random (void);

/* The S256 challenge of RFC 7636, section 4.2. Pure; free with g_free(). */
char *so_oauth_challenge (const char *verifier);

/* Equal, found out in a time that depends on the length of @told only. @told may be NULL. */
gboolean so_oauth_is_same (const char *known, const char *told);

/* "a=1&b=%26" of name, value, name, value …, NULL; a NULL value is left out with its name. For so_secret_free(). */
char *so_oauth_form (const char *first, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
