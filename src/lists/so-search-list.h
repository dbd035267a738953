/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-item.h"
#include "so-store.h"

G_BEGIN_DECLS

/* So many people, notes and answers are shown, and so many messages; where there are as many, "in:" with that kind finds more. A screen shows
 * no more, and each key makes all of their rows anew. */
#define SO_SEARCH_LIST_FEW 5
#define SO_SEARCH_LIST_MESSAGES 30

/* Search as you type: a GListModel of SoItem with SoHit values, kind by kind (see so_search_grouped()). One query is in flight on its own
 * connection; the next key interrupts it, and an old answer is dropped. Property "searching". */
#define SO_TYPE_SEARCH_LIST (so_search_list_get_type ())
G_DECLARE_FINAL_TYPE (SoSearchList, so_search_list, SO, SEARCH_LIST, GObject)

SoSearchList *so_search_list_new (SoStore *store, GTimeZone *zone);
/* NULL or empty: no results. */
void so_search_list_set_query (SoSearchList *list, const char *query);
const char *so_search_list_get_query (SoSearchList *list);
gboolean so_search_list_get_searching (SoSearchList *list);

G_END_DECLS
