/* SPDX-License-Identifier: MIT */
#include "so-dim.h"

#include <adwaita.h>

#define DIM 0.66f
/* As the style itself dims there. */
#define DIM_IN_CONTRAST 0.9f

void
so_dim (GdkRGBA *colour)
{
  colour->alpha *= adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? DIM_IN_CONTRAST : DIM;
}
