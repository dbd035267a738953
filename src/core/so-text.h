/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Valid UTF-8 made of any bytes: what does not decode, and NUL, becomes U+FFFD. @length -1: until
 * the first NUL. Free with g_free(). */
char *so_text_clean (const char *bytes, gssize length);

/* For comparing: lower case, accents folded, white space squashed, direction and joiner marks
 * dropped ("  José\302\240PÉREZ " → "jose perez"). Free with g_free(). */
char *so_text_fold (const char *text);

/* One line for a list: white space squashed, at most @chars characters, an ellipsis if cut. */
char *so_text_snippet (const char *text, guint chars);

/* Words of @text that stand in scripts written without spaces (Chinese, Japanese, Thai, pictures…), split
 * into overlapping pairs of characters so that a search finds a part of them; other text stays as
 * it is. "日本語 class" → "日本 本語 語 class". The last character of a run stands alone too, so that a query of one
 * character finds it; only at the end of a query (@for_query) it does not, because more may follow there. */
char *so_text_segment (const char *text, gboolean for_query);

/* TRUE if @text holds a character that so_text_segment() splits. */
gboolean so_text_is_unspaced (const char *text);

G_END_DECLS
