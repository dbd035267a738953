/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-base64url.h"
#include "so-hub-client-private.h"

#include "so-clock.h"
#include "so-http.h"
#include "so-hub-trial.h"
#include "so-json.h"
#include "so-outlet.h"
#include "so-retry.h"
#include "so-secrets.h"
#include "so-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAGE_BYTES (8 * 1024 * 1024)
#define BODY_BYTES (5 * 1024 * 1024)
#define SECONDS 30

struct _SoHubClient {
  char *url;
  SoSecret *authorization;   /* or NULL */
};

/* "hub.example.org/" → "https://hub.example.org" */
static char *
dup_url (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  char *url = strstr (text, "://") ? g_strdup (text) : g_strconcat ("https://", text, NULL);

  while (g_str_has_suffix (url, "/"))
    url[strlen (url) - 1] = '\0';
  return url;
}

SoSecret *
so_hub_client_dup_key (SoSecrets *secrets, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) why = NULL;
  SoSecret *key = so_secrets_lookup (secrets, SO_HUB_SECRETS, SO_HUB_KEY, cancellable, &why);

  if (!key && g_error_matches (why, SO_ERROR, SO_ERROR_SIGN_IN))
    so_fail (error, SO_ERROR_SIGN_IN, _("This computer's key for the hub is not in its key ring: pair it again with a new code"));
  else if (!key)
    g_propagate_error (error, g_steal_pointer (&why));
  return key;
}

SoHubClient *
so_hub_client_new (const char *typed, const char *key, GError **error)
{
  g_autofree char *url = dup_url (typed);
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  SoHubClient *self;

  if (!uri || !g_uri_get_host (uri) || !*g_uri_get_host (uri) || g_uri_get_query (uri) || g_uri_get_fragment (uri) || g_uri_get_userinfo (uri))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no address of a hub: it looks like https://hub.example.org"), typed), NULL;
  if (!so_http_is_allowed (url))
    return so_fail (error, SO_ERROR_CHANGE, _("A hub is spoken to by https only: begin its address with https://")), NULL;
  self = g_new0 (SoHubClient, 1);
  self->url = g_steal_pointer (&url);
  self->authorization = key ? g_strconcat ("Bearer ", key, NULL) : NULL;
  return self;
}

void
so_hub_client_free (SoHubClient *self)
{
  if (!self)
    return;
  g_free (self->url);
  so_secret_free (self->authorization);
  g_free (self);
}

const char *
so_hub_client_get_url (SoHubClient *self)
{
  return self->url;
}

/* Asking ----------------------------------------------------------------------------------------- */

static gboolean
fail (const SoHttpResponse *response, gboolean pairing, GError **error)
{
  switch (response->status)
    {
    case 401:
    case 403:
      if (pairing)
        so_fail (error, SO_ERROR_CHANGE, _("The hub does not know this code, or its time is over: make a new one on the hub"));
      else
        so_fail (error, SO_ERROR_SIGN_IN, _("The hub does not know this computer any more: pair it again with a new code"));
      break;
    case 400:
      so_fail (error, SO_ERROR_REPORT, _("The hub does not understand this Studio OS: update both"));
      break;
    case 404:
    case 405:
      so_fail (error, SO_ERROR_CHANGE, _("There is no hub at this address, or it is an old one: check the address, and update the hub"));
      break;
    case 429:
      so_fail (error, SO_ERROR_WAIT, _("Too many wrong codes were tried: wait a minute, then try again"));
      break;
    default:
      if (so_retry_sort (response->status) == SO_ERROR_WAIT)
        so_fail (error, SO_ERROR_WAIT, _("The hub cannot answer just now: it is asked again later"));
      else
        so_fail (error, SO_ERROR_CHANGE, _("What answers at this address is no hub (%u): check the address"), response->status);
    }
  so_retry_note (error, response);
  return FALSE;
}

