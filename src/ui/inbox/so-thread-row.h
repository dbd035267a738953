/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-drawn-row.h"

G_BEGIN_DECLS

/* A conversation in a list: an SoThread. */
#define SO_TYPE_THREAD_ROW (so_thread_row_get_type ())
G_DECLARE_FINAL_TYPE (SoThreadRow, so_thread_row, SO, THREAD_ROW, SoDrawnRow)

GtkWidget *so_thread_row_new (void);

/* A minute has passed: draws anew what that changes, and nothing else. */
void so_thread_row_tell_time (SoThreadRow *self);
/* A tick in place of the initials: the row belongs to a selection of several. */
void so_thread_row_set_ticked (SoThreadRow *self, gboolean ticked);

G_END_DECLS
