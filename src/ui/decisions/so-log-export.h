/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-log-entry.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Asks where, saves the decisions of @filter there as CSV, and tells in @widget's window how that went. */
void so_log_export (GtkWidget *widget, SoStudio *studio, const SoLogFilter *filter);

G_END_DECLS
