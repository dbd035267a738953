/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* What the calls of a period come to: a tile for each number, with what it counts. Kept true by itself while it can be seen. */
#define SO_TYPE_CALL_NUMBERS (so_call_numbers_get_type ())
G_DECLARE_FINAL_TYPE (SoCallNumbers, so_call_numbers, SO, CALL_NUMBERS, AdwBin)

void so_call_numbers_set_studio (SoCallNumbers *self, SoStudio *studio);

G_END_DECLS
