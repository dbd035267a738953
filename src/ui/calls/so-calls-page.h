/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call-entry.h"
#include "so-window.h"

G_BEGIN_DECLS

/* All calls, newest first, and the one that is chosen; and what they come to. */
#define SO_TYPE_CALLS_PAGE (so_calls_page_get_type ())
G_DECLARE_FINAL_TYPE (SoCallsPage, so_calls_page, SO, CALLS_PAGE, AdwBreakpointBin)

GtkWidget *so_calls_page_new (SoWindow *window);

/* The list with those alone. */
void so_calls_page_show_only (SoCallsPage *self, SoCallsShown shown);
/* Shows one call, whatever is filtered. */
void so_calls_page_open (SoCallsPage *self, const char *id);

G_END_DECLS
