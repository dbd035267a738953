/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoGuide: the tour, a bar at the foot of the window that says what to press and goes on when it was done. Escape ends it wherever the focus is, unless a text is being
 * written there. Offered once on this computer, with the first demonstration that is opened.
 */
#define SO_TYPE_GUIDE (so_guide_get_type ())
G_DECLARE_FINAL_TYPE (SoGuide, so_guide, SO, GUIDE, AdwBin)

/* The studio of the window from now on. */
void so_guide_set_studio (SoGuide *self, SoStudio *studio);
/* From the first step. */
void so_guide_start (SoGuide *self);

G_END_DECLS
