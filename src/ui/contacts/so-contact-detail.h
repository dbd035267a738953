/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* All that is known of one person, kept true by itself. */
#define SO_TYPE_CONTACT_DETAIL (so_contact_detail_get_type ())
G_DECLARE_FINAL_TYPE (SoContactDetail, so_contact_detail, SO, CONTACT_DETAIL, AdwPreferencesPage)

void so_contact_detail_set_studio (SoContactDetail *self, SoStudio *studio);
/* NULL: nobody. What was written about the one before is kept first. */
void so_contact_detail_set_contact (SoContactDetail *self, const char *contact_id);
/* The same beside a conversation: it is that one whose analysis is shown. */
void so_contact_detail_set_conversation (SoContactDetail *self, const char *contact_id, const char *thread_id);
/* The keyboard goes to what the analysis asks to be decided. */
void so_contact_detail_focus_insight (SoContactDetail *self);

G_END_DECLS
