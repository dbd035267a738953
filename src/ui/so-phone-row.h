/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is typed into @row is a telephone number: it begins with its "+", also where words go from right to left, and stands where those begin. Main thread. */
void so_phone_row_set_up (GtkEditable *row);

G_END_DECLS
