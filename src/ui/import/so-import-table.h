/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-exchange.h"

G_BEGIN_DECLS

/* What the columns of a table are taken for, each with samples and a choice; and the country of numbers that have none.
 * Signal "changed": the owner said something else. */
#define SO_TYPE_IMPORT_TABLE (so_import_table_get_type ())
G_DECLARE_FINAL_TYPE (SoImportTable, so_import_table, SO, IMPORT_TABLE, AdwPreferencesGroup)

/* Shows what @report says; nothing is visible where there is nothing to say. */
void so_import_table_show (SoImportTable *self, const SoExchangeReport *report);
/* The same table was read again: only what became of it is new. */
void so_import_table_update (SoImportTable *self, const SoExchangeReport *report);

/* What she said, as SoExchangeImport takes it. Never NULL. Free with g_strfreev(). */
GStrv so_import_table_dup_map (SoImportTable *self);
/* NULL where none was given. Free with g_free(). */
char *so_import_table_dup_country (SoImportTable *self);

/* A column, or the field for the country, that has to be looked at; or NULL. */
GtkWidget *so_import_table_get_question (SoImportTable *self);

G_END_DECLS
