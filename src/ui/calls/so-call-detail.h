/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-call-entry.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* One call with all that is known of it: who, its recording and what was said in it, what it was about and what came of it. Kept true by itself; what its buttons do
 * are the actions "call.…" of the page. */
#define SO_TYPE_CALL_DETAIL (so_call_detail_get_type ())
G_DECLARE_FINAL_TYPE (SoCallDetail, so_call_detail, SO, CALL_DETAIL, AdwPreferencesPage)

void so_call_detail_set_studio (SoCallDetail *self, SoStudio *studio);
/* NULL: none. */
void so_call_detail_set_call (SoCallDetail *self, const char *id);

/* What is shown, or NULL: borrowed until the next change. */
const SoCall *so_call_detail_get_call (SoCallDetail *self);
/* Where popovers about it point to. */
GtkWidget *so_call_detail_get_booking_row (SoCallDetail *self);
GtkWidget *so_call_detail_get_stage_row (SoCallDetail *self);
/* Plays its recording, or pauses it; FALSE where there is none. */
gboolean so_call_detail_play (SoCallDetail *self);

G_END_DECLS
