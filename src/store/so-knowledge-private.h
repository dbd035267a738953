/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"

G_BEGIN_DECLS

/* After undo gave a row of "knowledge", "price", "template", "rule" or "sequence" an older value: that is a change like any other, which counts
 * its version up (a number never means two wordings) and is found by search. */
gboolean so_knowledge_went_back (SoDb *db, const char *table, const char *id, GError **error);

/* Brings the entry's row of the search index up to date. */
gboolean so_knowledge_index (SoDb *db, const char *id, GError **error);

G_END_DECLS
