/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What the studio keeps of a person in fields of its own; with the property "secret" those that stay on this computer. */
#define SO_TYPE_FIELD_GROUP (so_field_group_get_type ())
G_DECLARE_FINAL_TYPE (SoFieldGroup, so_field_group, SO, FIELD_GROUP, AdwPreferencesGroup)

void so_field_group_show (SoFieldGroup *self, SoStudio *studio, const SoContact *contact);

G_END_DECLS
