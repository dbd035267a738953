/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* This computer becomes one more of a studio that is shared: where its hub is, a code, how far it is, and then the inbox. Cancelled, nothing of it
 * stays. */
#define SO_TYPE_JOIN_DIALOG (so_join_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoJoinDialog, so_join_dialog, SO, JOIN_DIALOG, AdwDialog)

AdwDialog *so_join_dialog_new (SoWindow *window);

G_END_DECLS
