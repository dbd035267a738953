/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"
#include "so-json-text.h"
#include "so-share-tables.h"

G_BEGIN_DECLS

/* Rows of shared tables as JSON of their groups, and back. Types are checked by the tables themselves (STRICT). */

gboolean so_share_row_exists (SoDb *db, const SoShareTable *table, const char *pk);
/* {"column": value} of one group as it stands; NULL where there is no such row. Free with g_free(). */
char *so_share_row_group (SoDb *db, const SoShareTable *table, const SoShareGroup *group, const char *pk);
/* {"group": {…}} of the whole row. */
char *so_share_row_born (SoDb *db, const SoShareTable *table, const char *pk);
/* Writes nothing where it says so already. */
gboolean so_share_row_set (SoDb *db, const SoShareTable *table, const SoShareGroup *group, const char *pk, const char *val, GError **error);
/* @born: of @text. Groups that are not in it are as the table's defaults say. */
gboolean so_share_row_make (SoDb *db, const SoShareTable *table, const char *pk, SoJsonText *text, SoJsonPlace born, GError **error);
/* What makes it where nobody knows anything of it here: id, then the columns of all groups and those that are said once. */
const char *so_share_row_words_straight (const SoShareTable *table);
/* 1 where the row is as @val says (?1: the id, ?2: JSON), and nothing else is known of it. */
const char *so_share_row_words_same (const SoShareTable *table);
/* Rows after an id (?1), at most so many (?2): id, what each is as JSON, and 1 where something else is known of it. */
const char *so_share_row_words_list (const SoShareTable *table);
/* Names of columns, of the groups one after the other; the one behind them is what is said once. */
char ***so_share_row_columns (const SoShareTable *table);
gboolean so_share_row_remove (SoDb *db, const SoShareTable *table, const char *pk, GError **error);

G_END_DECLS
