/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Asks for a file and writes those whom @query finds into it (NULL or "": all), as @suffix says: "vcf" or "csv". What came of it is told in
 * the window of @widget. */
void so_people_export (GtkWidget *widget, SoStudio *studio, const char *query, const char *suffix);

G_END_DECLS
