/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The third step: the accounts, each connected on a page of its own with a live check of what it needs, and the history as files. */
GtkWidget *so_setup_channels_new (SoStudio *studio);

G_END_DECLS
