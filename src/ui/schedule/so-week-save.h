/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-week.h"

G_BEGIN_DECLS

/* Asks where, saves @week there as a picture, or as PDF where the name ends so, and tells in @widget's window how that went. @title: over it. */
void so_week_save (GtkWidget *widget, SoWeek *week, const char *title);
/* Prints it, after the dialog of the desktop. */
void so_week_print (GtkWidget *widget, SoWeek *week, const char *title);

G_END_DECLS
