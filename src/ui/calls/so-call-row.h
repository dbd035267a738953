/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-drawn-row.h"

G_BEGIN_DECLS

/* One call in a list of very many: who, when, what became of it and how long. Of an SoCallEntry. */
#define SO_TYPE_CALL_ROW (so_call_row_get_type ())
G_DECLARE_FINAL_TYPE (SoCallRow, so_call_row, SO, CALL_ROW, SoDrawnRow)

GtkWidget *so_call_row_new (void);

G_END_DECLS
