/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-week-layout.h"

G_BEGIN_DECLS

/* What lies behind the classes of @widget: lines for hours and columns, when the studio is closed, and @today (a day, or -1). */
void so_week_paint (GtkWidget *widget, GtkSnapshot *snapshot, const SoWeek *week, const SoWeekLayout *layout, int today);
/* Over them: a line for @now, minutes after midnight of @today. */
void so_week_paint_now (GtkWidget *widget, GtkSnapshot *snapshot, const SoWeekLayout *layout, int today, guint now);

G_END_DECLS
