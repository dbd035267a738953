/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-exchange.h"

G_BEGIN_DECLS

/* What an import would bring, before it is done. Signals "accepted": the owner wants it; "changed": she said something else of its columns or
 * of the country, and it has to be read again. */
#define SO_TYPE_IMPORT_PREVIEW (so_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (SoImportPreview, so_import_preview, SO, IMPORT_PREVIEW, AdwNavigationPage)

void so_import_preview_show (SoImportPreview *self, const char *path, const SoExchangeReport *report);

/* The same file, read with what she said. */
void so_import_preview_update (SoImportPreview *self, const SoExchangeReport *report);

/* What she said, as SoExchangeImport takes it. Free with g_strfreev() and g_free(). */
GStrv so_import_preview_dup_map (SoImportPreview *self);
char *so_import_preview_dup_country (SoImportPreview *self);

/* The name that the owner chose as her own; NULL where none was asked for or none is hers. */
char *so_import_preview_dup_me (SoImportPreview *self);

/* Also for lists of imports elsewhere: "WhatsApp chat". */
const char *so_import_kind_label (SoImportKind kind);

/* What people paste as a path: "~/Chat.zip", "file:///…", in quotes. NULL where it is nothing; free with g_free(). */
char *so_import_path_from_text (const char *text);

/* Rows "where: why" of @report's skipped list under @expander, at most 100; those of @rows go first. */
void so_import_list_skipped (AdwExpanderRow *expander, GPtrArray *rows, const SoExchangeReport *report);

G_END_DECLS
