/* SPDX-License-Identifier: MIT */
/* What providers call: POST /hook/NAME or /hook/NAME/KIND. The order is the promise: size (so-door.c), signature, then stored for good,
 * and only then an answer that says so. */
#include "so-hub-call.h"

#include <openssl/evp.h>
#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-hub-trial.h"

#define HANDSHAKE_MOST_BYTES 256
#define KEY_BYTES 16

/* "/hook/twilio/sms" → "twilio", "sms" */
static gboolean
parse_path (const char *path, char **name, char **kind)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", 6);
  guint n = g_strv_length (parts);

  if (n < 3 || n > 4)
    return FALSE;
  for (const char *c = n == 4 ? parts[3] : "x"; *c; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '-')
      return FALSE;
  if (n == 4 && (!*parts[3] || strlen (parts[3]) > 32))
    return FALSE;
  *name = g_strdup (parts[2]);
  *kind = g_strdup (n == 4 ? parts[3] : "");
  return TRUE;
}

static char *
describe_url (SoHub *self, SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri), *public_url = so_hub_config_get_public_url (self->config);

  return g_strconcat (public_url ? public_url : "", g_uri_get_path (uri), query ? "?" : NULL, query, NULL);
}

/* To who calls while nobody answers; a call is taken even where the disk is full, since a person waits and the recording stays with Twilio. */
static char *
write_voicemail (SoHubCall *call)
{
  const char *url = so_hub_config_get_public_url (call->hub->config);

  return g_markup_printf_escaped ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Say language=\"%s\">%s</Say>"
                                  "<Record maxLength=\"180\" timeout=\"5\" playBeep=\"true\" action=\"%s/hook/%s/voice-end\""
                                  " recordingStatusCallback=\"%s/hook/%s/recording\"/></Response>",
                                  call->endpoint->voicemail_language, call->endpoint->voicemail_text, url, call->endpoint->name, url,
                                  call->endpoint->name);
}

/* What the provider wants to hear after a request that is stored. */
static void
answer_good (SoHubCall *call)
{
  g_autofree char *voicemail = NULL;

  if (strcmp (call->endpoint->provider->name, "twilio"))
    {
      /* Nobody reads more of it. */
      soup_server_message_set_status (call->message, SOUP_STATUS_OK, NULL);
      return;
    }
  if (!strcmp (call->kind, "voice"))
    voicemail = write_voicemail (call);
  if (voicemail || !strcmp (call->kind, "sms") || !strcmp (call->kind, "voice-end"))
    so_hub_answer (call->message, SOUP_STATUS_OK, "text/xml", voicemail ? voicemail : "<Response/>");
  else
    so_hub_answer (call->message, SOUP_STATUS_NO_CONTENT, NULL, NULL);
}

static void
answer_unavailable (SoHubCall *call)
{
  so_hub_numbers_of (call->hub, call->endpoint)->unavailable++;
  if (!strcmp (call->endpoint->provider->name, "twilio") && !strcmp (call->kind, "voice"))
    answer_good (call);
  else
    so_hub_answer (call->message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL, NULL);
}

static void
on_stored (const SoHubEvent *event, const GError *error, gpointer data)
{
  SoHubCall *call = data;
  SoHubEndpointNumbers *numbers = so_hub_numbers_of (call->hub, call->endpoint);

  if (error)
    {
      g_message ("%s: a request could not be stored: %s", call->endpoint->name, error->message);
      answer_unavailable (call);
    }
  else
    {
      numbers->stored += event->seq > 0;
      numbers->duplicates += event->seq == 0;
      numbers->answer_us += g_get_monotonic_time () - call->began;
      answer_good (call);
      if (event->seq)
        so_hub_wake (call->hub, call->endpoint->studio);
    }
  so_hub_call_finish (call);
}

