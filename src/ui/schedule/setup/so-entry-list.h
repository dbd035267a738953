/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-schedule-setup.h"

G_BEGIN_DECLS

/**
 * SoEntryList: the classes of the studio, or its rooms, teachers, terms or closures: a row for each, which leads to its form, and a button for another one.
 */
#define SO_TYPE_ENTRY_LIST (so_entry_list_get_type ())
G_DECLARE_FINAL_TYPE (SoEntryList, so_entry_list, SO, ENTRY_LIST, AdwPreferencesGroup)

GtkWidget *so_entry_list_new (SoStudio *studio, SoScheduleSetupPart part);

G_END_DECLS
