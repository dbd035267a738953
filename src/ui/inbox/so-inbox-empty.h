/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-live-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What stands where a list of conversations has no row: why, and only before the first message how to begin. */
void so_inbox_empty_show (AdwStatusPage *page, GtkWidget *import_button, const SoThreadFilter *filter);

G_END_DECLS
