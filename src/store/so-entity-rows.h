/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-entity.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Rows of plain values (so-entity.h). New ones are made as deleted rows that are brought back, so that undoing takes them away. */

gpointer so_entity_find (SoDb *db, const SoEntity *entity, const char *id, GError **error);
/* All that there are, in the order of the entity. */
GPtrArray *so_entity_list (SoDb *db, const SoEntity *entity, GError **error);
/* Those of which @column is @value (NULL is none). */
GPtrArray *so_entity_list_of (SoDb *db, const SoEntity *entity, const char *column, const char *value, GError **error);

/* @id NULL: a new one. Only what is different is written. The id (yours). */
char *so_entity_save (SoDb *db, const SoEntity *entity, const char *id, gconstpointer value, GError **error);
/* The same of a row whose id is made of names: made where there is none, brought back where it was removed. */
gboolean so_entity_put (SoDb *db, const SoEntity *entity, const char *id, gconstpointer value, GError **error);
gboolean so_entity_remove (SoDb *db, const SoEntity *entity, const char *id, GError **error);

G_END_DECLS
