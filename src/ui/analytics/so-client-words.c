/* SPDX-License-Identifier: MIT */
#include "so-client-words.h"

#include "so-axis.h"

#include <glib/gi18n.h>
#include <math.h>

G_GNUC_PRINTF (2, 3) static void
append (GString *words, const char *format, ...)
{
  va_list arguments;

  if (words->len)
    g_string_append (words, " · ");
  va_start (arguments, format);
  g_string_append_vprintf (words, format, arguments);
  va_end (arguments);
}

static void
append_response (GString *words, const SoClient *client)
{
  double minutes;
  g_autofree char *span = NULL;

  if (!so_client_metric_value (client, SO_CLIENT_RESPONSE, &minutes))
    return;
  span = so_axis_format (minutes * 60, SO_AXIS_SECONDS, NULL);
  /* Translators: %s is a span of time: half of the answers came within it */
  append (words, _("answered in %s"), span);
}

char *
so_client_words (const SoClient *client)
{
  GString *words = g_string_new (NULL);

  append (words, ngettext ("%u message", "%u messages", client->figures->in), client->figures->in);
  append_response (words, client);
  if (client->waiting)
    /* Translators: conversations with a client that wait for an answer */
    append (words, ngettext ("%u waits", "%u wait", client->waiting), client->waiting);
  if (client->open)
    append (words, ngettext ("%u open task", "%u open tasks", client->open), client->open);
  if (client->late)
    /* Translators: of a client's open tasks, those whose day is over */
    append (words, ngettext ("%u late", "%u late", client->late), client->late);
  return g_string_free_and_steal (words);
}

SoChartData *
so_client_words_table (const SoClients *clients)
{
  SoChartData *table = so_chart_data_new (_("Clients"), _("Client"), SO_AXIS_COUNT, NULL);

  for (guint i = SO_N_CLIENT_TOTALS; i < SO_N_CLIENT_METRICS; i++)
    {
      so_chart_data_add_line (table, _(so_client_metric_label ((SoClientMetric) i)));
      if (so_client_metric_unit ((SoClientMetric) i) == SO_UNIT_MINUTES)
        so_chart_data_set_line_unit (table, i - SO_N_CLIENT_TOTALS, SO_AXIS_SECONDS);
    }
  for (guint i = 0; i < clients->list->len; i++)
    {
      const SoClient *client = clients->list->pdata[i];
      double values[SO_N_CLIENT_METRICS - SO_N_CLIENT_TOTALS];

      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        if (!so_client_metric_value (client, (SoClientMetric) (SO_N_CLIENT_TOTALS + j), &values[j]))
          values[j] = NAN;
        else if (SO_N_CLIENT_TOTALS + j == SO_CLIENT_RESPONSE)
          values[j] *= 60;
      so_chart_data_add_values (table, client->name, NULL, values);
    }
  return table;
}
