/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* What the owner has already, below the questions of the fourth step: a list of answers, a schedule, who teaches. A group; nothing of it has to be
 * saved. @window: NULL where the studio is not shown yet. */
GtkWidget *so_setup_knowledge_group_new (SoWindow *window, SoStudio *studio);

G_END_DECLS
