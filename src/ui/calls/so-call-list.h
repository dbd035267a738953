/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Rows of calls, and a heading for each day: @list shows SoCallDays. */
void so_call_list_set_up (GtkListView *list);

G_END_DECLS
