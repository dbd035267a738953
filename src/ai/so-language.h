/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-lexicon.h"

G_BEGIN_DECLS

/* The language most of @hits speak for, by its script, its small words and then by all its words: an index of
 * so_lexicon_language(), or -1 where nothing tells. Hindi in Latin letters is Hindi. */
int so_language_of (const char *text, GArray *hits);

G_END_DECLS
