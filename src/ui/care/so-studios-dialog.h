/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* SoStudiosDialog: the studios of this computer, each of which opens in a window of its own; another one, new or somewhere else. */
#define SO_TYPE_STUDIOS_DIALOG (so_studios_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoStudiosDialog, so_studios_dialog, SO, STUDIOS_DIALOG, AdwDialog)

AdwDialog *so_studios_dialog_new (SoWindow *window);

/* A window shows the studio in @folder: it is remembered when. */
void so_studios_note (const char *folder);
/* It closes at @page (or NULL). */
void so_studios_note_page (const char *folder, const char *page);
/* Where it was left; "inbox" where that is not known. Free with g_free(). */
char *so_studios_dup_page (const char *folder);

G_END_DECLS
