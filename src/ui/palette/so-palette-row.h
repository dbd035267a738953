/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-actions.h"

G_BEGIN_DECLS

/* One thing that the palette can do: an action of the table, or a person to open. */
#define SO_TYPE_PALETTE_ROW (so_palette_row_get_type ())
G_DECLARE_FINAL_TYPE (SoPaletteRow, so_palette_row, SO, PALETTE_ROW, GtkListBoxRow)

GtkWidget *so_palette_row_new_action (const SoAction *action);
GtkWidget *so_palette_row_new_contact (const char *id, const char *name, const char *detail);

/* Remembers how well @query fits; 0 where not at all. A person always fits: the store found her. */
guint so_palette_row_match (SoPaletteRow *self, const char *query);
guint so_palette_row_get_score (SoPaletteRow *self);

/* NULL on the other kind of row. */
const SoAction *so_palette_row_get_action (SoPaletteRow *self);
const char *so_palette_row_get_contact (SoPaletteRow *self);

G_END_DECLS