SoHttpResponse *
so_hub_client_send (SoHubClient *self, SoHttpRequest *request, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = g_strconcat (self->url, path, NULL);

  request->url = url;
  request->authorization = self->authorization;
  return so_http_send (request, NULL, cancellable, error);
}

gboolean
so_hub_client_fail (const SoHttpResponse *response, GError **error)
{
  return fail (response, FALSE, error);
}

/* @good: a status besides 2xx that is an answer. */
static SoHttpResponse *
call (SoHubClient *self, const char *method, const char *path, const char *body, guint seconds, gsize most, guint good, GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GBytes) bytes = body ? g_bytes_new (body, strlen (body)) : NULL;
  SoHttpRequest request = { .method = method, .content_type = body ? "application/json" : NULL, .body = bytes, .most_bytes = most, .most_seconds = seconds, .patient = TRUE };
  g_autoptr (SoHttpResponse) response = so_hub_client_send (self, &request, path, cancellable, error);

  if (!response)
    return NULL;
  if (response->status / 100 != 2 && response->status != good)
    return fail (response, g_str_has_suffix (path, "/pair"), error), NULL;
  return g_steal_pointer (&response);
}

/* One object, whose members every answer has; *@node keeps it. */
static JsonObject *
parse (const SoHttpResponse *response, JsonNode **node, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (response->body, &size);
  g_autoptr (GError) why = NULL;
  JsonObject *object;

  *node = so_json_parse (data ? data : "", (gssize) size, PAGE_BYTES, &why);
  object = *node && JSON_NODE_HOLDS_OBJECT (*node) ? json_node_get_object (*node) : NULL;
  if (!object || !so_json_string (object, "hub") || !so_json_string (object, "epoch"))
    return so_fail (error, SO_ERROR_WAIT, _("The hub's answer cannot be read: it is asked again later")), NULL;
  return object;
}

/* Pairing ---------------------------------------------------------------------------------------- */

static SoHubLink *
read_link (SoHubClient *self, JsonObject *object, GError **error)
{
  const char *device = so_json_string (object, "device"), *name = so_json_string (object, "name"), *paired = so_json_string (object, "paired_at");
  g_autoptr (JsonNode) doors = NULL;
  g_autofree char *written = NULL;
  SoHubLink *link;

  if (!device || !*device)
    return so_fail (error, SO_ERROR_WAIT, _("The hub's answer cannot be read: it is asked again later")), NULL;
  link = g_new0 (SoHubLink, 1);
  link->url = g_strdup (self->url);
  link->hub = g_strdup (so_json_string (object, "hub"));
  link->epoch = g_strdup (so_json_string (object, "epoch"));
  link->device = g_strdup (device);
  link->name = g_strdup (name ? name : "");
  if (!paired || !so_time_parse (paired, NULL, &link->paired_at))
    link->paired_at = so_now ();
  if (so_json_array (object, "endpoints"))
    {
      g_autoptr (GPtrArray) all = NULL;

      doors = json_node_new (JSON_NODE_ARRAY);
      json_node_set_array (doors, so_json_array (object, "endpoints"));
      written = so_json_write (doors, FALSE);
      all = so_hub_doors_parse (written);
      link->doors = so_hub_doors_write (all);
    }
  return link;
}

SoHubLink *
so_hub_client_pair (SoHubClient *self, const char *code, const char *name, char **key, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) ask = json_node_new (JSON_NODE_OBJECT), answer = NULL;
  g_autofree char *body = NULL, *stripped = g_strstrip (g_strdup (code));
  g_autoptr (SoHttpResponse) response = NULL;
  JsonObject *object = json_object_new ();
  SoHubLink *link;
  const char *given;

  json_object_set_string_member (object, "code", stripped);
  json_object_set_string_member (object, "name", name);
  json_node_take_object (ask, object);
  body = so_json_write (ask, FALSE);
  response = call (self, "POST", "/v1/pair", body, SECONDS, 64 * 1024, 0, cancellable, error);
  object = response ? parse (response, &answer, error) : NULL;
  link = object ? read_link (self, object, error) : NULL;
  given = link ? so_json_string (object, "key") : NULL;
  if (link && (!given || strlen (given) < 16 || strpbrk (given, " \r\n")))
    {
      g_clear_pointer (&link, so_hub_link_free);
      so_fail (error, SO_ERROR_CHANGE, _("What answers at this address is no hub: check the address"));
    }
  *key = link ? g_strdup (given) : NULL;
  return link;
}

