/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Shows in @sidebar (of SoSidebarRow) the pages that @studio uses, now and when that changes; the others are still opened by
 * their keys. Until it is said again. */
void so_modules_watch (GtkListBox *sidebar, SoStudio *studio);

G_END_DECLS
