/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-overview.h"
#include "so-chart-data.h"

G_BEGIN_DECLS

/* The charts of the page Analytics as tables, each of the numbers of one period. Pure; yours. */
SoChartData *so_analytics_messages (const SoOverview *overview);        /* received and sent, by day */
SoChartData *so_analytics_categories (const SoOverview *overview);      /* all that there are, the most frequent first; those that did not come are left out */
SoChartData *so_analytics_channels (const SoOverview *overview);
SoChartData *so_analytics_engagement (const SoOverview *overview);      /* channel × messages, conversations, leads, customers */
SoChartData *so_analytics_funnel (const SoOverview *overview);
SoChartData *so_analytics_message_hours (const SoOverview *overview);
SoChartData *so_analytics_calls (const SoOverview *overview);           /* answered and not, by day */
SoChartData *so_analytics_call_hours (const SoOverview *overview);
SoChartData *so_analytics_bookings (const SoOverview *overview);        /* by what became of them */
SoChartData *so_analytics_appointments (const SoOverview *overview);    /* completed and others, by day */
SoChartData *so_analytics_revenue (const SoOverview *overview);         /* by week */
SoChartData *so_analytics_customers (const SoOverview *overview);       /* new and returning, by week */
SoChartData *so_analytics_week_messages (const SoOverview *overview);
SoChartData *so_analytics_week_leads (const SoOverview *overview);
/* All of the last whole weeks in one table; its lines have units of their own. */
SoChartData *so_analytics_weeks (const SoOverview *overview);

G_END_DECLS
