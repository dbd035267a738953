/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* The six steps of a new studio. They can be left at any time: the step is kept in the studio. */
#define SO_TYPE_SETUP_DIALOG (so_setup_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoSetupDialog, so_setup_dialog, SO, SETUP_DIALOG, AdwDialog)

/* @studio: opened, but perhaps nobody's yet: then @window shows it once the first step is done. */
AdwDialog *so_setup_dialog_new (SoWindow *window, SoStudio *studio);

G_END_DECLS
