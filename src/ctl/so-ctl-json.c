/* SPDX-License-Identifier: MIT */
#include "so-ctl-json.h"

#include "so-json.h"
#include "so-money.h"
#include "so-thread-order.h"
#include "so-time.h"

void
so_ctl_json_set (JsonObject *object, const char *name, const char *value)
{
  if (value)
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

void
so_ctl_json_set_time (JsonObject *object, const char *name, gint64 ms)
{
  g_autofree char *text = ms ? so_time_format (ms) : NULL;

  so_ctl_json_set (object, name, text);
}

static void
set_strv (JsonObject *object, const char *name, GStrv values)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; values && values[i]; i++)
    json_array_add_string_element (array, values[i]);
  json_object_set_array_member (object, name, array);
}

/* JSON that the studio stores as text; @empty where there is none. */
static void
set_stored (JsonObject *object, const char *name, const char *stored, JsonNodeType empty)
{
  JsonNode *node = stored ? so_json_parse (stored, -1, 0, NULL) : NULL;

  if (node && json_node_get_node_type (node) != empty)
    g_clear_pointer (&node, json_node_unref);
  if (!node && empty == JSON_NODE_ARRAY)
    json_object_set_array_member (object, name, json_array_new ());
  else if (!node)
    json_object_set_object_member (object, name, json_object_new ());
  else
    json_object_set_member (object, name, node);
}

JsonObject *
so_ctl_json_profile (const SoProfile *profile)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "id", profile->id);
  so_ctl_json_set (object, "name", profile->name);
  so_ctl_json_set (object, "kind", profile->kind);
  so_ctl_json_set (object, "zone", profile->zone);
  so_ctl_json_set (object, "currency", profile->currency);
  so_ctl_json_set (object, "country", profile->country);
  so_ctl_json_set (object, "owner", profile->owner);
  so_ctl_json_set (object, "email", profile->email);
  so_ctl_json_set (object, "phone", profile->phone);
  json_object_set_boolean_member (object, "demo", profile->demo);
  return object;
}

JsonObject *
so_ctl_json_contact (const SoContact *contact)
{
  JsonObject *object = json_object_new ();
  JsonArray *identities = json_array_new ();

  so_ctl_json_set (object, "id", contact->id);
  so_ctl_json_set (object, "name", contact->name);
  for (guint i = 0; i < contact->identities->len; i++)
    {
      const SoIdentity *identity = contact->identities->pdata[i];
      JsonObject *item = json_object_new ();

      so_ctl_json_set (item, "kind", so_identity_kind_nick (identity->kind));
      so_ctl_json_set (item, "value", identity->value);
      if (identity->name)
        so_ctl_json_set (item, "name", identity->name);
      json_array_add_object_element (identities, item);
    }
  json_object_set_array_member (object, "identities", identities);
  so_ctl_json_set (object, "stage", contact->stage);
  so_ctl_json_set (object, "temperature", contact->temperature);
  if (contact->score >= 0)
    json_object_set_int_member (object, "score", contact->score);
  else
    json_object_set_null_member (object, "score");
  if (contact->opinion >= 0)
    json_object_set_int_member (object, "opinion", contact->opinion);
  else
    json_object_set_null_member (object, "opinion");
  so_ctl_json_set (object, "opinion_why", contact->opinion_why);
  set_strv (object, "tags", contact->tags);
  so_ctl_json_set (object, "notes", contact->notes);
  so_ctl_json_set (object, "birthday", contact->birthday);
  so_ctl_json_set (object, "source", contact->source);
  so_ctl_json_set (object, "first_touch", contact->first_touch);
  json_object_set_int_member (object, "threads", contact->threads);
  so_ctl_json_set_time (object, "last_message_at", contact->last_at);
  return object;
}

JsonObject *
so_ctl_json_thread (const SoThread *thread)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "id", thread->id);
  so_ctl_json_set (object, "contact_id", thread->contact_id);
  so_ctl_json_set (object, "contact", thread->contact_name);
  so_ctl_json_set (object, "channel", so_channel_kind_nick (thread->channel));
  so_ctl_json_set (object, "account", thread->account_id);
  so_ctl_json_set (object, "subject", thread->title);
  so_ctl_json_set (object, "state", so_thread_state_nick (thread->state));
  json_object_set_int_member (object, "unread", thread->unread);
  so_ctl_json_set_time (object, "last_message_at", thread->last_at);
  json_object_set_int_member (object, "messages", thread->messages);
  json_object_set_boolean_member (object, "group", thread->group);
  json_object_set_boolean_member (object, "starred", thread->starred);
  so_ctl_json_set_time (object, "snoozed_until", thread->snoozed_until);
  so_ctl_json_set_time (object, "waiting_since", thread->waiting_since);
  so_ctl_json_set_time (object, "answer_due_at", thread->answer_due_at == SO_DUE_NEVER ? 0 : thread->answer_due_at);
  so_ctl_json_set_time (object, "escalated_at", thread->escalated_at);
  so_ctl_json_set (object, "snippet", thread->snippet);
  so_ctl_json_set (object, "priority", thread->priority);
  so_ctl_json_set (object, "intent", thread->intent);
  so_ctl_json_set (object, "sub_category", thread->sub_category);
  so_ctl_json_set (object, "draft_id", thread->draft_id);
  json_object_set_int_member (object, "queued", thread->queued);
  return object;
}

