/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* One draft after the other, each in its conversation: where mornings are spent. */
#define SO_TYPE_APPROVE_PAGE (so_approve_page_get_type ())
G_DECLARE_FINAL_TYPE (SoApprovePage, so_approve_page, SO, APPROVE_PAGE, AdwBin)

GtkWidget *so_approve_page_new (SoWindow *window);

G_END_DECLS
