/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-insight.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* SoTaskRow: one thing to be done: a box to tick it off, its day, and a button for another day. */
#define SO_TYPE_TASK_ROW (so_task_row_get_type ())
G_DECLARE_FINAL_TYPE (SoTaskRow, so_task_row, SO, TASK_ROW, AdwActionRow)

/* @named: the person's name comes first, as among other people's. */
GtkWidget *so_task_row_new (SoStudio *studio, const SoTask *task, gboolean named);
const char *so_task_row_get_id (SoTaskRow *self);
const char *so_task_row_get_contact_id (SoTaskRow *self);   /* or NULL */
/* The box has the focus, or something else of it. */
gboolean so_task_row_has_focus (SoTaskRow *self);
void so_task_row_focus (SoTaskRow *self);
/* TRUE where its day is over. */
gboolean so_task_row_is_late (const SoTask *task, gint64 now);

G_END_DECLS
