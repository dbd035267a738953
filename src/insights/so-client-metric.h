/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-clients.h"
#include "so-metric.h"

G_BEGIN_DECLS

/* What is shown of so-clients.h: each with a name and what it is in words. Pure. */
typedef enum {
  /* Of all. */
  SO_CLIENT_WRITTEN_WITH,
  SO_CLIENT_TASKS_DUE,
  SO_CLIENT_TASKS_DONE,
  SO_CLIENT_TASKS_LATE,
  /* Of one. */
  SO_CLIENT_RECEIVED,
  SO_CLIENT_RESPONSE,
  SO_CLIENT_WAITING,
  SO_CLIENT_OPEN,
  SO_CLIENT_LATE,
  SO_N_CLIENT_METRICS,
} SoClientMetric;

#define SO_N_CLIENT_TOTALS SO_CLIENT_RECEIVED

/* "tasks_due": in JSON. */
const char *so_client_metric_nick (SoClientMetric metric);
/* In English: translate with gettext. */
const char *so_client_metric_label (SoClientMetric metric);
const char *so_client_metric_definition (SoClientMetric metric);
SoUnit so_client_metric_unit (SoClientMetric metric);

/* Of all: @metric is below SO_N_CLIENT_TOTALS. */
guint so_client_metric_total (const SoClients *clients, SoClientMetric metric);
/* Of one: @metric is not. *@value in its unit; FALSE, and *@value 0, where nothing is known: no answer was given. */
gboolean so_client_metric_value (const SoClient *client, SoClientMetric metric, double *value);
/* Nobody wrote or was written to in this time, and no task has its day in it or is late. */
gboolean so_clients_is_empty (const SoClients *clients);

G_END_DECLS
