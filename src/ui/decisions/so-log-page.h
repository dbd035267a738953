/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* Decisions: what became of every draft, newest first, and all that is known of one beside it. */
#define SO_TYPE_LOG_PAGE (so_log_page_get_type ())
G_DECLARE_FINAL_TYPE (SoLogPage, so_log_page, SO, LOG_PAGE, AdwBreakpointBin)

GtkWidget *so_log_page_new (SoWindow *window);

G_END_DECLS
