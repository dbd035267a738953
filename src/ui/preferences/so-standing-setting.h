/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-standing-verbs.h"

G_BEGIN_DECLS

/* One kind of answer that may go out by itself. */
#define SO_TYPE_STANDING_SETTING (so_standing_setting_get_type ())
G_DECLARE_FINAL_TYPE (SoStandingSetting, so_standing_setting, SO, STANDING_SETTING, AdwExpanderRow)

GtkWidget *so_standing_setting_new (SoStudio *studio, SoStandingKind kind);
/* Shows @row; what the owner is typing stays. */
void so_standing_setting_update (SoStandingSetting *self, const SoStandingRow *row);

G_END_DECLS
