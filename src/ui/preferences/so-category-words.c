/* SPDX-License-Identifier: MIT */
#include "so-category-words.h"

#include "so-intent.h"

#include <glib/gi18n.h>

const SoCategoryWords so_category_words[SO_N_CATEGORIES] = {
  { "INQUIRY", N_ ("All Inquiries") }, { "PRICING", N_ ("All about Prices") }, { "BOOKING", N_ ("All Bookings") }, { "SCHEDULING", N_ ("All Changes of Bookings") },
  { "COMPLAINT", N_ ("All Complaints") }, { "FEEDBACK", N_ ("All Feedback") }, { "GENERAL", N_ ("All Else") }, { "URGENT", N_ ("All That Is Urgent") },
};
