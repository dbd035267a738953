/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-role.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoInviteDialog: lets another computer join the studio: what it is to be, and the code for it, large enough to be read across a desk.
 */
#define SO_TYPE_INVITE_DIALOG (so_invite_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoInviteDialog, so_invite_dialog, SO, INVITE_DIALOG, AdwDialog)

/* @role: of this computer, which makes none above it. */
AdwDialog *so_invite_dialog_new (SoStudio *studio, SoRole role);
/* A combo row with the roles that @role may give; the one at @i of it. */
GtkWidget *so_invite_role_row_new (SoRole role);
SoRole so_invite_role_at (SoRole role, guint i);
guint so_invite_role_index (SoRole role, SoRole of);

G_END_DECLS