static JsonObject *
json_part (const SoPart *part)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "kind", so_part_kind_nick (part->kind));
  so_ctl_json_set (object, "mime", part->mime);
  so_ctl_json_set (object, "name", part->name);
  if (part->sha256)
    json_object_set_int_member (object, "size", part->size);
  else
    json_object_set_null_member (object, "size");
  so_ctl_json_set (object, "sha256", part->sha256);
  so_ctl_json_set (object, "text", part->text);
  return object;
}

JsonObject *
so_ctl_json_message (const SoMessage *message)
{
  JsonObject *object = json_object_new ();
  JsonArray *parts = json_array_new ();
  g_autofree char *sent_at = so_time_format (message->sent_at);

  so_ctl_json_set (object, "id", message->id);
  so_ctl_json_set (object, "remote_id", message->remote_id);
  so_ctl_json_set (object, "direction", message->outbound ? "outbound" : "inbound");
  so_ctl_json_set (object, "sent_at", sent_at);
  so_ctl_json_set (object, "sender", message->sender);
  so_ctl_json_set (object, "text", message->text);
  for (guint i = 0; message->parts && i < message->parts->len; i++)
    json_array_add_object_element (parts, json_part (message->parts->pdata[i]));
  json_object_set_array_member (object, "parts", parts);
  so_ctl_json_set (object, "state", message->state);
  so_ctl_json_set (object, "intent", message->intent);
  so_ctl_json_set (object, "sub_category", message->sub_category);
  so_ctl_json_set (object, "priority", message->priority);
  so_ctl_json_set (object, "sentiment", message->sentiment);
  if (message->confidence >= 0)
    json_object_set_double_member (object, "confidence", message->confidence);
  else
    json_object_set_null_member (object, "confidence");
  set_strv (object, "tags", message->tags);
  set_stored (object, "entities", message->entities, JSON_NODE_OBJECT);
  so_ctl_json_set (object, "contact_id", message->contact_id);
  so_ctl_json_set (object, "draft_id", message->draft_id);
  json_object_set_boolean_member (object, "system", message->system);
  json_object_set_boolean_member (object, "practice", message->practice);
  json_object_set_boolean_member (object, "imported", message->imported);
  if (message->segments)
    json_object_set_int_member (object, "segments", message->segments);
  return object;
}

JsonObject *
so_ctl_json_draft (const SoDraft *draft)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "id", draft->id);
  so_ctl_json_set (object, "thread_id", draft->thread_id);
  so_ctl_json_set (object, "contact_id", draft->contact_id);
  so_ctl_json_set (object, "contact", draft->contact_name);
  so_ctl_json_set (object, "channel", draft->channel);
  so_ctl_json_set (object, "account", draft->account_id);
  so_ctl_json_set (object, "state", so_draft_state_nick (draft->state));
  so_ctl_json_set (object, "text", draft->text);
  so_ctl_json_set (object, "proposed", draft->proposed);
  so_ctl_json_set (object, "origin", draft->origin);
  set_stored (object, "sources", draft->sources, JSON_NODE_ARRAY);
  so_ctl_json_set (object, "reason", draft->reason);
  so_ctl_json_set (object, "detail", draft->detail);
  so_ctl_json_set (object, "acknowledged", draft->acknowledged);
  so_ctl_json_set (object, "standing", draft->standing_id);
  so_ctl_json_set (object, "reply_to", draft->reply_to);
  so_ctl_json_set (object, "via", draft->via);
  so_ctl_json_set (object, "cc", draft->cc);
  so_ctl_json_set (object, "bcc", draft->bcc);
  so_ctl_json_set_time (object, "not_before", draft->not_before);
  json_object_set_int_member (object, "attempts", draft->attempts);
  so_ctl_json_set_time (object, "created_at", draft->created_at);
  so_ctl_json_set_time (object, "updated_at", draft->updated_at);
  return object;
}

/* The marks around what matched are for the window. */
static char *
dup_unmarked (const char *snippet)
{
  GString *out = g_string_new (snippet);

  g_string_replace (out, "\u2068", "", 0);
  g_string_replace (out, "\u2069", "", 0);
  return g_string_free_and_steal (out);
}

