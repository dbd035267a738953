/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Brings history into the studio: choose, preview, import, result, undo. */
#define SO_TYPE_IMPORT_DIALOG (so_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoImportDialog, so_import_dialog, SO, IMPORT_DIALOG, AdwDialog)

AdwDialog *so_import_dialog_new (SoStudio *studio);

/* Goes straight to the preview of @path (a file that was dropped on the window). */
void so_import_dialog_open_path (SoImportDialog *self, const char *path);

G_END_DECLS
