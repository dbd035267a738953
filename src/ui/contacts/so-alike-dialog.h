/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-alikes.h"
#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoAlikeDialog: the pairs who may be one person. Nothing is merged but by the owner, who sees first what comes of it.
 */
#define SO_TYPE_ALIKE_DIALOG (so_alike_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoAlikeDialog, so_alike_dialog, SO, ALIKE_DIALOG, AdwDialog)

AdwDialog *so_alike_dialog_new (SoWindow *window, SoAlikes *alikes);

G_END_DECLS
