/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* What others changed in place of what was changed here, the newest first: put back, or kept. */
#define SO_TYPE_CHANGES_DIALOG (so_changes_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoChangesDialog, so_changes_dialog, SO, CHANGES_DIALOG, AdwDialog)

AdwDialog *so_changes_dialog_new (SoWindow *window);

G_END_DECLS
