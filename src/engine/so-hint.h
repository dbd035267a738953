/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the owner wants changed in a proposal, as far as the rule drafter understands it: "shorter", "warmer please", "in
 * German", "mit Angebot"; in English, German, Spanish, French and Portuguese. Pure. */
typedef struct {
  gboolean shorter;
  gboolean offer;          /* with what there is to try */
  gboolean question;       /* with what the studio wants to know next */
  const char *tone;        /* "warm", "formal", "plain", or NULL */
  const char *language;    /* "de", or NULL */
  char *words;             /* what is left, as words to look for: "parking sunday"; or NULL */
} SoHint;

/* @text may be NULL. Free with so_hint_free(). */
SoHint *so_hint_parse (const char *text);
void so_hint_free (SoHint *hint);
/* Nothing but another version is wanted. */
gboolean so_hint_is_empty (const SoHint *hint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHint, so_hint_free)

G_END_DECLS
