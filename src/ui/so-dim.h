/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes @colour, that of text, the one of words that are less important, for what draws itself: paler, and in high contrast hardly so. Main thread. */
void so_dim (GdkRGBA *colour);

G_END_DECLS
