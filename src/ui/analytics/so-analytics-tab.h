/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-overview.h"

G_BEGIN_DECLS

typedef enum {
  SO_ANALYTICS_OVERVIEW,
  SO_ANALYTICS_CALLS,
  SO_ANALYTICS_APPOINTMENTS,
  SO_ANALYTICS_GROWTH,
  SO_N_ANALYTICS_TABS,
} SoAnalyticsKind;

/**
 * SoAnalyticsTab: numbers and charts of one kind, below each other; and what is said where the studio has nothing of that kind.
 */
#define SO_TYPE_ANALYTICS_TAB (so_analytics_tab_get_type ())
G_DECLARE_FINAL_TYPE (SoAnalyticsTab, so_analytics_tab, SO, ANALYTICS_TAB, AdwBin)

SoAnalyticsTab *so_analytics_tab_new (SoAnalyticsKind kind);
/* @reachable: the page that it leads to where it has nothing is one that the studio shows. */
void so_analytics_tab_show (SoAnalyticsTab *self, const SoOverview *overview, gboolean reachable);

/* "overview", "calls"… */
const char *so_analytics_tab_nick (SoAnalyticsKind kind);

/* What a tab has, as wide as all of them are. */
GtkWidget *so_analytics_scrolled_new (GtkWidget *content);

G_END_DECLS
