/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoNotice: what the window asks at its lower edge before anything leaves: messages that were not sent because the
 * program was closed ("A" sends, Enter reviews), and a studio that is a copy.
 */
#define SO_TYPE_NOTICE (so_notice_get_type ())
G_DECLARE_FINAL_TYPE (SoNotice, so_notice, SO, NOTICE, AdwBin)

/* @outbox: of SoDraft. NULL for both: nothing to ask. */
void so_notice_set_outbox (SoNotice *self, SoStudio *studio, GListModel *outbox);

G_END_DECLS