SoHubLink *
so_hub_client_ask (SoHubClient *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHttpResponse) response = call (self, "GET", "/v1/hub", NULL, SECONDS, 1024 * 1024, 0, cancellable, error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = response ? parse (response, &node, error) : NULL;

  return object ? read_link (self, object, error) : NULL;
}

gboolean
so_hub_client_leave (SoHubClient *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHttpResponse) response = call (self, "DELETE", "/v1/device", NULL, SECONDS, 64 * 1024, 0, cancellable, error);

  return response != NULL;
}

gboolean
so_hub_client_away (SoHubClient *self, gboolean away, GCancellable *cancellable, GError **error)
{
  const char *body = away ? "{\"away\":true}" : "{\"away\":false}";
  g_autoptr (SoHttpResponse) response = call (self, "POST", "/v1/chat/away", body, SECONDS, 64 * 1024, 0, cancellable, error);

  return response != NULL;
}

/* Accounts that it sends by -------------------------------------------------------------------------- */

gboolean
so_hub_client_hand_over (SoHubClient *self, const SoAccount *account, JsonObject *secrets, const char *public_key, GCancellable *cancellable, GError **error)
{
  g_autofree char *sender = so_outlet_dup_sender (account), *body = NULL;
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", sender ? sender : "");
  json_object_set_string_member (object, "transport", so_outlet_transport (FALSE, account));
  json_object_set_string_member (object, "name", account->name ? account->name : "");
  json_object_set_string_member (object, "address", account->address ? account->address : "");
  json_object_set_string_member (object, "settings", account->settings ? account->settings : "{}");
  json_object_set_object_member (object, "secrets", json_object_ref (secrets));
  json_object_set_string_member (object, "public_key", public_key);
  body = so_json_write_object (object);
  response = call (self, "POST", "/v1/senders", body, SECONDS, 256 * 1024, 409, cancellable, error);
  explicit_bzero (body, strlen (body));
  node = response && response->status == 409 ? so_http_parse (response, NULL) : NULL;
  if (node && so_json_root (node) && !g_strcmp0 (so_json_string (so_json_root (node), "why"), "vault"))
    return so_fail (error, SO_ERROR_CHANGE, _("The hub cannot read the tokens that it keeps: who runs it has to look at its secrets/vault.key"));
  if (response && response->status == 409)
    return so_fail (error, SO_ERROR_CHANGE, _("The hub cannot take the account: disconnect the hub here, and pair this computer again"));
  return response != NULL;
}

gboolean
so_hub_client_sign_by (SoHubClient *self, const char *public_key, GCancellable *cancellable, GError **error)
{
  JsonObject *object = json_object_new ();
  g_autofree char *body = NULL;
  g_autoptr (SoHttpResponse) response = NULL;

  json_object_set_string_member (object, "public_key", public_key);
  body = so_json_write_object (object);
  response = call (self, "POST", "/v1/key", body, SECONDS, 256 * 1024, 0, cancellable, error);
  return response != NULL;
}

gboolean
so_hub_client_take_back (SoHubClient *self, const char *sender, GCancellable *cancellable, GError **error)
{
  JsonObject *object = json_object_new ();
  g_autofree char *body = NULL;
  g_autoptr (SoHttpResponse) response = NULL;

  json_object_set_string_member (object, "id", sender);
  body = so_json_write_object (object);
  response = call (self, "POST", "/v1/senders/take-back", body, SECONDS, 256 * 1024, 0, cancellable, error);
  return response != NULL;
}

