/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Text messages to the owner about conversations that need her: when, to which address, and the code by which she confirms it. */
#define SO_TYPE_TELL_TEXT_GROUP (so_tell_text_group_get_type ())
G_DECLARE_FINAL_TYPE (SoTellTextGroup, so_tell_text_group, SO, TELL_TEXT_GROUP, AdwPreferencesGroup)

GtkWidget *so_tell_text_group_new (SoStudio *studio);

G_END_DECLS
