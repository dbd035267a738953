/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What a person may ask for: a copy of all that is kept of them, and that it is erased. */
#define SO_TYPE_CONTACT_DATA_GROUP (so_contact_data_group_get_type ())
G_DECLARE_FINAL_TYPE (SoContactDataGroup, so_contact_data_group, SO, CONTACT_DATA_GROUP, AdwPreferencesGroup)

void so_contact_data_group_show (SoContactDataGroup *self, SoStudio *studio, const SoContact *contact);

/* What goes and what stays when somebody is erased, for the question before. Free with g_free(). */
char *so_contact_data_describe (guint messages, guint conversations, guint files, guint notes, guint waiting);

G_END_DECLS
