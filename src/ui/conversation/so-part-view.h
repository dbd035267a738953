/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-part.h"
#include "so-store.h"

G_BEGIN_DECLS

/* A widget for a part of a message that is not text: a picture, a file with name and size, a place,
 * a placeholder for what is not understood. */
GtkWidget *so_part_view_new (SoStore *store, const SoPart *part);

/* TRUE where the text of a part stands beside its view; a placeholder shows it itself. */
gboolean so_part_view_has_caption (const SoPart *part);

/* "Voice note", "Photo"…: for people. */
const char *so_part_view_label (const SoPart *part);

G_END_DECLS
