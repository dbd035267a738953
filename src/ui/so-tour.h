/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* Before the window is made: nothing is asked in the pictures. */
void so_tour_prepare (void);

/* Goes through every page at three widths, light and dark, saves a picture of each in @folder,
 * says what it does line by line on standard output, and closes the window. */
void so_tour_start (SoWindow *window, const char *folder);

G_END_DECLS
