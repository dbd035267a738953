/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @number: from 1. @owner is the one given to so_choice_popover_present(). */
typedef void (*SoChosen) (guint number, gpointer owner);

/* A few choices, each with its digit: one key answers, Escape leaves. @labels: translated, NULL-terminated, at most nine;
 * @current: the number of the one that holds now, or 0. @owner (a GObject) is kept until it is closed. */
void so_choice_popover_present (GtkWidget *parent, const char *title, const char *const *labels, guint current,
                                SoChosen chosen, gpointer owner);

G_END_DECLS
