/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* All that happened with a person, of all channels, in one scroll that is read from its end. Nothing is read before it is seen, and nothing is marked
 * as read by it. */
#define SO_TYPE_TIMELINE_VIEW (so_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (SoTimelineView, so_timeline_view, SO, TIMELINE_VIEW, AdwBin)

void so_timeline_view_set_studio (SoTimelineView *self, SoStudio *studio);
/* NULL: nobody. */
void so_timeline_view_set_contact (SoTimelineView *self, const char *contact_id);

G_END_DECLS
