/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* "Incoming: Priya S., HOT", as long as a telephone system tells of a call that rings or is spoken; its button shows the call. It takes no room otherwise. */
#define SO_TYPE_CALL_BANNER (so_call_banner_get_type ())
G_DECLARE_FINAL_TYPE (SoCallBanner, so_call_banner, SO, CALL_BANNER, AdwBin)

void so_call_banner_set_studio (SoCallBanner *self, SoStudio *studio);

G_END_DECLS
