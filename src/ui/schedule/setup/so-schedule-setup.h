/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* What has to be entered before there is a week: a dialog with a page for each of these. */
typedef enum { SO_SETUP_CLASSES, SO_SETUP_ROOMS, SO_SETUP_TEACHERS, SO_SETUP_TERMS, SO_SETUP_CLOSURES, SO_N_SETUP_PARTS } SoScheduleSetupPart;

/* Nothing without a studio. */
void so_schedule_setup_present (SoWindow *window, SoScheduleSetupPart part);

/* For the window's class: win.classes, win.rooms, win.teachers, win.terms, win.closures and win.new-series. */
void so_schedule_setup_install_actions (GtkWidgetClass *window_class);

G_END_DECLS
