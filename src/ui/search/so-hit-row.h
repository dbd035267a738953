/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-hit.h"

G_BEGIN_DECLS

/* One result of a search. */
#define SO_TYPE_HIT_ROW (so_hit_row_get_type ())
G_DECLARE_FINAL_TYPE (SoHitRow, so_hit_row, SO, HIT_ROW, GtkWidget)

GtkWidget *so_hit_row_new (void);
/* @hit is only read; @zone: of the studio, or NULL. */
void so_hit_row_show (SoHitRow *self, const SoHit *hit, GTimeZone *zone);

/* Pango markup of a snippet: what matched is bold, everything else is text and never markup. */
char *so_hit_markup (const char *snippet);

/* "18:05" today, "Tue 18:05" in the last six days, "4 Mar" this year, else the date; free with g_free(). */
char *so_short_time (gint64 ms, gint64 now, GTimeZone *zone);

/* What a screen reader says of the row; free with g_free(). */
char *so_hit_describe (const SoHit *hit, gint64 now, GTimeZone *zone);

G_END_DECLS
