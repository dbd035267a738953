/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-price.h"
#include "so-store.h"

G_BEGIN_DECLS

/* The price list. Changes belong to the undo step that is being recorded. */

/* By name; @query: words of the name and unit, NULL for all. */
GArray *so_price_numbers (SoDb *db, const char *query, GError **error);
SoPrice *so_price_load (SoDb *db, gint64 n, GError **error);
SoPrice *so_price_find (SoDb *db, const char *id, GError **error);
/* All of them by name: SoPrice. */
GPtrArray *so_price_list (SoDb *db, GError **error);
/* New where @price->id is NULL; a change counts the version up. Its id; free with g_free(). */
char *so_price_save (SoDb *db, const SoPrice *price, GError **error);
gboolean so_price_delete (SoDb *db, const char *id, GError **error);

G_END_DECLS
