/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* A group with the one row that says how the hub fares and opens its page. */
GtkWidget *so_hub_row_group_new (SoStudio *studio);

G_END_DECLS
