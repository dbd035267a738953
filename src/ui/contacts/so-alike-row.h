/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-people-facts.h"

G_BEGIN_DECLS

/**
 * SoAlikeRow: two who may be one person, and why. Signals "merge" and "apart": what its buttons say. Activating it is "merge".
 */
#define SO_TYPE_ALIKE_ROW (so_alike_row_get_type ())
G_DECLARE_FINAL_TYPE (SoAlikeRow, so_alike_row, SO, ALIKE_ROW, GtkListBoxRow)

GtkWidget *so_alike_row_new (const SoLikeness *likeness);
const char *so_alike_row_get_id (SoAlikeRow *self);
const char *so_alike_row_get_other_id (SoAlikeRow *self);

G_END_DECLS
