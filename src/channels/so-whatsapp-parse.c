/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-whatsapp-private.h"

#include "so-clock.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One "value" of a webhook: what its messages share. */
typedef struct {
  GPtrArray *updates;
  JsonArray *contacts;
  const char *own;         /* the studio's number as Meta shows it, or NULL */
  gboolean past;           /* old chats that are told once, after linking */
} Value;

typedef struct {
  const Value *value;
  JsonObject *message;
  SoWhatsappPerson person;
  const char *type;
  gboolean outbound;
} Message;

/* Seconds in a string of digits. A message without a usable time came now. */
static gint64
read_time (JsonObject *object)
{
  gint64 seconds = so_meta_number (object, "timestamp");

  return seconds > 0 && seconds < G_GINT64_CONSTANT (32503680000) ? seconds * 1000 : so_now ();
}

/* Brazil: "from" may be written with a digit more than "wa_id". */
static gboolean
is_number_of (const SoWhatsappPerson *person, const char *wa_id)
{
  g_autofree char *variant = person->wa_id ? so_whatsapp_variant (person->wa_id) : NULL;

  return person->wa_id && wa_id && (g_str_equal (person->wa_id, wa_id) || !g_strcmp0 (variant, wa_id));
}

static gboolean
is_about (const SoWhatsappPerson *person, const char *wa_id, const char *user_id)
{
  return is_number_of (person, wa_id) || (person->user_id && (!g_strcmp0 (person->user_id, user_id) || !g_strcmp0 (person->user_id, wa_id)));
}

static void
learn (SoWhatsappPerson *person, JsonObject *contact)
{
  JsonObject *profile = so_json_object (contact, "profile");
  const char *name = profile ? so_json_string (profile, "name") : NULL, *user = profile ? so_json_string (profile, "username") : NULL;

  so_whatsapp_person_add (person, so_json_string (contact, "wa_id"));
  so_whatsapp_person_add (person, so_json_string (contact, "user_id"));
  person->name = name && *name ? name : user && *user ? user : person->name;
}

/* What the list of contacts knows of whom the message names. Where it names nobody, the only one on the list it is. */
static void
look_up (const Value *value, SoWhatsappPerson *person)
{
  guint n = value->contacts ? json_array_get_length (value->contacts) : 0;
  gboolean nobody = !person->wa_id && !person->user_id;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *contact = so_json_element (value->contacts, i);

      if (contact && ((nobody && n == 1) || is_about (person, so_json_string (contact, "wa_id"), so_json_string (contact, "user_id"))))
        {
          learn (person, contact);
          return;
        }
    }
}

static void
read_person (Message *m, const char *known)
{
  so_whatsapp_person_add (&m->person, known);
  if (m->outbound)
    {
      so_whatsapp_person_add (&m->person, so_json_string (m->message, "to"));
      so_whatsapp_person_add (&m->person, so_json_string (m->message, "to_user_id"));
    }
  else
    {
      so_whatsapp_person_add (&m->person, so_json_string (m->message, "from"));
      so_whatsapp_person_add (&m->person, so_json_string (m->message, "from_user_id"));
    }
  look_up (m->value, &m->person);
}

static SoUpdate *
add_update (const Message *m, SoUpdateKind kind)
{
  SoUpdate *update = so_update_new (kind, SO_CHANNEL_WHATSAPP);

  update->at = read_time (m->message);
  g_ptr_array_add (m->value->updates, update);
  return update;
}

static void
read_references (const Message *m, SoIncoming *incoming)
{
  JsonObject *context = so_json_object (m->message, "context");
  const char *id = context ? so_json_string (context, "id") : NULL;

  if (id && *id)
    incoming->references = g_strdupv ((char *[]) { (char *) id, NULL });
}

static const char *
read_group (JsonObject *message)
{
  const char *group = so_json_string (message, "group_id");

  return group && *group ? group : NULL;
}

static void
read_place (const Message *m, SoIncoming *incoming)
{
  const char *group = read_group (m->message);

  incoming->group = group != NULL;
  incoming->thread_key = incoming->group ? g_strconcat (SO_WHATSAPP_GROUP, group, NULL) : g_strdup (so_whatsapp_person_key (&m->person));
}

static SoIncoming *
new_incoming (const Message *m, JsonObject *content)
{
  SoIncoming *incoming = so_incoming_new (SO_CHANNEL_WHATSAPP);
  SoIdentity *person = so_whatsapp_person_identity (&m->person);
  const char *id = so_json_string (m->message, "id");

  incoming->remote_id = id && *id ? g_strdup (id) : NULL;
  incoming->outbound = m->outbound;
  incoming->past = m->value->past;
  incoming->sent_at = read_time (m->message);
  read_place (m, incoming);
  if (m->outbound || !g_strcmp0 (m->type, "system"))
    {
      if (person)
        g_ptr_array_add (incoming->others, person);
    }
  else
    incoming->sender = person;
  so_whatsapp_person_aliases (&m->person, incoming->aliases);
  so_whatsapp_parts (content, incoming->parts);
  so_whatsapp_referral (content, incoming);
  read_references (m, incoming);
  return incoming;
}

