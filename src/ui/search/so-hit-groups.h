/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @hits (a SoSearchList) with a heading above each kind of hit, and a button in it that looks for more of that kind: by an operator in @entry.
 * Free with g_object_unref(). */
GListModel *so_hit_groups_new (GListModel *hits);
GtkListItemFactory *so_hit_groups_new_headings (GtkEditable *entry);

/* The same by keys, which no heading of a list takes: for each kind of which there may be more than @hits one more of @pills, shown when there may. */
void so_hit_groups_add_pills (AdwWrapBox *pills, GListModel *hits, GtkEditable *entry);

G_END_DECLS
