/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-part.h"
#include "so-store.h"

G_BEGIN_DECLS

/* A part whose file is not on this computer: @chip stands for it, and @detail in it (of its own label) says where it is and how far it has come. Once it
 * is in a window it is wished for before others; when it has come, what @make makes of @part stands in its place. */
typedef GtkWidget *(*SoPartAwayMake) (SoStore *store, const SoPart *part);
GtkWidget *so_part_away_new (SoStore *store, const SoPart *part, GtkWidget *chip, GtkWidget *detail, SoPartAwayMake make);

G_END_DECLS
