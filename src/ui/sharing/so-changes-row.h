/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-share-notices.h"

G_BEGIN_DECLS

/* One change of somebody else in place of ours, with what can be done about it.
 *
 * SoChangesRow::put-back, ::keep: the owner wants that. */
#define SO_TYPE_CHANGES_ROW (so_changes_row_get_type ())
G_DECLARE_FINAL_TYPE (SoChangesRow, so_changes_row, SO, CHANGES_ROW, GtkListBoxRow)

/* Takes @story. */
GtkWidget *so_changes_row_new (SoShareStory *story);
/* Takes @story, of the same change. */
void so_changes_row_set_story (SoChangesRow *self, SoShareStory *story);
const SoShareStory *so_changes_row_get_story (SoChangesRow *self);
/* The page on which it can be looked at: "inbox", "contacts", "knowledge"; NULL: none. Borrowed. */
const char *so_changes_row_get_page (SoChangesRow *self);

G_END_DECLS
