/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hours.h"

G_BEGIN_DECLS

/* Hours as one types them into a line. Pure; free all with g_free(). */

/* "9:00–12:00, 14:00–20:00". */
char *so_hours_words_of_day (const SoHours *hours, guint day);
/* "2026-12-24 – 2027-01-01 Christmas; 2026-11-27T14:00 – 2026-11-27T18:00". */
char *so_hours_words_of_closures (const SoHours *hours);

/* Seven lines and that of closures as the JSON of so-hours.h, "" where all are empty. What is wrong in a line is wrong in the JSON too, so that
 * so_hours_parse() says what. @zone may be NULL. */
char *so_hours_words_to_json (const char *const *days, const char *closures, const char *zone);

G_END_DECLS
