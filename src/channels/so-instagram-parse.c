/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-instagram-private.h"

#include "so-clock.h"
#include "so-time.h"

#include <string.h>

#define SECONDS_END (G_GINT64_CONSTANT (100000000000))   /* the year 5138 in seconds, 1973 in milliseconds */

/* One event of an entry. */
typedef struct {
  SoChannelKind channel;
  GPtrArray *updates;
  JsonObject *event;
  JsonObject *person;      /* {"id"}: the other side */
  gboolean outbound;
} Event;

gint64
so_instagram_time (JsonObject *object, const char *name)
{
  const char *text = so_json_string (object, name);
  gint64 number = so_meta_number (object, name), ms;

  if (number > 0 && number < SECONDS_END)
    return number * 1000;
  if (number > 0 && number < SECONDS_END * 1000)
    return number;
  return text && so_time_parse (text, NULL, &ms) && ms > 0 ? ms : so_now ();
}

SoIdentity *
so_instagram_identity (SoChannelKind channel, JsonObject *person)
{
  const char *id = person ? so_json_string (person, "id") : NULL, *name = person ? so_json_string (person, "username") : NULL;

  if (!id || !*id)
    return NULL;
  if (!name && person)
    name = so_json_string (person, "name");
  return so_identity_new (channel == SO_CHANNEL_MESSENGER ? SO_IDENTITY_MESSENGER : SO_IDENTITY_INSTAGRAM, id, name);
}

static SoUpdate *
add_update (const Event *e, SoUpdateKind kind, const char *mid)
{
  SoUpdate *update = so_update_new (kind, e->channel);

  update->remote_id = g_strdup (mid);
  update->at = so_instagram_time (e->event, "timestamp");
  g_ptr_array_add (e->updates, update);
  return update;
}

static SoIncoming *
new_incoming (const Event *e, const char *mid)
{
  SoIncoming *incoming = so_incoming_new (e->channel);
  SoIdentity *person = so_instagram_identity (e->channel, e->person);

  incoming->remote_id = mid && *mid ? g_strdup (mid) : NULL;
  incoming->thread_key = g_strdup (person->value);
  incoming->outbound = e->outbound;
  incoming->sent_at = so_instagram_time (e->event, "timestamp");
  if (e->outbound)
    g_ptr_array_add (incoming->others, person);
  else
    incoming->sender = person;
  return incoming;
}

static void
keep_raw (const Event *e, SoIncoming *incoming)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), e->event);
  char *text = so_json_write (node, FALSE);

  incoming->raw = g_bytes_new_take (text, strlen (text));
}

static gboolean
is_set (JsonObject *object, const char *name)
{
  return json_object_get_boolean_member_with_default (object, name, FALSE);
}

static void
read_message (Event *e, JsonObject *message)
{
  const char *mid = so_json_string (message, "mid");
  JsonObject *reply = so_json_object (message, "reply_to");
  const char *answered = reply ? so_json_string (reply, "mid") : NULL;
  SoIncoming *incoming;

  if (is_set (message, "is_deleted"))
    {
      if (mid && *mid)
        add_update (e, SO_UPDATE_UNSEND, mid)->sender = e->outbound ? NULL : so_instagram_identity (e->channel, e->person);
      return;
    }
  incoming = new_incoming (e, mid);
  so_instagram_parts (message, incoming->parts);
  incoming->touch = g_strdup (so_instagram_touch (message));
  if (answered && *answered)
    incoming->references = g_strdupv ((char *[]) { (char *) answered, NULL });
  keep_raw (e, incoming);
  g_ptr_array_add (e->updates, so_update_new_message (incoming));
}

/* A button or an ice breaker that was pressed: what stood on it is what they say. */
static void
read_postback (Event *e, JsonObject *postback)
{
  const char *title = so_json_string (postback, "title"), *payload = so_json_string (postback, "payload");
  SoIncoming *incoming = new_incoming (e, so_json_string (postback, "mid"));

  g_ptr_array_add (incoming->parts, so_part_new_text (title ? title : payload ? payload : ""));
  keep_raw (e, incoming);
  g_ptr_array_add (e->updates, so_update_new_message (incoming));
}

static void
read_reaction (Event *e, JsonObject *reaction)
{
  const char *mid = so_json_string (reaction, "mid"), *action = so_json_string (reaction, "action"), *emoji = so_json_string (reaction, "emoji");
  SoUpdate *update;

  if (!mid || !*mid)
    return;
  update = add_update (e, SO_UPDATE_REACTION, mid);
  update->sender = e->outbound ? NULL : so_instagram_identity (e->channel, e->person);
  update->text = g_strdup (!g_strcmp0 (action, "unreact") ? "" : emoji ? emoji : "❤");
}

