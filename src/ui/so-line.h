/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line of text that a widget draws itself, in both directions of reading. */

/* A telephone number, or another text without a letter, stays in its order among a language that is written from the right. */
void so_line_set_text (PangoLayout *layout, const char *text);
/* The line begins where the lines of its widget begin, whatever it is written in. @width in pixels. */
void so_line_fit (PangoLayout *layout, double width);
/* Draws it @x pixels from the start of @widget, which in a right-to-left language is right, and @y from its top, @width wide. */
void so_line_put (GtkSnapshot *snapshot, GtkWidget *widget, PangoLayout *layout, double x, double y, double width, const GdkRGBA *colour);

G_END_DECLS