static void
keep_raw (const Message *m, SoIncoming *incoming)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), m->message);
  char *text = so_json_write (node, FALSE);

  incoming->raw = g_bytes_new_take (text, strlen (text));
}

static void
read_message (Message *m)
{
  SoIncoming *incoming = new_incoming (m, m->message);

  keep_raw (m, incoming);
  g_ptr_array_add (m->value->updates, so_update_new_message (incoming));
}

static void
read_reaction (Message *m)
{
  JsonObject *reaction = so_json_object (m->message, "reaction");
  const char *id = reaction ? so_json_string (reaction, "message_id") : NULL, *emoji = reaction ? so_json_string (reaction, "emoji") : NULL;
  SoUpdate *update;

  if (!id || !*id)
    return;
  update = add_update (m, SO_UPDATE_REACTION);
  update->remote_id = g_strdup (id);
  update->sender = m->outbound ? NULL : so_whatsapp_person_identity (&m->person);
  update->text = g_strdup (emoji ? emoji : "");
}

/* The message that an edit or a revocation is about: it says so in its own object, older ones in their context. */
static const char *
read_meant (Message *m, JsonObject *content)
{
  static const char *const names[] = { "original_message_id", "message_id", "id" };
  JsonObject *context = so_json_object (m->message, "context");

  for (guint i = 0; content && i < G_N_ELEMENTS (names); i++)
    {
      const char *id = so_json_string (content, names[i]);
      if (id && *id)
        return id;
    }
  return context ? so_json_string (context, "id") : NULL;
}

static void
read_edit (Message *m)
{
  JsonObject *edit = so_json_object (m->message, "edit");
  JsonObject *content = edit ? so_json_object (edit, "message") : NULL;
  const char *id = read_meant (m, edit);
  SoUpdate *update;

  if (!id || !content)
    return;
  update = add_update (m, SO_UPDATE_EDIT);
  update->remote_id = g_strdup (id);
  update->sender = m->outbound ? NULL : so_whatsapp_person_identity (&m->person);
  update->incoming = new_incoming (m, content);
  g_free (update->incoming->remote_id);
  update->incoming->remote_id = g_strdup (id);
}

static void
read_revoke (Message *m)
{
  const char *id = read_meant (m, so_json_object (m->message, "revoke"));
  SoUpdate *update;

  if (!id)
    return;
  update = add_update (m, SO_UPDATE_UNSEND);
  update->remote_id = g_strdup (id);
  update->sender = m->outbound ? NULL : so_whatsapp_person_identity (&m->person);
}

static void
add_moved (Message *m, const SoWhatsappPerson *before, const SoWhatsappPerson *after)
{
  g_autoptr (SoIdentity) sender = so_whatsapp_person_identity (before), to = so_whatsapp_person_identity (after);
  SoUpdate *update;

  if (!sender || !to || g_str_equal (sender->value, to->value))
    return;
  update = add_update (m, SO_UPDATE_MOVED);
  update->sender = g_steal_pointer (&sender);
  update->to = g_steal_pointer (&to);
}

/* Somebody has a new number or a new id; the line stays in the conversation that they had. */
static void
read_system (Message *m)
{
  JsonObject *system = so_json_object (m->message, "system");
  SoWhatsappPerson before = { 0 }, after = { 0 }, old_id = { 0 }, new_id = { 0 };

  so_whatsapp_person_add (&m->person, system ? so_json_string (system, "customer") : NULL);
  if (m->person.wa_id || m->person.user_id)
    read_message (m);
  if (!system)
    return;
  so_whatsapp_person_add (&before, m->person.wa_id);
  so_whatsapp_person_add (&after, so_json_string (system, "wa_id"));
  so_whatsapp_person_add (&after, so_json_string (system, "new_wa_id"));
  so_whatsapp_person_add (&old_id, so_json_string (system, "previous_user_id"));
  so_whatsapp_person_add (&new_id, so_json_string (system, "user_id"));
  add_moved (m, &before, after.wa_id || after.user_id ? &after : &new_id);
  add_moved (m, &old_id, &new_id);
}

/* The person pressed "start": there is nothing to show yet. */
static void
read_nothing (Message *m)
{
}

static const struct {
  const char *type;
  void (*read) (Message *m);
} kinds[] = {
  { "reaction", read_reaction }, { "edit", read_edit }, { "revoke", read_revoke }, { "system", read_system },
  { "request_welcome", read_nothing },
};

/* @person: whose conversation it is, where the message itself need not say it; or NULL. */
static void
read_one (const Value *value, JsonObject *object, gboolean outbound, const char *person)
{
  Message m = { .value = value, .message = object, .type = so_json_string (object, "type"), .outbound = outbound };

  read_person (&m, person);
  for (guint i = 0; m.type && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (m.type, kinds[i].type))
      {
        kinds[i].read (&m);
        return;
      }
  if (so_whatsapp_person_key (&m.person) || read_group (object))
    read_message (&m);
}

