/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-exchange.h"

G_BEGIN_DECLS

/* What an import brought. Signals: "undo", "again" (another one), "close". */
#define SO_TYPE_IMPORT_RESULT (so_import_result_get_type ())
G_DECLARE_FINAL_TYPE (SoImportResult, so_import_result, SO, IMPORT_RESULT, AdwNavigationPage)

/* Takes @report. */
void so_import_result_take (SoImportResult *self, SoExchangeReport *report);
/* Says that it was taken back: @counts as so_exchange_undo() tells. */
void so_import_result_set_undone (SoImportResult *self);
/* Id of the shown import, or NULL. */
const char *so_import_result_get_batch (SoImportResult *self);

/* The skipped list as text, a line each; free with g_free(). */
char *so_import_skipped_text (GPtrArray *skipped);

G_END_DECLS
