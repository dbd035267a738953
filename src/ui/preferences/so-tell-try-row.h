/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* "Try Notifications": shows one and says whether this desktop took it, or why none is shown now. */
GtkWidget *so_tell_try_row_new (SoStudio *studio);

G_END_DECLS
