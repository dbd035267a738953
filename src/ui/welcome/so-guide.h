/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What customers of a kind of studio usually ask, for the guided builder of its knowledge. */
typedef struct {
  const char *question;   /* untranslated */
  const char *category;   /* nick of a sub-category */
  const char *hint;       /* untranslated example of an answer */
} SoGuideQuestion;

#define SO_GUIDE_QUESTIONS 8
#define SO_GUIDE_PROFILE 3

/* Eight of them; those of a dance studio where @kind is not known. */
const SoGuideQuestion *so_guide_questions (const char *kind);
/* Where, what, when: three. */
const SoGuideQuestion *so_guide_profile (const char *kind);

/* "Dance studio", for people. */
const char *so_guide_kind_label (const char *kind);

G_END_DECLS