static const struct {
  const char *status;
  SoDelivery state;
} states[] = {
  { "sent", SO_DELIVERY_SENT }, { "delivered", SO_DELIVERY_DELIVERED }, { "read", SO_DELIVERY_READ }, { "played", SO_DELIVERY_READ },
  { "failed", SO_DELIVERY_FAILED },
};

static void
read_failure (JsonObject *status, SoUpdate *update)
{
  JsonObject *wrong = so_json_element (so_json_array (status, "errors"), 0);
  JsonObject *data = wrong ? so_json_object (wrong, "error_data") : NULL;
  const char *details = data ? so_json_string (data, "details") : NULL;

  if (!wrong)
    return;
  if (so_meta_number (wrong, "code"))
    update->code = g_strdup_printf ("%" G_GINT64_FORMAT, so_meta_number (wrong, "code"));
  update->text = g_strdup (details ? details : so_json_string (wrong, "message") ? so_json_string (wrong, "message") : so_json_string (wrong, "title"));
}

static void
read_status (const Value *value, JsonObject *status)
{
  const char *word = so_json_string (status, "status"), *id = so_json_string (status, "id");
  const char *tag = so_json_string (status, "biz_opaque_callback_data");
  SoUpdate *update;

  for (guint i = 0; word && ((id && *id) || tag) && i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (word, states[i].status))
      {
        update = so_update_new (SO_UPDATE_STATE, SO_CHANNEL_WHATSAPP);
        update->state = states[i].state;
        update->remote_id = g_strdup (id);
        update->tag = g_strdup (tag);
        update->at = read_time (status);
        if (update->state == SO_DELIVERY_FAILED)
          read_failure (status, update);
        g_ptr_array_add (value->updates, update);
      }
}

static void
read_messages (const Value *value, JsonArray *messages, gboolean outbound)
{
  for (guint i = 0; messages && i < json_array_get_length (messages); i++)
    if (so_json_element (messages, i))
      read_one (value, so_json_element (messages, i), outbound, NULL);
}

/* A thread of the history is named after the person; a message in it may say only who wrote it. */
static void
read_old_thread (const Value *value, JsonObject *thread)
{
  JsonArray *messages = so_json_array (thread, "messages");
  const char *person = so_json_string (thread, "id");

  for (guint i = 0; messages && i < json_array_get_length (messages); i++)
    {
      JsonObject *object = so_json_element (messages, i);
      SoWhatsappPerson writer = { 0 };
      gboolean own;

      if (!object)
        continue;
      so_whatsapp_person_add (&writer, so_json_string (object, "from"));
      own = json_object_has_member (object, "to") || (value->own && !g_strcmp0 (writer.wa_id, value->own));
      read_one (value, object, own, own ? person : NULL);
    }
}

static void
read_history (Value *value, JsonArray *history)
{
  value->past = TRUE;
  for (guint i = 0; history && i < json_array_get_length (history); i++)
    {
      JsonObject *chunk = so_json_element (history, i);
      JsonArray *threads = chunk ? so_json_array (chunk, "threads") : NULL;

      for (guint k = 0; threads && k < json_array_get_length (threads); k++)
        if (so_json_element (threads, k))
          read_old_thread (value, so_json_element (threads, k));
    }
}

/* By what is in it and not by the name of the field: a standby copy has the same members. */
static void
read_value (JsonObject *object, GPtrArray *updates)
{
  JsonObject *metadata = so_json_object (object, "metadata");
  JsonArray *statuses = so_json_array (object, "statuses");
  Value value = { .updates = updates, .contacts = so_json_array (object, "contacts"),
                  .own = metadata ? so_json_string (metadata, "display_phone_number") : NULL };

  if (value.own && *value.own == '+')
    value.own++;
  read_messages (&value, so_json_array (object, "messages"), FALSE);
  read_messages (&value, so_json_array (object, "message_echoes"), TRUE);
  for (guint i = 0; statuses && i < json_array_get_length (statuses); i++)
    if (so_json_element (statuses, i))
      read_status (&value, so_json_element (statuses, i));
  read_history (&value, so_json_array (object, "history"));
}

gboolean
so_whatsapp_parse_body (GBytes *body, GPtrArray *updates, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autoptr (JsonNode) root = so_json_parse (data ? data : "", (gssize) size, 0, error);
  JsonArray *entries = root && JSON_NODE_HOLDS_OBJECT (root) ? so_json_array (json_node_get_object (root), "entry") : NULL;

  for (guint i = 0; entries && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = so_json_element (entries, i);
      JsonArray *changes = entry ? so_json_array (entry, "changes") : NULL;

      for (guint k = 0; changes && k < json_array_get_length (changes); k++)
        {
          JsonObject *change = so_json_element (changes, k), *value = change ? so_json_object (change, "value") : NULL;
          if (value)
            read_value (value, updates);
        }
    }
  return root != NULL;
}
