/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoBatchDialog: the drafts of several conversations, one row each, approved together after a look. What has
 * a warning, is being written on another computer, or is too much for once, is left out in sight.
 *
 * Signal "approved": they are in the outbox.
 */
#define SO_TYPE_BATCH_DIALOG (so_batch_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoBatchDialog, so_batch_dialog, SO, BATCH_DIALOG, AdwDialog)

#define SO_BATCH_MOST 25

AdwDialog *so_batch_dialog_new (SoStudio *studio, const char *const *thread_ids);

G_END_DECLS
