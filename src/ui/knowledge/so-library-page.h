/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* The page Knowledge: answers, prices, templates and unanswered questions, one at a time; the title of the header bar
 * chooses, and Alt+1 to Alt+4. */
#define SO_TYPE_LIBRARY_PAGE (so_library_page_get_type ())
G_DECLARE_FINAL_TYPE (SoLibraryPage, so_library_page, SO, LIBRARY_PAGE, AdwBin)

GtkWidget *so_library_page_new (SoWindow *window);
/* One of the answers. */
void so_library_page_show_entry (SoLibraryPage *self, const char *id);
/* A new answer; @category as in so_knowledge_page_begin(). */
void so_library_page_begin_entry (SoLibraryPage *self, const char *category);

G_END_DECLS
