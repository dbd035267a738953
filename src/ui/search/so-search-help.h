/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What narrows a search: as short buttons in @pills, and explained in the rows of @list. Each writes its operator at the end of @entry, which stays
 * the caller's and outlives both. */
void so_search_help_fill (AdwWrapBox *pills, GtkListBox *list, GtkEditable *entry);

/* One more of @pills: it writes @operator, and explains itself by @hint (translated). Borrowed. */
GtkWidget *so_search_help_add_pill (AdwWrapBox *pills, const char *operator, const char *hint, GtkEditable *entry);

/* Writes @word at the end of @entry, as a word of its own, and goes there. */
void so_search_help_add (GtkEditable *entry, const char *word);

G_END_DECLS