GStrv
so_hub_client_senders (SoHubClient *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHttpResponse) response = call (self, "GET", "/v1/senders", NULL, SECONDS, 256 * 1024, 0, cancellable, error);
  g_autoptr (JsonNode) node = response ? so_http_parse (response, error) : NULL;
  JsonArray *senders = node && so_json_root (node) ? so_json_array (so_json_root (node), "senders") : NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (node && !senders)
    so_fail (error, SO_ERROR_WAIT, _("The hub's answer cannot be read: it is asked again later"));
  if (!senders)
    return NULL;
  for (guint i = 0; i < json_array_get_length (senders); i++)
    {
      JsonObject *one = so_json_element (senders, i);
      const char *id = one ? so_json_string (one, "id") : NULL;

      if (id)
        g_strv_builder_add (ids, id);
    }
  return g_strv_builder_end (ids);
}

/* Trying an address ------------------------------------------------------------------------------ */

static gboolean
fail_door (const SoHttpResponse *response, const char *url, GError **error)
{
  if (response->status == 404 || response->status == 405)
    return so_fail (error, SO_ERROR_CHANGE, _("A web server answers at %s, and does not know this address: let it pass everything below /hook/ on to the hub"), url);
  if (response->status >= 502 && response->status <= 504)
    return so_fail (error, SO_ERROR_CHANGE, _("A web server answers at %s, and does not reach the hub: is the hub running, and does the web server know where?"), url);
  if (response->status / 100 == 3)
    return so_fail (error, SO_ERROR_CHANGE, _("%s leads on to another address, which providers do not follow: give them the one that answers itself"), url);
  if (response->status / 100 == 2)
    return so_fail (error, SO_ERROR_CHANGE, _("Something answers at %s, but not this hub"), url);
  return so_fail (error, SO_ERROR_CHANGE, _("What answers at %s refuses providers (%u)"), url, response->status);
}

