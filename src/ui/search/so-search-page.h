/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* Search as you type over messages, people and knowledge. Grabbing the focus goes to the entry. */
#define SO_TYPE_SEARCH_PAGE (so_search_page_get_type ())
G_DECLARE_FINAL_TYPE (SoSearchPage, so_search_page, SO, SEARCH_PAGE, AdwBreakpointBin)

GtkWidget *so_search_page_new (SoWindow *window);
void so_search_page_set_query (SoSearchPage *self, const char *query);

G_END_DECLS
