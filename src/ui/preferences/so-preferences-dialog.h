/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Everything that can be set. Nothing has to be saved by hand. */
#define SO_TYPE_PREFERENCES_DIALOG (so_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoPreferencesDialog, so_preferences_dialog, SO, PREFERENCES_DIALOG, AdwPreferencesDialog)

AdwDialog *so_preferences_dialog_new (SoStudio *studio);
/* At its accounts, or at the page of one (@account_id, or NULL). After it is presented. */
void so_preferences_dialog_show_accounts (SoPreferencesDialog *self, const char *account_id);

typedef enum { SO_PREFERENCES_HOURS, SO_PREFERENCES_FOLLOW_UPS } SoPreferencesPart;
/* At the first control of that group. After it is presented. */
void so_preferences_dialog_show_part (SoPreferencesDialog *self, SoPreferencesPart part);

G_END_DECLS
