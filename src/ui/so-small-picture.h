/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The picture in a file (PNG, JPEG or TIFF) as a PNG of at most @side pixels each way, its shape kept and never made larger. NULL with SO_ERROR_CHANGE where
 * it is none, or far too large. Blocking; any thread. */
GBytes *so_small_picture (const char *path, int side, GError **error);

/* The same of what is in memory. */
GBytes *so_small_picture_of (GBytes *bytes, int side, GError **error);

G_END_DECLS
