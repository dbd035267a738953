/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoLogDetail: one decision: the text as it was sent, as it was proposed, who decided how and what was warned of, and when what
 * happened to it. It follows what happens further.
 *
 * SoLogDetail::only-person: the owner wants the decisions about this person alone, or no longer.
 */
#define SO_TYPE_LOG_DETAIL (so_log_detail_get_type ())
G_DECLARE_FINAL_TYPE (SoLogDetail, so_log_detail, SO, LOG_DETAIL, AdwPreferencesPage)

/* Once, before anything is shown. */
void so_log_detail_set_studio (SoLogDetail *self, SoStudio *studio);
/* NULL: nothing. */
void so_log_detail_set_draft (SoLogDetail *self, const char *draft_id);

/* Of what is shown, or NULL. Borrowed. */
const char *so_log_detail_get_id (SoLogDetail *self);
const char *so_log_detail_get_thread_id (SoLogDetail *self);
const char *so_log_detail_get_contact_id (SoLogDetail *self);
const char *so_log_detail_get_name (SoLogDetail *self);
/* Whether the list shows this person alone: how the button stands. */
gboolean so_log_detail_get_only (SoLogDetail *self);
void so_log_detail_set_only (SoLogDetail *self, gboolean only);

G_END_DECLS
