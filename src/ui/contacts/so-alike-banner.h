/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoAlikeBanner: how many pairs may be one person, with a button to look at them. Not there where there are none.
 */
#define SO_TYPE_ALIKE_BANNER (so_alike_banner_get_type ())
G_DECLARE_FINAL_TYPE (SoAlikeBanner, so_alike_banner, SO, ALIKE_BANNER, AdwBin)

/* Once. */
void so_alike_banner_set_window (SoAlikeBanner *self, SoWindow *window);

G_END_DECLS
