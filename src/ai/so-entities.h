/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-classifier.h"

G_BEGIN_DECLS

/* Fills class, instructor, date and time of @into: what is named, as the studio's own data and calendar have it. A day without a
 * year is the next one that comes; an hour from 1 to 7 without more is the afternoon's. @words: of @text; @hits: of @words. */
void so_entities_read (const char *text, GStrv words, GArray *hits, const SoClassifierContext *context, SoClassification *into);

G_END_DECLS
