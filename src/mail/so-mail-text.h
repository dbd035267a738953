/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Valid UTF-8 of the bytes of a mail, whatever charset it claims: the claim is tried first, then UTF-8,
 * then Windows-1252, in which anything is something. @charset may be NULL. Line ends become "\n". */
char *so_mail_decode (const char *bytes, gsize length, const char *charset);

/* format=flowed (RFC 3676): soft line ends are taken out again, quotes keep their ">". */
char *so_mail_unflow (const char *text, gboolean delsp);

G_END_DECLS
