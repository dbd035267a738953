/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-drawn-row.h"

G_BEGIN_DECLS

/* One decision in a list of very many: its channel, person, time, first line and outcome. Of an SoLogEntry. */
#define SO_TYPE_LOG_ROW (so_log_row_get_type ())
G_DECLARE_FINAL_TYPE (SoLogRow, so_log_row, SO, LOG_ROW, SoDrawnRow)

GtkWidget *so_log_row_new (void);

G_END_DECLS
