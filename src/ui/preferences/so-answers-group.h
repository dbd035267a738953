/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Within which time customers are answered, and what the desktop is told where they are not. */
#define SO_TYPE_ANSWERS_GROUP (so_answers_group_get_type ())
G_DECLARE_FINAL_TYPE (SoAnswersGroup, so_answers_group, SO, ANSWERS_GROUP, AdwPreferencesGroup)

GtkWidget *so_answers_group_new (SoStudio *studio);

G_END_DECLS
