/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The schedule from a calendar (.ics) or a table (.csv), and into one. Of an import what it would bring is shown first. */
void so_schedule_files_import (GtkWidget *widget);
void so_schedule_files_export (GtkWidget *widget);

G_END_DECLS
