/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-db.h"
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
/* @val: text of @born. Groups that are not in it are as the table's defaults say. */
gboolean so_share_row_make (SoDb *db, const SoShareTable *table, const char *pk, JsonObject *born, const char *val, GError **error);
gboolean so_share_row_remove (SoDb *db, const SoShareTable *table, const char *pk, GError **error);

G_END_DECLS
