/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* "--demo salon --weeks 8": shows that demonstration in a window of its own, made on the first time. What the program ends with: 0,
 * or 2 where @kind or @weeks is none, or the folder is somebody's own studio (said on @line). */
int so_demo_start (GtkApplication *application, GApplicationCommandLine *line, const char *kind, int weeks);

G_END_DECLS
