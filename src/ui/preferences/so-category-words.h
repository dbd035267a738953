/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The eight categories of a message, for people: "All about Prices". */
typedef struct {
  const char *nick;      /* "PRICING" */
  const char *label;     /* for _() */
} SoCategoryWords;

/* SO_N_CATEGORIES of them. */
extern const SoCategoryWords so_category_words[];

G_END_DECLS