/* What is the same when the same request comes again, as a hash; OpenSSL's, which is several times as fast as GLib's. */
static char *
make_key (SoHubCall *call, const SoWebhookRequest *request)
{
  const SoHubEndpoint *endpoint = call->endpoint;
  g_autofree char *same = endpoint->provider->identify ? endpoint->provider->identify (request) : NULL;
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guint8 digest[EVP_MAX_MD_SIZE];
  GString *key = g_string_sized_new (2 * KEY_BYTES);

  EVP_DigestInit_ex (context, EVP_sha256 (), NULL);
  EVP_DigestUpdate (context, endpoint->name, strlen (endpoint->name) + 1);
  EVP_DigestUpdate (context, call->kind, strlen (call->kind) + 1);
  if (same)
    EVP_DigestUpdate (context, same, strlen (same));
  else
    EVP_DigestUpdate (context, g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  EVP_DigestFinal_ex (context, digest, NULL);
  EVP_MD_CTX_free (context);
  for (guint i = 0; i < KEY_BYTES; i++)
    {
      g_string_append_c (key, "0123456789abcdef"[digest[i] >> 4]);
      g_string_append_c (key, "0123456789abcdef"[digest[i] & 15]);
    }
  return g_string_free_and_steal (key);
}

static void
store (SoHubCall *call, const SoWebhookRequest *request)
{
  SoHubEvent *event = g_new0 (SoHubEvent, 1);
  const SoHubEndpoint *endpoint = call->endpoint;

  event->studio = g_strdup (endpoint->studio);
  event->endpoint = g_strdup (endpoint->name);
  event->provider = g_strdup (endpoint->provider->name);
  event->kind = g_strdup (call->kind);
  event->headers = so_webhook_headers (request->headers);
  event->body = g_bytes_ref (request->body);
  event->key = make_key (call, request);
  event->received_at = request->now;
  if (!so_hub_worker_put (call->hub->writer, event, on_stored, call))
    {
      answer_unavailable (call);
      so_hub_call_finish (call);
    }
}

/* The body in one piece, and nowhere else: the server would keep the pieces besides, and what is large is there twice then. */
static GBytes *
join_body (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  GBytes *whole = soup_message_body_flatten (body);

  soup_message_body_truncate (body);
  if (g_bytes_get_size (whole))
    soup_message_body_append_bytes (body, whole);
  return whole;
}

static void judge (SoHubCall *call);

static void
on_keys (gpointer data)
{
  judge (data);
}

static void
judge (SoHubCall *call)
{
  SoHub *self = call->hub;
  SoHubEndpointNumbers *numbers = so_hub_numbers_of (self, call->endpoint);
  g_autofree char *url = describe_url (self, call->message);
  g_autoptr (GBytes) body = join_body (call->message);
  SoWebhookRequest request = { url, soup_server_message_get_request_headers (call->message), body, so_now () };
  SoWebhookTrust trust = { so_hub_config_get_secrets (self->config, call->endpoint), call->endpoint->audience, call->endpoint->push_account,
                           so_hub_keys_get (self->keys) };

  switch (call->endpoint->provider->judge (&request, &trust))
    {
    case SO_WEBHOOK_GENUINE:
      numbers->last_at = request.now;
      store (call, &request);
      return;
    case SO_WEBHOOK_NOTHING:
      numbers->last_at = request.now;
      numbers->nothing++;
      answer_good (call);
      break;
    case SO_WEBHOOK_STALE:
      numbers->stale++;
      so_hub_answer (call->message, SOUP_STATUS_BAD_REQUEST, NULL, NULL);
      break;
    case SO_WEBHOOK_UNKNOWN_KEY:
      if (!call->asked_keys)
        {
          call->asked_keys = TRUE;
          so_hub_keys_refresh (self->keys, on_keys, call);
          return;
        }
      /* A key that Google does not have either, or Google cannot be asked: it comes again. */
      answer_unavailable (call);
      break;
    default:
      numbers->forged++;
      so_hub_answer (call->message, SOUP_STATUS_FORBIDDEN, NULL, NULL);
    }
  so_hub_call_finish (call);
}

/* Asana tells its secret while we ask it to call us (POST /v1/handshake opens the door for that); at any other time it is a stranger's. */
static gboolean
answer_handshake (SoHub *self, const SoHubEndpoint *endpoint, SoupServerMessage *message)
{
  const char *secret = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "X-Hook-Secret");
  SoHubEndpointNumbers *numbers = so_hub_numbers_of (self, endpoint);
  g_autoptr (GError) error = NULL;

  if (!secret || strcmp (endpoint->provider->name, "asana"))
    return FALSE;
  if (so_monotonic () > numbers->handshake_until || strlen (secret) > HANDSHAKE_MOST_BYTES || strpbrk (secret, "\r\n"))
    {
      numbers->forged++;
      so_hub_answer (message, SOUP_STATUS_FORBIDDEN, NULL, NULL);
      return TRUE;
    }
  if (!so_hub_config_add_secret (self->config, endpoint, secret, &error))
    {
      g_message ("%s: %s", endpoint->name, error->message);
      so_hub_answer (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL, NULL);
      return TRUE;
    }
  numbers->handshake_until = 0;
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "X-Hook-Secret", secret);
  so_hub_answer (message, SOUP_STATUS_OK, "text/plain", "");
  return TRUE;
}

static void
answer_get (SoHub *self, const SoHubEndpoint *endpoint, SoupServerMessage *message)
{
  g_autofree char *challenge = NULL;

  if (!endpoint->provider->challenge)
    {
      so_hub_answer (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL, NULL);
      return;
    }
  challenge = so_webhook_challenge (g_uri_get_query (soup_server_message_get_uri (message)), so_hub_config_get_verify_token (self->config, endpoint));
  if (challenge)
    so_hub_answer (message, SOUP_STATUS_OK, "text/plain", challenge);
  else
    so_hub_answer (message, SOUP_STATUS_FORBIDDEN, NULL, NULL);
}

/* A computer of the studio tries whether this address leads here; nothing is stored, and what it sends is not looked at. */
static gboolean
answer_trial (SoHub *self, const SoHubEndpoint *endpoint, SoupServerMessage *message, GHashTable *query)
{
  const char *nonce = query ? g_hash_table_lookup (query, SO_HUB_TRIAL) : NULL;
  g_autofree char *answer = so_hub_trial_answer (self->id, endpoint->name, nonce);

  if (answer)
    so_hub_answer (message, SOUP_STATUS_OK, "text/plain", answer);
  return answer != NULL;
}

void
so_hub_on_hook (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  SoHub *self = data;
  const char *method = soup_server_message_get_method (message);
  g_autofree char *name = NULL, *kind = NULL;
  const SoHubEndpoint *endpoint = parse_path (path, &name, &kind) ? so_hub_config_find (self->config, name) : NULL;
  SoHubCall *call;

  if (!endpoint)
    so_hub_answer (message, SOUP_STATUS_NOT_FOUND, NULL, NULL);
  else if (!strcmp (method, "GET"))
    answer_get (self, endpoint, message);
  else if (strcmp (method, "POST"))
    so_hub_answer (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL, NULL);
  else if (!answer_trial (self, endpoint, message, query) && !answer_handshake (self, endpoint, message))
    {
      call = so_hub_call_new (self, message);
      call->endpoint = endpoint;
      call->kind = g_steal_pointer (&kind);
      judge (call);
    }
}
