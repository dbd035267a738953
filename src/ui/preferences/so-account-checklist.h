/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* What stands between an account and its first message, point by point, as the provider says it. */
#define SO_TYPE_ACCOUNT_CHECKLIST (so_account_checklist_get_type ())
G_DECLARE_FINAL_TYPE (SoAccountChecklist, so_account_checklist, SO, ACCOUNT_CHECKLIST, AdwPreferencesGroup)

GtkWidget *so_account_checklist_new (SoStudio *studio, const char *account_id);
/* Asks the provider now; it says so while it does. */
void so_account_checklist_run (SoAccountChecklist *self);

/* One point: in place where @sentence is NULL, otherwise what to do. */
GtkWidget *so_account_point_new (const char *name, const char *sentence);
/* Those of @points (SoSetupItem; NULL: nobody could be asked, @error (may be NULL) says why) into a new array of rows, in their order. */
GPtrArray *so_account_points_new (const GPtrArray *points, const char *error);

G_END_DECLS