JsonObject *
so_ctl_json_hit (const SoHit *hit)
{
  JsonObject *object = json_object_new ();
  g_autofree char *snippet = hit->snippet ? dup_unmarked (hit->snippet) : NULL;

  so_ctl_json_set (object, "kind", so_hit_kind_nick (hit->kind));
  so_ctl_json_set (object, "id", hit->id);
  so_ctl_json_set (object, "thread_id", hit->thread_id);
  so_ctl_json_set (object, "contact_id", hit->contact_id);
  so_ctl_json_set_time (object, "when", hit->when);
  so_ctl_json_set (object, "snippet", snippet);
  so_ctl_json_set (object, "contact", hit->contact_name);
  so_ctl_json_set (object, "channel", hit->channel);
  return object;
}

JsonObject *
so_ctl_json_account (const SoAccount *account)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "id", account->id);
  so_ctl_json_set (object, "channel", so_channel_kind_nick (account->channel));
  so_ctl_json_set (object, "name", account->name);
  so_ctl_json_set (object, "address", account->address);
  so_ctl_json_set (object, "transport", account->transport);
  set_stored (object, "settings", account->settings, JSON_NODE_OBJECT);
  so_ctl_json_set (object, "error", account->error);
  so_ctl_json_set (object, "error_kind", account->error ? so_error_nick (account->error_kind) : NULL);
  json_object_set_boolean_member (object, "elsewhere", account->elsewhere);
  so_ctl_json_set (object, "status", so_health_nick (so_account_health (account)));
  so_ctl_json_set_time (object, "retry_at", account->retry_at);
  so_ctl_json_set_time (object, "synced_at", account->synced_at);
  return object;
}

JsonObject *
so_ctl_json_knowledge (const SoKnowledge *entry)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "id", entry->id);
  so_ctl_json_set (object, "category", entry->category);
  so_ctl_json_set (object, "question", entry->question);
  so_ctl_json_set (object, "answer", entry->answer);
  so_ctl_json_set (object, "language", entry->language);
  json_object_set_boolean_member (object, "quotable", entry->quotable);
  json_object_set_int_member (object, "version", entry->version);
  so_ctl_json_set_time (object, "updated_at", entry->updated_at);
  return object;
}

JsonObject *
so_ctl_json_price (const SoPrice *price)
{
  JsonObject *object = json_object_new ();
  g_autofree char *text = so_money_format (price->amount, price->currency, NULL);

  so_ctl_json_set (object, "id", price->id);
  so_ctl_json_set (object, "name", price->name);
  json_object_set_int_member (object, "amount", price->amount);
  so_ctl_json_set (object, "currency", price->currency);
  so_ctl_json_set (object, "unit", price->unit);
  so_ctl_json_set (object, "text", text);
  json_object_set_int_member (object, "version", price->version);
  so_ctl_json_set_time (object, "updated_at", price->updated_at);
  return object;
}

JsonObject *
so_ctl_json_template (const SoReplyTemplate *reply)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "id", reply->id);
  so_ctl_json_set (object, "name", reply->name);
  so_ctl_json_set (object, "category", reply->category);
  so_ctl_json_set (object, "text", reply->text);
  so_ctl_json_set (object, "language", reply->language);
  json_object_set_int_member (object, "version", reply->version);
  so_ctl_json_set_time (object, "updated_at", reply->updated_at);
  return object;
}

JsonObject *
so_ctl_json_question (const SoQuestion *question)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "id", question->id);
  so_ctl_json_set (object, "message", question->message_id);
  so_ctl_json_set (object, "thread", question->thread_id);
  so_ctl_json_set (object, "contact", question->contact_name);
  so_ctl_json_set (object, "text", question->text);
  so_ctl_json_set_time (object, "asked_at", question->asked_at);
  so_ctl_json_set (object, "state", question->state);
  so_ctl_json_set (object, "knowledge", question->knowledge_id);
  return object;
}

JsonObject *
so_ctl_json_batch (const SoBatch *batch)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "batch", batch->id);
  so_ctl_json_set (object, "kind", batch->kind);
  so_ctl_json_set (object, "path", batch->path);
  so_ctl_json_set (object, "state", batch->state);
  json_object_set_int_member (object, "threads", (gint64) batch->threads);
  json_object_set_int_member (object, "messages", (gint64) batch->messages);
  json_object_set_int_member (object, "contacts", (gint64) batch->contacts);
  json_object_set_int_member (object, "media", (gint64) batch->media);
  json_object_set_int_member (object, "known", (gint64) batch->known);
  json_object_set_int_member (object, "skipped", (gint64) batch->skipped);
  so_ctl_json_set_time (object, "started_at", batch->started_at);
  so_ctl_json_set_time (object, "finished_at", batch->finished_at);
  return object;
}

void
so_ctl_json_set_counts (JsonObject *object, const SoCareCounts *counts)
{
  json_object_set_int_member (object, "contacts", (gint64) counts->contacts);
  json_object_set_int_member (object, "threads", (gint64) counts->threads);
  json_object_set_int_member (object, "messages", (gint64) counts->messages);
  json_object_set_int_member (object, "drafts", (gint64) counts->drafts);
  json_object_set_int_member (object, "knowledge", (gint64) counts->knowledge);
  json_object_set_int_member (object, "files", (gint64) counts->files);
}
