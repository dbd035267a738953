/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* RFC 4648, section 5: "-" and "_" in place of "+" and "/", no padding. Free with g_free(). */
char *so_base64url_encode (gconstpointer data, gsize length);

/* With or without padding, in one piece. NULL where it is none: g_base64_decode() would drop "-" and "_" without a word. The bytes have
 * a NUL behind them that does not count. */
guchar *so_base64url_decode (const char *text, gsize *length);

/* What a character stands for, 0 to 63; -1 where it is none of them. For who decodes as it comes in. */
int so_base64url_digit (char c);

/* RFC 4648, section 4: the alphabet with "+" and "/". What is not in it is passed over, as g_base64_decode() does. */
guchar *so_base64_decode (const char *text, gsize *length);

G_END_DECLS
