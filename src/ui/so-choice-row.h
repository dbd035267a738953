/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A combo row whose entries stand for values: what people read, and what is stored. */
AdwComboRow *so_choice_row_new (const char *title);
/* @value: NULL for "none". */
void so_choice_row_add (AdwComboRow *row, const char *label, const char *value);
/* The entry of that value; the first where there is none. */
void so_choice_row_select (AdwComboRow *row, const char *value);
/* Its choices, which are a GtkStringList, have names for who does not see them. */
void so_choice_row_name_items (AdwComboRow *row);
/* Borrowed, or NULL. */
const char *so_choice_row_get (AdwComboRow *row);

G_END_DECLS
