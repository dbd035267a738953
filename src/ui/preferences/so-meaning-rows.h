/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* With which model entries are found by what they mean, too, and how many of them it has read: an expander, to be put into a group. */
#define SO_TYPE_MEANING_ROWS (so_meaning_rows_get_type ())
G_DECLARE_FINAL_TYPE (SoMeaningRows, so_meaning_rows, SO, MEANING_ROWS, AdwExpanderRow)

GtkWidget *so_meaning_rows_new (SoStudio *studio);

G_END_DECLS
