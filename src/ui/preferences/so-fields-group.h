/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* What the studio keeps of its people in fields of its own: the list of them, each of which opens a page. For a page of the preferences. */
#define SO_TYPE_FIELDS_GROUP (so_fields_group_get_type ())
G_DECLARE_FINAL_TYPE (SoFieldsGroup, so_fields_group, SO, FIELDS_GROUP, AdwPreferencesGroup)

GtkWidget *so_fields_group_new (SoStudio *studio);

G_END_DECLS
