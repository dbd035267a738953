/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-part.h"

G_BEGIN_DECLS

/* What WhatsApp writes by itself, in the languages in which people export: kept as data in one place. */

/* TRUE where the whole of @text stands for a file that was left out ("<Media omitted>", "Bild
 * weggelassen"); UNSUPPORTED where it does not say which kind. */
gboolean so_whatsapp_words_omitted (const char *text, SoPartKind *kind);

/* "This message was deleted"; @mine: "You deleted this message". */
gboolean so_whatsapp_words_deleted (const char *text, gboolean *mine);

/* "Missed voice call", "Video call, 12 min". */
gboolean so_whatsapp_words_call (const char *text);

/* "(file attached)": what stands in the brackets. */
gboolean so_whatsapp_words_attached (const char *text);

/* Length of @text without "<This message was edited>" at its end. */
gsize so_whatsapp_words_unedited (const char *text);

/* "X" of "WhatsApp Chat with X.txt" and of "WhatsApp Chat - X.zip" in any of the known languages, or NULL. */
char *so_whatsapp_words_title (const char *file_name);

G_END_DECLS
