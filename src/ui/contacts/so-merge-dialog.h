/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoMergeDialog: two records of one person, before they become one: who stays, what they have then, and how much comes together.
 */
#define SO_TYPE_MERGE_DIALOG (so_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoMergeDialog, so_merge_dialog, SO, MERGE_DIALOG, AdwDialog)

/* In front of @parent. @toasts: where it is said that it was done, with Undo; NULL: in the window, which shows who stayed where it shows people. */
void so_merge_dialog_present (GtkWidget *parent, SoWindow *window, const char *a, const char *b, AdwToastOverlay *toasts);

G_END_DECLS
