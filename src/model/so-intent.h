/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SO_N_CATEGORIES 8
#define SO_N_SUB_CATEGORIES 33

/* What a message is about: 8 categories, 33 sub-categories (INQUIRY has five). The nick is stored
 * and stands in JSON; the label is for people and for translation. */
typedef struct {
  const char *category;     /* "INQUIRY" */
  const char *nick;         /* "class_information" */
  const char *label;        /* "Class Information" */
} SoSubCategory;

/* All of them, in order; @n may be NULL. */
const SoSubCategory *so_sub_categories (guint *n);

/* "INQUIRY" … "URGENT", 0 to SO_N_CATEGORIES - 1; and its name for people, in English: translate with gettext. */
const char *so_category_nick (guint category);
const char *so_category_label (guint category);
/* FALSE where @nick (may be NULL) is none. */
gboolean so_category_parse (const char *nick, guint *category);

/* NULL where there is none of that nick. */
const SoSubCategory *so_sub_category_find (const char *nick);

G_END_DECLS
