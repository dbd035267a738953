/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Files that are kept with a person: chosen or dropped here, opened, saved elsewhere and taken away. */
#define SO_TYPE_FILE_GROUP (so_file_group_get_type ())
G_DECLARE_FINAL_TYPE (SoFileGroup, so_file_group, SO, FILE_GROUP, AdwPreferencesGroup)

void so_file_group_show (SoFileGroup *self, SoStudio *studio, const SoContact *contact);

G_END_DECLS
