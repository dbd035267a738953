/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* SoTaskGroup: what is to be done for a person, to be ticked off, and a line for more. */
#define SO_TYPE_TASK_GROUP (so_task_group_get_type ())
G_DECLARE_FINAL_TYPE (SoTaskGroup, so_task_group, SO, TASK_GROUP, AdwPreferencesGroup)

void so_task_group_show (SoTaskGroup *self, SoStudio *studio, const SoContact *contact);

G_END_DECLS
