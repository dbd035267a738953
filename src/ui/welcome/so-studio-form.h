/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-profile.h"

G_BEGIN_DECLS

/* Who the studio is, to fill in: in the set-up and in Preferences. Signal "changed". */
#define SO_TYPE_STUDIO_FORM (so_studio_form_get_type ())
G_DECLARE_FINAL_TYPE (SoStudioForm, so_studio_form, SO, STUDIO_FORM, AdwPreferencesPage)

GtkWidget *so_studio_form_new (void);
/* NULL: a new studio, with what this computer says of its place. Emits no "changed". */
void so_studio_form_set_profile (SoStudioForm *self, const SoProfile *profile);
/* As it stands in the form; free with so_profile_free(). */
SoProfile *so_studio_form_dup_profile (SoStudioForm *self);
/* FALSE while something that is needed is missing. */
gboolean so_studio_form_is_complete (SoStudioForm *self);

G_END_DECLS
