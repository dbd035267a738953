/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-profile.h"

G_BEGIN_DECLS

/* FALSE with SO_ERROR_CHANGE, which names what is wrong with a field, where @profile cannot be a studio's. Its phone is written in international form
 * ("+4930123456") by it. */
gboolean so_profile_check (SoProfile *profile, GError **error);

G_END_DECLS
