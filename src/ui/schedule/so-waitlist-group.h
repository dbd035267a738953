/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SoWaitlistGroup: the offer of a free place that waits to be approved, in its words, for all who wait, one after the other; or that such offers go on by themselves, which is
 * stopped here (so-waitlist-chain.h). Hidden where there is neither.
 */
#define SO_TYPE_WAITLIST_GROUP (so_waitlist_group_get_type ())
G_DECLARE_FINAL_TYPE (SoWaitlistGroup, so_waitlist_group, SO, WAITLIST_GROUP, AdwPreferencesGroup)

GtkWidget *so_waitlist_group_new (AdwToastOverlay *toasts);
/* Shows what is so now. */
void so_waitlist_group_show (SoWaitlistGroup *self, SoStudio *studio, const char *session_id);

G_END_DECLS
