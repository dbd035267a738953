/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-overview.h"
#include "so-series.h"

G_BEGIN_DECLS

/* The charts of the page Analytics as tables, each of the numbers of one period. Pure; yours. */
SoSeries *so_analytics_messages (const SoOverview *overview);        /* received and sent, by day */
SoSeries *so_analytics_categories (const SoOverview *overview);      /* all that there are, the most frequent first; those that did not come are left out */
SoSeries *so_analytics_channels (const SoOverview *overview);
SoSeries *so_analytics_engagement (const SoOverview *overview);      /* channel × messages, conversations, leads, customers */
SoSeries *so_analytics_funnel (const SoOverview *overview);
SoSeries *so_analytics_message_hours (const SoOverview *overview);
SoSeries *so_analytics_calls (const SoOverview *overview);           /* answered and not, by day */
SoSeries *so_analytics_call_hours (const SoOverview *overview);
SoSeries *so_analytics_bookings (const SoOverview *overview);        /* by what became of them */
SoSeries *so_analytics_appointments (const SoOverview *overview);    /* completed and others, by day */
SoSeries *so_analytics_revenue (const SoOverview *overview);         /* by week */
SoSeries *so_analytics_customers (const SoOverview *overview);       /* new and returning, by week */
SoSeries *so_analytics_week_messages (const SoOverview *overview);
SoSeries *so_analytics_week_leads (const SoOverview *overview);
/* All of the last whole weeks in one table; its lines have units of their own. */
SoSeries *so_analytics_weeks (const SoOverview *overview);

G_END_DECLS
