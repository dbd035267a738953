/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for a printer, or a file, and prints; back when that is done or given up, the window goes on meanwhile. The window of @widget says what goes wrong. */
void so_print_run (GtkPrintOperation *operation, GtkWidget *widget);

G_END_DECLS
