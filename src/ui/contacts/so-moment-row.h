/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-moment.h"

G_BEGIN_DECLS

/* One moment of a timeline, with its day where that changes. SoMomentRow::activated: somebody wants to go there. */
#define SO_TYPE_MOMENT_ROW (so_moment_row_get_type ())
G_DECLARE_FINAL_TYPE (SoMomentRow, so_moment_row, SO, MOMENT_ROW, GtkWidget)

GtkWidget *so_moment_row_new (void);
/* @previous: the one before, or NULL; @name: of the person. @moment is borrowed as long as it is shown. */
void so_moment_row_show (SoMomentRow *self, const SoMoment *moment, const SoMoment *previous, const char *name);
const SoMoment *so_moment_row_get (SoMomentRow *self);

G_END_DECLS
