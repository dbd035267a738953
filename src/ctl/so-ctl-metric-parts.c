/* SPDX-License-Identifier: MIT */
#include "so-ctl-metrics.h"

#include "so-client-metric.h"
#include "so-ctl-json.h"
#include "so-metric.h"

static void
set_share (JsonObject *object, gboolean known, double share)
{
  if (known)
    json_object_set_double_member (object, "share", share);
  else
    json_object_set_null_member (object, "share");
}

static JsonObject *
describe_category (const SoFigures *figures, guint category)
{
  const SoSubCategory *all = so_sub_categories (NULL);
  JsonObject *object = json_object_new (), *subs = json_object_new ();
  double share;
  guint n;
  gboolean known = so_category_share (figures, category, &share, &n);

  so_ctl_json_set (object, "category", so_category_nick (category));
  json_object_set_int_member (object, "messages", figures->categories[category]);
  set_share (object, known, share);
  for (guint i = 0; i < SO_N_SUB_CATEGORIES; i++)
    if (!g_strcmp0 (all[i].category, so_category_nick (category)) && figures->sub_categories[i])
      json_object_set_int_member (subs, all[i].nick, figures->sub_categories[i]);
  json_object_set_object_member (object, "sub_categories", subs);
  return object;
}

static JsonObject *
describe_channel (const SoFigures *figures, SoChannelKind channel)
{
  const SoChannelFigures *of = &figures->channels[channel];
  JsonObject *object = json_object_new ();
  double share;
  guint n;
  gboolean known = so_channel_share (figures, channel, &share, &n);

  so_ctl_json_set (object, "channel", so_channel_kind_nick (channel));
  json_object_set_int_member (object, "in", of->in);
  json_object_set_int_member (object, "out", of->out);
  json_object_set_int_member (object, "conversations", of->conversations);
  json_object_set_int_member (object, "leads", of->leads);
  json_object_set_int_member (object, "converted", of->converted);
  set_share (object, known, share);
  return object;
}

static JsonArray *
describe_hours (const guint hours[7][24])
{
  JsonArray *week = json_array_new ();

  for (guint day = 0; day < 7; day++)
    {
      JsonArray *one = json_array_new ();

      for (guint hour = 0; hour < 24; hour++)
        json_array_add_int_element (one, hours[day][hour]);
      json_array_add_array_element (week, one);
    }
  return week;
}

static JsonArray *
describe_stages (const SoFigures *figures)
{
  JsonArray *array = json_array_new ();

  for (guint stage = 0; stage < SO_N_STAGES; stage++)
    {
      JsonObject *one = json_object_new ();

      so_ctl_json_set (one, "stage", so_stage_nick (stage));
      json_object_set_int_member (one, "now", figures->stages[stage]);
      json_object_set_int_member (one, "moved", figures->moved[stage]);
      json_array_add_object_element (array, one);
    }
  return array;
}

static JsonObject *
describe_bookings (const SoFigures *figures)
{
  JsonObject *object = json_object_new ();

  for (guint state = 0; state < SO_N_BOOKING_STATES; state++)
    json_object_set_int_member (object, so_booking_state_nick (state), figures->bookings[state]);
  json_object_set_int_member (object, "unmarked", figures->unmarked);
  return object;
}

static JsonObject *
describe_answers (const SoFigures *figures)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "waited", figures->waited);
  json_object_set_int_member (object, "answered", figures->answered);
  json_object_set_int_member (object, "answered_in_day", figures->answered_in_day);
  return object;
}

void
so_ctl_metrics_set_parts (JsonObject *object, const SoFigures *figures)
{
  JsonArray *categories = json_array_new (), *channels = json_array_new ();

  for (guint i = 0; i < SO_N_CATEGORIES; i++)
    json_array_add_object_element (categories, describe_category (figures, i));
  for (guint i = 0; i < SO_N_CHANNELS; i++)
    json_array_add_object_element (channels, describe_channel (figures, i));
  json_object_set_array_member (object, "categories", categories);
  json_object_set_int_member (object, "classified", figures->classified);
  json_object_set_array_member (object, "channels", channels);
  json_object_set_int_member (object, "leads_elsewhere", figures->leads_elsewhere);
  json_object_set_array_member (object, "stages", describe_stages (figures));
  json_object_set_object_member (object, "bookings", describe_bookings (figures));
  json_object_set_object_member (object, "answers", describe_answers (figures));
  json_object_set_array_member (object, "hours", describe_hours (figures->hours));
  json_object_set_array_member (object, "call_hours", describe_hours (figures->call_hours));
}

/* Clients -------------------------------------------------------------------------------------------------- */

static JsonObject *
describe_total (const SoClients *clients, SoClientMetric metric)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "value", so_client_metric_total (clients, metric));
  so_ctl_json_set (object, "label", so_client_metric_label (metric));
  so_ctl_json_set (object, "definition", so_client_metric_definition (metric));
  return object;
}

static JsonObject *
describe_client (const SoClient *client)
{
  JsonObject *object = json_object_new ();
  double value;

  so_ctl_json_set (object, "contact", client->contact_id);
  so_ctl_json_set (object, "name", client->name);
  for (guint i = SO_N_CLIENT_TOTALS; i < SO_N_CLIENT_METRICS; i++)
    if (so_client_metric_value (client, (SoClientMetric) i, &value))
      json_object_set_int_member (object, so_client_metric_nick ((SoClientMetric) i), (gint64) value);
    else
      json_object_set_null_member (object, so_client_metric_nick ((SoClientMetric) i));
  return object;
}

static JsonObject *
describe_clients (const SoClients *clients)
{
  JsonObject *object = json_object_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < SO_N_CLIENT_TOTALS; i++)
    json_object_set_object_member (object, so_client_metric_nick ((SoClientMetric) i), describe_total (clients, (SoClientMetric) i));
  for (guint i = 0; i < clients->list->len; i++)
    json_array_add_object_element (list, describe_client (clients->list->pdata[i]));
  json_object_set_int_member (object, "senders", clients->senders);
  json_object_set_array_member (object, "list", list);
  return object;
}

void
so_ctl_metrics_set_clients (JsonObject *object, const SoClients *clients)
{
  if (clients)
    json_object_set_object_member (object, "clients", describe_clients (clients));
  else
    json_object_set_null_member (object, "clients");
}
