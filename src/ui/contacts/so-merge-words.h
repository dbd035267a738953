/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-contact.h"
#include "so-exchange-person.h"
#include "so-people-facts.h"

G_BEGIN_DECLS

/* What is said of two who may be one. All of it is free with g_free(); pure. */

/* "+49 151 12, ana@example.org · 12 messages · 2 notes" */
char *so_merge_words_person (const SoContact *contact, const SoPersonCounts *counts);
/* The addresses of both, each on a line. */
char *so_merge_words_addresses (const SoContact *a, const SoContact *b);
/* How much both have: "14 messages · 3 conversations · 2 notes"; "" where there is nothing. */
char *so_merge_words_amount (const SoPersonCounts *a, const SoPersonCounts *b);
/* After it. */
char *so_merge_words_done (const char *survivor, const char *other);

/* Why these two may be one person, in a sentence. */
char *so_merge_words_why (const SoLikeness *likeness);

G_END_DECLS
