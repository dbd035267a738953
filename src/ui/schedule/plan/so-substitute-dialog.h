/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoSubstituteDialog: who could teach a session in place of who does: the best first, then who cannot, and why. They are asked by a message to approve, or take it over at once.
 */
#define SO_TYPE_SUBSTITUTE_DIALOG (so_substitute_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoSubstituteDialog, so_substitute_dialog, SO, SUBSTITUTE_DIALOG, AdwDialog)

void so_substitute_dialog_present (SoWindow *window, const char *session_id);

G_END_DECLS
