/* SPDX-License-Identifier: MIT */
#include "so-hub-sent.h"

#include "so-dispatch.h"
#include "so-drafts.h"
#include "so-json.h"
#include "so-order.h"
#include "so-outlet.h"
#include "so-pipeline.h"

#include <string.h>

void
so_hub_sent_free (SoHubSent *sent)
{
  if (!sent)
    return;
  so_relay_report_clear (&sent->report);
  g_clear_pointer (&sent->echo, so_update_free);
  g_free (sent);
}

gboolean
so_hub_sent_is (const SoHubNews *news)
{
  return !strcmp (news->provider, "hub") && !strcmp (news->kind, "send");
}

static const SoAccount *
find_account (const GPtrArray *accounts, const char *sender)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      g_autofree char *own = so_outlet_dup_sender (accounts->pdata[i]);

      if (!g_strcmp0 (own, sender))
        return accounts->pdata[i];
    }
  return NULL;
}

static SoUpdate *
as_message (const SoOrder *order, const SoRelayReport *report, const SoAccount *account)
{
  SoIncoming *message = so_incoming_new (account->channel);

  message->remote_id = g_strdup (report->remote_id);
  message->thread_key = g_strdup (order->outgoing.thread_key);
  message->title = g_strdup (order->outgoing.subject);
  message->outbound = TRUE;
  message->sent_at = report->at;
  message->sender = so_identity_new (SO_IDENTITY_ALIAS, report->by ? report->by : "hub", report->by);
  g_ptr_array_add (message->others, so_identity_copy (order->outgoing.recipient));
  g_ptr_array_add (message->parts, so_part_new_text (order->outgoing.text));
  return so_update_new_message (message);
}

/* The order as it was approved, and no other text. */
static SoOrder *
read_order (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "order");
  g_autofree char *text = node ? so_json_write (node, FALSE) : NULL;
  g_autoptr (GBytes) bytes = text ? g_bytes_new (text, strlen (text)) : NULL;

  return bytes ? so_order_parse (bytes, NULL) : NULL;
}

SoHubSent *
so_hub_sent_read (const GPtrArray *accounts, const SoHubNews *news)
{
  gsize size = 0;
  const char *data = news->body ? g_bytes_get_data (news->body, &size) : NULL;
  g_autoptr (JsonNode) node = data ? so_json_parse (data, (gssize) size, 0, NULL) : NULL;
  JsonObject *object = node ? so_json_root (node) : NULL;
  g_autoptr (SoHubSent) sent = g_new0 (SoHubSent, 1);
  g_autoptr (SoOrder) order = NULL;

  if (!object || !so_relay_read_report (object, &sent->report))
    return NULL;
  order = read_order (object);
  sent->account = order ? find_account (accounts, order->sender) : NULL;
  if (sent->account && sent->report.state == SO_RELAY_SENT && sent->report.remote_id && sent->report.at)
    sent->echo = as_message (order, &sent->report, sent->account);
  return g_steal_pointer (&sent);
}

/* It left, and its draft was taken for one that had not: what left stands in the conversation all the same. */
static gboolean
is_gone_on (const SoDraft *draft)
{
  return draft->state != SO_DRAFT_SENDING && draft->state != SO_DRAFT_UNKNOWN && !so_draft_state_is_sent (draft->state);
}

gboolean
so_hub_sent_take (SoStudio *studio, SoDb *db, const SoHubSent *sent, GPtrArray *heard, guint *received, GError **error)
{
  g_autoptr (SoDraft) own = so_draft_of_attempt (db, sent->report.id);
  g_autoptr (GPtrArray) updates = NULL;

  if (own && !(sent->echo && is_gone_on (own)))
    return so_dispatch_told (studio, db, own, &sent->report, error);
  /* Of a person who was erased nothing comes back. */
  if (!sent->echo || (!own && so_draft_attempt_is_known (db, sent->report.id)))
    return TRUE;
  updates = g_ptr_array_new ();
  g_ptr_array_add (updates, sent->echo);
  return so_pipeline_take (studio, db, sent->account, updates, FALSE, heard, NULL, received, error);
}
