/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* What was approved: what needs a decision, what is about to leave, what left. */
#define SO_TYPE_OUTBOX_PAGE (so_outbox_page_get_type ())
G_DECLARE_FINAL_TYPE (SoOutboxPage, so_outbox_page, SO, OUTBOX_PAGE, AdwBin)

GtkWidget *so_outbox_page_new (SoWindow *window);

G_END_DECLS
