/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* RFC 4648, section 5: "-" and "_" in place of "+" and "/", no padding. Free with g_free(). */
char *so_base64url_encode (gconstpointer data, gsize length);

/* With or without padding, in one piece. NULL where it is none: g_base64_decode() would drop "-" and "_" without a word. The bytes have
 * a NUL behind them that does not count. */
guchar *so_base64url_decode (const char *text, gsize *length);

G_END_DECLS