static void
read_edit (Event *e, JsonObject *edit)
{
  const char *mid = so_json_string (edit, "mid"), *text = so_json_string (edit, "text");
  SoUpdate *update;

  if (!mid || !*mid || !text)
    return;
  update = add_update (e, SO_UPDATE_EDIT, mid);
  update->sender = e->outbound ? NULL : so_instagram_identity (e->channel, e->person);
  update->incoming = new_incoming (e, mid);
  g_ptr_array_add (update->incoming->parts, so_part_new_text (text));
}

static void
read_seen (Event *e, JsonObject *seen)
{
  const char *mid = so_json_string (seen, "mid");

  if (mid && *mid)
    add_update (e, SO_UPDATE_STATE, mid)->state = SO_DELIVERY_READ;
}

/* Messenger: a list of what arrived. */
static void
read_delivery (Event *e, JsonObject *delivery)
{
  JsonArray *mids = so_json_array (delivery, "mids");

  for (guint i = 0; mids && i < json_array_get_length (mids); i++)
    {
      JsonNode *node = json_array_get_element (mids, i);
      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        add_update (e, SO_UPDATE_STATE, json_node_get_string (node))->state = SO_DELIVERY_DELIVERED;
    }
}

static const struct {
  const char *name;
  void (*read) (Event *e, JsonObject *content);
} kinds[] = {
  { "message", read_message }, { "postback", read_postback }, { "reaction", read_reaction }, { "message_edit", read_edit },
  { "read", read_seen }, { "delivery", read_delivery },
};

/* What we wrote comes back as an echo, by whichever program it was written; without its mark it is known by who wrote it. */
static gboolean
is_own (JsonObject *event, const char *own)
{
  JsonObject *message = so_json_object (event, "message"), *sender = so_json_object (event, "sender");

  return (message && is_set (message, "is_echo")) || (own && sender && !g_strcmp0 (so_json_string (sender, "id"), own));
}

static void
read_event (SoChannelKind channel, JsonObject *event, const char *own, GPtrArray *updates)
{
  Event e = { .channel = channel, .updates = updates, .event = event, .outbound = is_own (event, own) };
  g_autoptr (SoIdentity) person = NULL;

  e.person = so_json_object (event, e.outbound ? "recipient" : "sender");
  person = so_instagram_identity (channel, e.person);
  for (guint i = 0; person && i < G_N_ELEMENTS (kinds); i++)
    if (so_json_object (event, kinds[i].name))
      kinds[i].read (&e, so_json_object (event, kinds[i].name));
}

static void
read_events (SoChannelKind channel, JsonArray *events, const char *own, GPtrArray *updates)
{
  for (guint i = 0; events && i < json_array_get_length (events); i++)
    if (so_json_element (events, i))
      read_event (channel, so_json_element (events, i), own, updates);
}

/* The dashboard's Test button puts one event where other fields have their changes. */
static void
read_changes (SoChannelKind channel, JsonArray *changes, const char *own, GPtrArray *updates)
{
  for (guint i = 0; changes && i < json_array_get_length (changes); i++)
    {
      JsonObject *change = so_json_element (changes, i), *value = change ? so_json_object (change, "value") : NULL;
      if (value)
        read_event (channel, value, own, updates);
    }
}

gboolean
so_instagram_parse_body (SoChannelKind channel, GBytes *body, GPtrArray *updates, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autoptr (JsonNode) root = so_json_parse (data ? data : "", (gssize) size, 0, error);
  JsonObject *object = so_json_root (root);
  JsonArray *entries = object ? so_json_array (object, "entry") : NULL;
  const char *whose = object ? so_json_string (object, "object") : NULL;

  if (!g_strcmp0 (whose, "page"))
    channel = SO_CHANNEL_MESSENGER;
  else if (!g_strcmp0 (whose, "instagram"))
    channel = SO_CHANNEL_INSTAGRAM;
  for (guint i = 0; entries && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = so_json_element (entries, i);
      const char *own = entry ? so_json_string (entry, "id") : NULL;

      if (!entry)
        continue;
      read_events (channel, so_json_array (entry, "messaging"), own, updates);
      read_events (channel, so_json_array (entry, "standby"), own, updates);
      read_changes (channel, so_json_array (entry, "changes"), own, updates);
    }
  return root != NULL;
}
