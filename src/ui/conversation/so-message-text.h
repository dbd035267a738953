/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Markup of a message's text in which web and mail addresses are links. What is shown is what is
 * opened; an address with look-alike letters in its host is shown in its plain form (xn--…). Free
 * with g_free(). */
char *so_message_text_to_markup (const char *text);

/* TRUE if so_message_text_to_markup() would make a link. */
gboolean so_message_text_has_links (const char *text);

/* Bytes of a mail's text before what it quotes of the mails before ("> …", "On Monday Ana wrote:");
 * the whole length where it quotes nothing, or nothing but a quotation. */
gsize so_message_text_own_length (const char *text);

/* TRUE for a text of one to three emoji and nothing else, which is shown big. */
gboolean so_message_text_is_emoji (const char *text);

G_END_DECLS
