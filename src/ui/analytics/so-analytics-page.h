/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* What the studio comes to in a period: overview, calls, appointments, growth. Kept true by itself while it can be seen. */
#define SO_TYPE_ANALYTICS_PAGE (so_analytics_page_get_type ())
G_DECLARE_FINAL_TYPE (SoAnalyticsPage, so_analytics_page, SO, ANALYTICS_PAGE, AdwBreakpointBin)

GtkWidget *so_analytics_page_new (SoWindow *window);

G_END_DECLS
