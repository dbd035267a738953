/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The line under every page: what is about to leave and can still be called back, and that a
 * practice studio sends nothing. Not there while it has nothing to say. */
#define SO_TYPE_FOOTER (so_footer_get_type ())
G_DECLARE_FINAL_TYPE (SoFooter, so_footer, SO, FOOTER, AdwBin)

/* @outbox: the drafts on their way out (SoItem of SoDraft), or NULL. */
void so_footer_set_outbox (SoFooter *self, SoStudio *studio, GListModel *outbox);

G_END_DECLS