gboolean
so_hub_client_try (const char *hub, const SoHubDoor *door, GCancellable *cancellable, GError **error)
{
  g_autofree char *nonce = so_hub_trial_nonce (), *url = g_strconcat (door->url, "?" SO_HUB_TRIAL "=", nonce, NULL);
  g_autofree char *wanted = so_hub_trial_answer (hub, door->name, nonce);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  SoHttpRequest request = { .method = "POST", .url = url, .content_type = "application/json", .body = body, .most_bytes = 64 * 1024, .most_seconds = SECONDS };
  g_autoptr (GUri) uri = g_uri_parse (door->url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (SoHttpResponse) response = NULL;

  if (!uri || !g_uri_get_host (uri) || !*g_uri_get_host (uri))
    return so_fail (error, SO_ERROR_CHANGE, _("The hub does not know its own public address: set public-url= in its hub.conf"));
  response = so_http_send (&request, NULL, cancellable, error);
  if (!response)
    return FALSE;
  if (response->status == 200 && g_bytes_get_size (response->body) == strlen (wanted) &&
      !memcmp (g_bytes_get_data (response->body, NULL), wanted, strlen (wanted)))
    return TRUE;
  return fail_door (response, door->url, error);
}

/* Events ------------------------------------------------------------------------------------------ */

void
so_hub_page_free (SoHubPage *page)
{
  if (!page)
    return;
  g_free (page->hub);
  g_free (page->epoch);
  g_clear_pointer (&page->events, g_ptr_array_unref);
  g_free (page);
}

/* NULL where something is missing that every event has. */
static SoHubNews *
read_event (JsonObject *object)
{
  const char *id = so_json_string (object, "id"), *endpoint = so_json_string (object, "endpoint"), *provider = so_json_string (object, "provider");
  const char *kind = so_json_string (object, "kind"), *at = so_json_string (object, "received_at"), *body = so_json_string (object, "body");
  gint64 received;
  SoHubNews *news;
  gsize size = 0;

  if (!id || !*id || !endpoint || !provider || so_json_int (object, "seq") < 1)
    return NULL;
  news = g_new0 (SoHubNews, 1);
  news->id = g_strdup (id);
  news->seq = so_json_int (object, "seq");
  news->endpoint = g_strdup (endpoint);
  news->provider = g_strdup (provider);
  news->kind = g_strdup (kind ? kind : "");
  news->received_at = at && so_time_parse (at, NULL, &received) ? received : so_now ();
  news->size = !body && json_object_has_member (object, "size") ? so_json_int (object, "size") : -1;
  if (body)
    {
      guchar *bytes = so_base64_decode (body, &size);

      news->body = g_bytes_new_take (bytes, size);
    }
  return news;
}

static gboolean
read_events (SoHubPage *page, JsonArray *events, gint64 after)
{
  gint64 last = after;

  for (guint i = 0; i < json_array_get_length (events); i++)
    {
      JsonObject *object = so_json_element (events, i);
      SoHubNews *news = object ? read_event (object) : NULL;

      if (!news)
        return FALSE;
      g_ptr_array_add (page->events, news);
      if (news->seq <= last)
        return FALSE;
      last = news->seq;
    }
  page->head = MAX (page->head, last);
  return TRUE;
}

SoHubPage *
so_hub_client_page (SoHubClient *self, const char *epoch, gint64 after, guint limit, guint wait, GCancellable *cancellable, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (epoch, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/events?after=%" G_GINT64_FORMAT "&limit=%u&wait=%u&epoch=%s", after, limit, wait, escaped);
  g_autoptr (SoHttpResponse) response = call (self, "GET", path, NULL, wait + SECONDS, PAGE_BYTES, 409, cancellable, error);
  g_autoptr (SoHubPage) page = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = response ? parse (response, &node, error) : NULL;
  JsonArray *events;

  if (!object)
    return NULL;
  page = g_new0 (SoHubPage, 1);
  page->hub = g_strdup (so_json_string (object, "hub"));
  page->epoch = g_strdup (so_json_string (object, "epoch"));
  page->events = g_ptr_array_new_with_free_func (so_hub_news_free);
  page->other_epoch = g_strcmp0 (page->epoch, epoch) != 0;
  if (page->other_epoch)
    return g_steal_pointer (&page);
  events = so_json_array (object, "events");
  page->head = so_json_int (object, "head");
  /* Numbers that go backwards would leave events out. */
  if (response->status != 200 || so_json_int (object, "after") != after || !events || page->head < after || !read_events (page, events, after))
    return so_fail (error, SO_ERROR_WAIT, _("The hub's answer cannot be read: it is asked again later")), NULL;
  return g_steal_pointer (&page);
}

SoWebsocket *
so_hub_client_listen (SoHubClient *self, guint seconds, guint *status, GCancellable *cancellable)
{
  g_autofree char *url = g_strconcat (self->url, "/v1/socket", NULL);

  return so_websocket_open (url, self->authorization, seconds, status, cancellable);
}

GBytes *
so_hub_client_body (SoHubClient *self, gint64 seq, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/v1/events/%" G_GINT64_FORMAT, seq);
  g_autoptr (SoHttpResponse) response = call (self, "GET", path, NULL, 2 * SECONDS, BODY_BYTES, 0, cancellable, error);

  return response ? g_bytes_ref (response->body) : NULL;
}

gboolean
so_hub_client_ack (SoHubClient *self, const char *epoch, gint64 seq, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (SoHttpResponse) response = NULL;
  g_autofree char *body = NULL;
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "seq", seq);
  json_object_set_string_member (object, "epoch", epoch);
  json_node_take_object (node, object);
  body = so_json_write (node, FALSE);
  /* Where the count began anew the next page says so. */
  response = call (self, "POST", "/v1/ack", body, SECONDS, 64 * 1024, 409, cancellable, error);
  return response != NULL;
}
