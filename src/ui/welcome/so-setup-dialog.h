/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* The six steps of a new studio. They can be left at any time: the step is kept in the studio. */
#define SO_TYPE_SETUP_DIALOG (so_setup_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoSetupDialog, so_setup_dialog, SO, SETUP_DIALOG, AdwDialog)

#define SO_SETUP_STEPS 6
/* Setting: "2" to "6", the step to go on with, or "done". */
#define SO_SETUP_SETTING "onboarding.step"

/* @studio: opened, but perhaps nobody's yet: then @window shows it once the first step is done. */
AdwDialog *so_setup_dialog_new (SoWindow *window, SoStudio *studio);

/* The step that a setting stands for: 1 where nothing (or nonsense) is kept, 0 when done. */
guint so_setup_step_parse (const char *setting);

G_END_DECLS
