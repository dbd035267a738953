/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* A group of the preferences: how the studio is set up, saved as one file, and read from one, which says first what it would change. */
GtkWidget *so_setup_rows_new (SoStudio *studio);

G_END_DECLS
