/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* At the end of the sidebar: that others changed what was changed here, quietly, for nothing is lost. Hidden where there is none. */
#define SO_TYPE_CHANGES_BUTTON (so_changes_button_get_type ())
G_DECLARE_FINAL_TYPE (SoChangesButton, so_changes_button, SO, CHANGES_BUTTON, GtkButton)

/* @studio may be NULL. */
void so_changes_button_set_studio (SoChangesButton *self, SoStudio *studio);

G_END_DECLS
