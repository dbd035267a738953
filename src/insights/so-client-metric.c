/* SPDX-License-Identifier: MIT */
#include "so-client-metric.h"

#define N_(text) text

static const struct {
  const char *nick;
  SoUnit unit;
  const char *label, *definition;
} metrics[SO_N_CLIENT_METRICS] = {
  [SO_CLIENT_WRITTEN_WITH] = { "written_with", SO_UNIT_COUNT, N_("Clients written with"),
    N_("People who wrote to the studio or to whom it wrote in this time, each once, whatever their stage. Groups, calls, spam, what failed and what a machine wrote do not count; merged people are one.") },
  [SO_CLIENT_TASKS_DUE] = { "tasks_due", SO_UNIT_COUNT, N_("Milestones due"),
    N_("Tasks whose day is in this time, done or not, also those that are about nobody.") },
  [SO_CLIENT_TASKS_DONE] = { "tasks_done", SO_UNIT_COUNT, N_("Of these done"),
    N_("Tasks whose day is in this time and that are done by now, whenever that was.") },
  [SO_CLIENT_TASKS_LATE] = { "tasks_late", SO_UNIT_COUNT, N_("Late now"),
    N_("Tasks that are not done at this moment and whose day was over before today began, whatever the time that is chosen.") },
  [SO_CLIENT_RECEIVED] = { "received", SO_UNIT_COUNT, N_("Messages received"),
    N_("Messages that the person sent to the studio in this time, without calls, groups, spam and what a machine wrote.") },
  [SO_CLIENT_RESPONSE] = { "response_median", SO_UNIT_MINUTES, N_("Response time"),
    N_("Half of the answers to the person came within this time, counted only while the studio was open, from the first message that waited to the answer that a person approved or wrote.") },
  [SO_CLIENT_WAITING] = { "waiting", SO_UNIT_COUNT, N_("Waiting now"),
    N_("Open conversations with the person that wait for an answer at this moment.") },
  [SO_CLIENT_OPEN] = { "tasks_open", SO_UNIT_COUNT, N_("Open tasks"),
    N_("Tasks about the person that are not done at this moment, with a day or without one.") },
  [SO_CLIENT_LATE] = { "tasks_late", SO_UNIT_COUNT, N_("Late tasks"),
    N_("Open tasks about the person whose day was over before today began.") },
};

const char *
so_client_metric_nick (SoClientMetric metric)
{
  g_return_val_if_fail (metric < SO_N_CLIENT_METRICS, NULL);
  return metrics[metric].nick;
}

const char *
so_client_metric_label (SoClientMetric metric)
{
  g_return_val_if_fail (metric < SO_N_CLIENT_METRICS, NULL);
  return metrics[metric].label;
}

const char *
so_client_metric_definition (SoClientMetric metric)
{
  g_return_val_if_fail (metric < SO_N_CLIENT_METRICS, NULL);
  return metrics[metric].definition;
}

SoUnit
so_client_metric_unit (SoClientMetric metric)
{
  g_return_val_if_fail (metric < SO_N_CLIENT_METRICS, SO_UNIT_COUNT);
  return metrics[metric].unit;
}

guint
so_client_metric_total (const SoClients *clients, SoClientMetric metric)
{
  const guint totals[SO_N_CLIENT_TOTALS] = { clients->written_with, clients->due, clients->done, clients->late };

  g_return_val_if_fail (metric < SO_N_CLIENT_TOTALS, 0);
  return totals[metric];
}

gboolean
so_client_metric_value (const SoClient *client, SoClientMetric metric, double *value)
{
  const guint counts[SO_N_CLIENT_METRICS] = { [SO_CLIENT_RECEIVED] = client->figures->in, [SO_CLIENT_WAITING] = client->waiting, [SO_CLIENT_OPEN] = client->open, [SO_CLIENT_LATE] = client->late };

  g_return_val_if_fail (metric >= SO_N_CLIENT_TOTALS && metric < SO_N_CLIENT_METRICS, FALSE);
  if (metric == SO_CLIENT_RESPONSE)
    return so_metric_value (client->figures, SO_METRIC_RESPONSE_MEDIAN, value, NULL);
  *value = counts[metric];
  return TRUE;
}

gboolean
so_clients_is_empty (const SoClients *clients)
{
  return !clients->written_with && !clients->due && !clients->late;
}
