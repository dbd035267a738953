/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* All keys that are in force, from the same table as the dialog of shortcuts, on one page beside the screen. */

/* Draws it into @width times @height points (1/72 inch) of @cr. The size of its letters in points: what is below 5 is hard to read. */
double so_key_card_draw (cairo_t *cr, double width, double height);

/* Asks for a printer, or a file, and prints it on one page of whatever paper is chosen, as so_print_run() does. */
void so_key_card_print (SoWindow *window);

G_END_DECLS
