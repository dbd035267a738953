/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* The page Search is a look aside: Escape leads back to the page from which it was opened, and to what had the focus there. */
void so_search_open (SoWindow *window);
void so_search_leave (SoWindow *window);

G_END_DECLS
