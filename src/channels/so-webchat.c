/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-webchat.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-http.h"
#include "so-hub-client.h"
#include "so-json.h"
#include "so-retry.h"
#include "so-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_TEXT 4000
#define MOST_ANSWER (64 * 1024)
#define SECONDS 30

struct _SoWebchat {
  GObject parent_instance;

  SoSecrets *secrets;
  char *base, *chat;
};

static void so_webchat_channel_init (SoChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoWebchat, so_webchat, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (SO_TYPE_CHANNEL, so_webchat_channel_init))

static gboolean
so_webchat_pull (SoChannel *channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more,
                 GCancellable *cancellable, GError **error)
{
  *next = g_strdup (cursor);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* What the hub tells --------------------------------------------------------------------------------- */

/* Who has not said her name has the end of her id, so that two are told apart. */
static char *
dup_name (const char *visit, const char *name)
{
  gsize length = strlen (visit);
  g_autofree char *end = g_ascii_strup (visit + (length > 4 ? length - 4 : 0), -1);

  /* Translators: somebody on the website who has not said their name; %s is four letters and digits */
  return name && *name ? g_strdup (name) : g_strdup_printf (_("Visitor %s"), end);
}

/* Her name and how she wants to be reached are words of hers like all others: nobody has looked whether they are true. */
static char *
dup_text (JsonObject *said, const char *text)
{
  const char *name = so_json_string (said, "name"), *contact = so_json_string (said, "contact");

  if (!contact)
    return g_strdup (text);
  /* Translators: what somebody wrote, her name, and an address or number that she typed */
  return g_strdup_printf (_("%s\n\nName: %s\nTo be reached at (as typed): %s"), text, name ? name : "", contact);
}

static gint64
read_time (JsonObject *said)
{
  const char *at = so_json_string (said, "at");
  gint64 ms;

  return at && so_time_parse (at, NULL, &ms) ? MIN (ms, so_now ()) : so_now ();
}

static SoUpdate *
read_message (JsonObject *said, const char *visit, const char *text, GBytes *body)
{
  SoIncoming *incoming = so_incoming_new (SO_CHANNEL_WEB);
  g_autofree char *name = dup_name (visit, so_json_string (said, "name")), *words = dup_text (said, text);

  incoming->remote_id = g_strconcat (visit, "/", so_json_string (said, "id"), NULL);
  incoming->thread_key = g_strdup (visit);
  incoming->sent_at = read_time (said);
  incoming->sender = so_identity_new (SO_IDENTITY_WEB, visit, name);
  incoming->touch = g_strdup (so_json_string (said, "page"));
  incoming->raw = g_bytes_ref (body);
  g_ptr_array_add (incoming->parts, so_part_new_text (words));
  return so_update_new_message (incoming);
}

static gboolean
so_webchat_parse (SoChannel *channel, GBytes *body, GPtrArray *updates, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autoptr (JsonNode) node = so_json_parse (data ? data : "", (gssize) size, 0, error);
  JsonObject *said = so_json_root (node);
  const char *visit = said ? so_json_string (said, "visit") : NULL, *text = said ? so_json_string (said, "text") : NULL;
  const char *answer = said ? so_json_string (said, "answer") : NULL;
  SoUpdate *update;

  if (!node)
    return FALSE;
  if (visit && *visit && answer && *answer)
    {
      update = so_update_new (SO_UPDATE_STATE, SO_CHANNEL_WEB);
      update->remote_id = g_strdup (answer);
      update->state = SO_DELIVERY_DELIVERED;
      update->at = read_time (said);
    }
  else if (visit && *visit && text && *text && so_json_string (said, "id"))
    update = read_message (said, visit, text, body);
  else
    return so_fail (error, SO_ERROR_CHANGE, _("The hub's event of the website cannot be read"));
  g_ptr_array_add (updates, update);
  return TRUE;
}

/* Answering ------------------------------------------------------------------------------------------- */

/* Takes @body. */
static SoHttpResponse *
ask (SoWebchat *self, const char *path, JsonObject *body, gboolean *sent, GError **error)
{
  g_autofree char *url = g_strconcat (self->base, path, NULL), *text = so_json_write_object (body);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (SoSecret) key = so_hub_client_dup_key (self->secrets, NULL, error), authorization = key ? g_strconcat ("Bearer ", key, NULL) : NULL;
  SoHttpRequest request = { .method = "POST", .url = url, .authorization = authorization, .content_type = "application/json", .body = bytes,
                            .most_bytes = MOST_ANSWER, .most_seconds = SECONDS };

  return key ? so_http_send (&request, sent, NULL, error) : NULL;
}

static SoSendOutcome
refuse (const SoHttpResponse *response, GError **error)
{
  SoError sort = so_retry_sort (response->status);

  if (response->status == 410)
    so_fail (error, SO_ERROR_GIVE_UP, _("The hub has forgotten this visitor, who was away for too long: answer another way, if there is one"));
  else if (response->status == 401 || response->status == 403)
    so_fail (error, SO_ERROR_SIGN_IN, _("The hub does not know this computer any more: pair it again with a new code"));
  else if (sort == SO_ERROR_WAIT)
    {
      so_fail (error, SO_ERROR_WAIT, _("The hub cannot answer just now: it is asked again later"));
      so_retry_note (error, response);
    }
  else
    so_fail (error, SO_ERROR_CHANGE, _("The hub does not take answers for the website: update it, and check its address"));
  return sort == SO_ERROR_WAIT ? SO_SEND_RETRY : SO_SEND_REFUSED;
}

static gboolean
can_be_sent (const SoOutgoing *outgoing, GError **error)
{
  if (outgoing->n_files)
    return so_fail (error, SO_ERROR_CHANGE, _("The chat of the website carries no files: send a link"));
  if (!outgoing->thread_key || !*outgoing->thread_key)
    return so_fail (error, SO_ERROR_CHANGE, _("Only who writes on the website can be answered there: choose another channel"));
  if (!outgoing->text || !*outgoing->text || g_utf8_strlen (outgoing->text, -1) > MOST_TEXT)
    return so_fail (error, SO_ERROR_CHANGE, _("A message on the website has 1 to 4,000 characters: change the text"));
  return TRUE;
}

/* Whether the answer is at the hub, by what it says of it. */
static gboolean
is_kept (JsonNode *node, char **remote_id)
{
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *state = object ? so_json_string (object, "state") : NULL, *id = object ? so_json_string (object, "answer") : NULL;

  if (!id || !*id || (g_strcmp0 (state, "kept") && g_strcmp0 (state, "seen")))
    return FALSE;
  *remote_id = g_strdup (id);
  return TRUE;
}

/* The tag is what the hub knows the answer by, so that the same one twice is one. */
static SoSendOutcome
so_webchat_send (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  JsonObject *body;
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (JsonNode) node = NULL;
  gboolean sent = FALSE;

  if (!can_be_sent (outgoing, error))
    return SO_SEND_REFUSED;
  body = json_object_new ();
  json_object_set_string_member (body, "visit", outgoing->thread_key);
  json_object_set_string_member (body, "id", outgoing->tag);
  json_object_set_string_member (body, "text", outgoing->text);
  response = ask (SO_WEBCHAT (channel), "/v1/chat/answer", body, &sent, error);
  if (!response)
    return sent ? SO_SEND_LOST : SO_SEND_RETRY;
  node = response->status == 200 ? so_http_parse (response, NULL) : NULL;
  if (is_kept (node, remote_id))
    return SO_SEND_ACCEPTED;
  if (response->status / 100 != 2 && (response->status < 500 || response->status == 503))
    return refuse (response, error);
  so_fail (error, SO_ERROR_WAIT, _("The hub's answer does not say whether it has the message"));
  return SO_SEND_LOST;
}

/* What the hub does not have by now it never takes: so there is no third. */
static SoReconcile
so_webchat_reconcile (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  JsonObject *body = json_object_new ();
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (JsonNode) node = NULL;

  json_object_set_string_member (body, "id", outgoing->tag);
  response = ask (SO_WEBCHAT (channel), "/v1/chat/settle", body, NULL, error);
  if (!response)
    return SO_RECONCILE_UNSURE;
  node = response->status == 200 ? so_http_parse (response, NULL) : NULL;
  if (is_kept (node, remote_id))
    return SO_RECONCILE_SENT;
  if (node && JSON_NODE_HOLDS_OBJECT (node) && !g_strcmp0 (so_json_string (json_node_get_object (node), "state"), "void"))
    return SO_RECONCILE_NOT_SENT;
  refuse (response, error);
  return SO_RECONCILE_UNSURE;
}

/* Setup ------------------------------------------------------------------------------------------------ */

static gboolean
has_chat (SoWebchat *self, const SoHubLink *link)
{
  g_autoptr (GPtrArray) doors = so_hub_doors_parse (link->doors);

  for (guint i = 0; i < doors->len; i++)
    {
      const SoHubDoor *door = doors->pdata[i];

      if (!strcmp (door->provider, "web") && !strcmp (door->name, self->chat))
        return TRUE;
    }
  return FALSE;
}

static gboolean
so_webchat_check (SoChannel *channel, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  SoWebchat *self = SO_WEBCHAT (channel);
  g_autoptr (SoSecret) key = so_hub_client_dup_key (self->secrets, cancellable, error);
  g_autoptr (SoHubClient) client = key ? so_hub_client_new (self->base, key, error) : NULL;
  g_autoptr (SoHubLink) link = client ? so_hub_client_ask (client, cancellable, error) : NULL;

  if (!link)
    return FALSE;
  g_ptr_array_add (items, so_setup_item_new (_("The hub serves the chat of your website"),
                                             has_chat (self, link) ? NULL : _("There is no such chat in the hub's settings: set it up there, in hub.conf")));
  return TRUE;
}

static guint
so_webchat_can (SoChannel *channel)
{
  return SO_CAN_RECONCILE;
}

static void
so_webchat_finalize (GObject *object)
{
  SoWebchat *self = SO_WEBCHAT (object);

  so_secrets_unref (self->secrets);
  g_free (self->base);
  g_free (self->chat);

  G_OBJECT_CLASS (so_webchat_parent_class)->finalize (object);
}

static void
so_webchat_class_init (SoWebchatClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_webchat_finalize;
}

static void
so_webchat_channel_init (SoChannelInterface *iface)
{
  iface->pull = so_webchat_pull;
  iface->send = so_webchat_send;
  iface->reconcile = so_webchat_reconcile;
  iface->parse = so_webchat_parse;
  iface->check = so_webchat_check;
  iface->can = so_webchat_can;
}

static void
so_webchat_init (SoWebchat *self)
{
}

SoWebchat *
so_webchat_new (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  g_autofree char *chat = so_account_dup_setting (account, "chat"), *base = so_account_dup_setting (account, "api_base");
  SoWebchat *self;

  if (!chat || !*chat || !base || !*base)
    return so_fail (error, SO_ERROR_CHANGE, _("The chat of the website comes with the hub: connect this computer with one under Preferences → Hub")), NULL;
  if (!so_http_is_allowed (base))
    return so_fail (error, SO_ERROR_CHANGE, _("A hub is spoken to by https only: begin its address with https://")), NULL;
  self = g_object_new (SO_TYPE_WEBCHAT, NULL);
  self->secrets = so_secrets_ref (secrets);
  self->base = g_steal_pointer (&base);
  self->chat = g_steal_pointer (&chat);
  return self;
}
