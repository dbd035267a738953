/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Asks for a file and writes the report of the week @label there; @format: "pdf", "html" or "csv". What became of it the window of @widget says. */
void so_report_save (GtkWidget *widget, SoStudio *studio, const char *label, const char *format);

G_END_DECLS
