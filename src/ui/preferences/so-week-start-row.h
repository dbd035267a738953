/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The day on which the studio's weeks begin: those of its numbers and of its weekly report. */
GtkWidget *so_week_start_row_new (SoStudio *studio);

G_END_DECLS
