/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Which trade the demo is of. @chosen is called once with its name ("salon"), while @user_data lives; closed without a choice it is not. */
typedef void (*SoDemoChosen) (const char *kind, gpointer user_data);
AdwDialog *so_demo_dialog_new (SoDemoChosen chosen, GObject *user_data);

G_END_DECLS
