/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the Schedule page starts that plans: schedule.plan, schedule.conflicts and, for the class that has the focus, schedule.substitute. */
void so_plan_actions_install (GtkWidgetClass *page_class);

G_END_DECLS
