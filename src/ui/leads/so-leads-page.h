/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoLeadsPage: the board: who stands where on the way to being a customer, a column for each stage. In a narrow window one column at a time.
 */
#define SO_TYPE_LEADS_PAGE (so_leads_page_get_type ())
G_DECLARE_FINAL_TYPE (SoLeadsPage, so_leads_page, SO, LEADS_PAGE, AdwBreakpointBin)

GtkWidget *so_leads_page_new (SoWindow *window);

G_END_DECLS
