/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * so_fuzzy_score: how well @needle fits @haystack, for a list that filters while one types.
 *
 * Both are compared without case and accents. Best is a beginning ("arch" in "Archive"), then
 * words in any order by their beginnings ("boo tri" in "Trial booking"), then a part, then letters
 * in order ("mku" in "Mark as Unread"). An empty @needle fits everything alike.
 *
 * Returns: 0 where it does not fit; the higher the better.
 */
guint so_fuzzy_score (const char *needle, const char *haystack);

G_END_DECLS
