/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-overview.h"

G_BEGIN_DECLS

/* What the numbers suggest, each with what it rests on and one button for what could be done. Not there where they suggest nothing. */
#define SO_TYPE_ADVICE_GROUP (so_advice_group_get_type ())
G_DECLARE_FINAL_TYPE (SoAdviceGroup, so_advice_group, SO, ADVICE_GROUP, AdwPreferencesGroup)

/* @with_leads: hot leads who wait, too; not where the page names them already. */
SoAdviceGroup *so_advice_group_new (gboolean with_leads);
void so_advice_group_show (SoAdviceGroup *self, const SoOverview *overview);

G_END_DECLS
