/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* Every action by name, and people by name: type, Enter. */
#define SO_TYPE_PALETTE (so_palette_get_type ())
G_DECLARE_FINAL_TYPE (SoPalette, so_palette, SO, PALETTE, AdwDialog)

/* @window needs a studio. */
AdwDialog *so_palette_new (SoWindow *window);

G_END_DECLS
