/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-week.h"

G_BEGIN_DECLS

/* A week as one hangs it up: the classes under their days, in as many columns and as large as the sheet has room for. What is cancelled is not on it. */

/* On @cr, in a rectangle of @width and @height at its origin; black on white. FALSE where there are too many to be read; what has a place is drawn all
 * the same. @title: over it. */
gboolean so_week_sheet_draw (cairo_t *cr, const SoWeek *week, const char *title, double width, double height);

/* The file: a picture of 1080 × 1350 pixels, or where @pdf, a page of A4. SO_ERROR_GIVE_UP where the week has too many classes for it, or none. */
GBytes *so_week_sheet_render (const SoWeek *week, const char *title, gboolean pdf, GError **error);

G_END_DECLS
