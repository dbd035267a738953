/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-actions.h"

G_BEGIN_DECLS

/* Every key of the action table, to read and to search. */
#define SO_TYPE_SHORTCUTS_DIALOG (so_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoShortcutsDialog, so_shortcuts_dialog, SO, SHORTCUTS_DIALOG, AdwDialog)

AdwDialog *so_shortcuts_dialog_new (void);

/* "Approve" with "A" beside it, for any list of keys. */
GtkWidget *so_shortcut_row_new (const SoAction *action);

G_END_DECLS
