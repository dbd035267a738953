/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* Puts the backup at @path in the place of @window's studio, which may be one that cannot be opened: closes the window and with it the
 * studio, restores, and opens a new window on what is there then. A damaged backup changes nothing,
 * and the new window says so. */
void so_restore_start (SoWindow *window, const char *path);

G_END_DECLS
