/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lists of words and phrases, and whether one stands in a text. Pure.
 *
 * A list is "refund*, money back, speak .. human, *skundigung": phrases between commas, folded as so_phrases_split() does.
 * A trailing * stands for any ending, a leading one for any beginning of the word; ".." for up to three words between.
 * Words are whole: "press" is not in "oppressed". */

/* A dot below a letter of Hindi: not counted. */
#define SO_PHRASES_NUKTA 0x093c

/* The words of @text: lower case, no accents, marks of Hindi kept, the dot below (nukta) dropped because half of all
 * people type without. Joiners that hide a word ("re\u200bfund") are gone. */
GStrv so_phrases_split (const char *text);

/* How many of @words the phrase (@length bytes, not ended by NUL) takes where it stands at their beginning; 0: it does not. */
guint so_phrases_stands_at (const char *phrase, gsize length, char **words);

/* The phrase of @list that stands in @words, as it stands in the list (free with g_free()), or NULL. */
char *so_phrases_find (const char *list, GStrv words);
gboolean so_phrases_stand_in (const char *list, GStrv words);

/* The owner's own phrases, one a line, as a list; what has no letter is left out. Free with g_free(). */
char *so_phrases_of_lines (const char *lines);

G_END_DECLS
