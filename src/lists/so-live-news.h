/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a list that stands still has missed: the rows of @fresh that @shown has not, and those of @heard that have moved
 * up among the others. Arrays of gint64; @heard may be NULL. Linear in the rows that differ. */
guint so_live_news (const GArray *shown, const GArray *fresh, const GArray *heard);

G_END_DECLS
