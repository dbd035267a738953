/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-chart-data.h"
#include "so-client-metric.h"

G_BEGIN_DECLS

/* "12 messages · answered in 35 min · 1 waits · 3 open tasks, 1 late". Free with g_free(). */
char *so_client_words (const SoClient *client);
/* The list as a table: a point for each person, a line for each number. */
SoChartData *so_client_words_table (const SoClients *clients);

G_END_DECLS
