/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The templates and the greeting that a kind of studio begins with, to be taken or not. */
GtkWidget *so_templates_group_new (SoStudio *studio);

G_END_DECLS
