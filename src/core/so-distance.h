/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many characters have to be added, taken away or replaced to make @b of @a: "15 €" → "16 €" is 1. Exact where it
 * is at most SO_DISTANCE_EXACT; texts that differ more count as replaced from the first difference to the last, so that
 * 64 kB are compared within a tenth of a second. Invalid UTF-8 counts by bytes. */
guint so_distance (const char *a, const char *b);

#define SO_DISTANCE_EXACT 512

G_END_DECLS
