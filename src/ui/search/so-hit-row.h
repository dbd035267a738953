/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-hit.h"

G_BEGIN_DECLS

/* One result of a search. */
#define SO_TYPE_HIT_ROW (so_hit_row_get_type ())
G_DECLARE_FINAL_TYPE (SoHitRow, so_hit_row, SO, HIT_ROW, GtkWidget)

GtkWidget *so_hit_row_new (void);
/* @hit is only read. */
void so_hit_row_show (SoHitRow *self, const SoHit *hit);

/* Pango markup of a snippet: what matched is bold, everything else is text and never markup. */
char *so_hit_markup (const char *snippet);

/* The snippet as plain text; free with g_free(). */
char *so_hit_dup_plain (const SoHit *hit);
/* Name of the icon that says what kind it is. */
const char *so_hit_icon (const SoHit *hit);

/* What a screen reader says of the row; free with g_free(). */
char *so_hit_describe (const SoHit *hit, gint64 now);

G_END_DECLS
