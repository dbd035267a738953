/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-field-kind.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* A row in which the value of one of the studio's own fields is typed or chosen; what is typed counts once it is applied. */
GtkWidget *so_field_row_new (const SoFieldKind *kind);

/* What it shows, without telling anybody; nothing where somebody is typing in it. @value NULL: nothing is known. */
void so_field_row_set (GtkWidget *row, const char *value);

/* @changed: somebody wants another value (NULL: nothing is known) for the field @name. */
typedef void (*SoFieldRowChanged) (const char *name, const char *value, gpointer owner);
/* @owner (a GObject) outlives the row. */
void so_field_row_connect (GtkWidget *row, SoFieldRowChanged changed, gpointer owner);

G_END_DECLS
