/* SPDX-License-Identifier: MIT */
#include "so-webhook.h"

#include <string.h>

#include "so-bearer.h"
#include "so-form.h"
#include "so-hmac.h"
#include "so-json.h"
#include "so-webhook-twilio.h"

#define KIB 1024
#define MIB (1024 * KIB)
#define ELEVENLABS_SECONDS (30 * 60)
#define AHEAD_SECONDS (5 * 60)

/* Every secret is tried, also after one fitted: how many there are is not to be measured either. */
static gboolean
is_signed (GBytes *body, const char *hex, const SoWebhookTrust *trust)
{
  gboolean fits = FALSE;
  gsize size;
  const void *data = g_bytes_get_data (body, &size);

  for (guint i = 0; trust->secrets && trust->secrets[i]; i++)
    fits |= so_hmac_matches (G_CHECKSUM_SHA256, trust->secrets[i], data, size, hex);
  return fits;
}

static SoWebhookVerdict
judge_prefixed (const SoWebhookRequest *request, const SoWebhookTrust *trust, const char *name)
{
  const char *header = soup_message_headers_get_one (request->headers, name);

  return header && g_str_has_prefix (header, "sha256=") && is_signed (request->body, header + strlen ("sha256="), trust) ?
    SO_WEBHOOK_GENUINE : SO_WEBHOOK_FORGED;
}

static SoWebhookVerdict
judge_meta (const SoWebhookRequest *request, const SoWebhookTrust *trust)
{
  return judge_prefixed (request, trust, "X-Hub-Signature-256");
}

/* The name without -256, the hash with it. */
static SoWebhookVerdict
judge_jira (const SoWebhookRequest *request, const SoWebhookTrust *trust)
{
  return judge_prefixed (request, trust, "X-Hub-Signature");
}

/* {"events":[]}, every eight hours. */
static gboolean
is_heartbeat (GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autoptr (JsonNode) node = size < 64 ? so_json_parse (data, size, 0, NULL) : NULL;
  JsonArray *events = node && JSON_NODE_HOLDS_OBJECT (node) ? so_json_array (json_node_get_object (node), "events") : NULL;

  return events && json_array_get_length (events) == 0;
}

static SoWebhookVerdict
judge_asana (const SoWebhookRequest *request, const SoWebhookTrust *trust)
{
  if (!is_signed (request->body, soup_message_headers_get_one (request->headers, "X-Hook-Signature"), trust))
    return SO_WEBHOOK_FORGED;
  return is_heartbeat (request->body) ? SO_WEBHOOK_NOTHING : SO_WEBHOOK_GENUINE;
}

/* "t=1700000000,v0=hex": the signature is of "t.body". */
static SoWebhookVerdict
judge_elevenlabs (const SoWebhookRequest *request, const SoWebhookTrust *trust)
{
  const char *header = soup_message_headers_get_one (request->headers, "ElevenLabs-Signature");
  g_auto (GStrv) parts = g_strsplit (header ? header : "", ",", 8);
  const char *t = NULL, *v0 = NULL;
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  gint64 age, at;

  for (guint i = 0; parts[i]; i++)
    if (g_str_has_prefix (parts[i], "t="))
      t = parts[i] + 2;
    else if (g_str_has_prefix (parts[i], "v0="))
      v0 = parts[i] + 3;
  if (!t || !v0 || !g_ascii_string_to_signed (t, 10, 0, G_MAXINT32 * (gint64) 8, &at, NULL))
    return SO_WEBHOOK_FORGED;
  g_byte_array_append (whole, (const guint8 *) t, strlen (t));
  g_byte_array_append (whole, (const guint8 *) ".", 1);
  g_byte_array_append (whole, g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&whole));
  if (!is_signed (bytes, v0, trust))
    return SO_WEBHOOK_FORGED;
  age = request->now / 1000 - at;
  return age > ELEVENLABS_SECONDS || age < -AHEAD_SECONDS ? SO_WEBHOOK_STALE : SO_WEBHOOK_GENUINE;
}

static SoWebhookVerdict
judge_pubsub (const SoWebhookRequest *request, const SoWebhookTrust *trust)
{
  const char *header = soup_message_headers_get_one (request->headers, "Authorization");

  if (!header || g_ascii_strncasecmp (header, "Bearer ", 7))
    return SO_WEBHOOK_FORGED;
  switch (so_bearer_check (header + 7, trust->certificates, trust->audience, trust->push_account, request->now))
    {
    case SO_BEARER_GOOD: return SO_WEBHOOK_GENUINE;
    case SO_BEARER_STALE: return SO_WEBHOOK_STALE;
    case SO_BEARER_UNKNOWN_KEY: return SO_WEBHOOK_UNKNOWN_KEY;
    default: return SO_WEBHOOK_FORGED;
    }
}

/* Pub/Sub counts its attempts in the body. */
static char *
identify_pubsub (const SoWebhookRequest *request)
{
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);
  g_autoptr (JsonNode) node = so_json_parse (data, size, 0, NULL);
  JsonObject *message = node && JSON_NODE_HOLDS_OBJECT (node) ? so_json_object (json_node_get_object (node), "message") : NULL;

  return message ? g_strdup (so_json_string (message, "messageId")) : NULL;
}

static const SoWebhookProvider providers[] = {
  /* Meta sends up to 3 MB. */
  { "whatsapp", 4 * MIB, TRUE, judge_meta, NULL },
  { "instagram", 4 * MIB, TRUE, judge_meta, NULL },
  { "messenger", 4 * MIB, TRUE, judge_meta, NULL },
  { "twilio", 256 * KIB, FALSE, so_webhook_judge_twilio, NULL },
  { "gmail", 64 * KIB, FALSE, judge_pubsub, identify_pubsub },
  { "asana", 1 * MIB, FALSE, judge_asana, NULL },
  { "jira", 4 * MIB, FALSE, judge_jira, NULL },
  /* The sound of a whole call is in it. */
  { "elevenlabs", 24 * MIB, FALSE, judge_elevenlabs, NULL },
};

const SoWebhookProvider *
so_webhook_provider (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (providers); i++)
    if (!g_strcmp0 (name, providers[i].name))
      return &providers[i];
  return NULL;
}

const char *const *
so_webhook_provider_names (void)
{
  static const char *names[G_N_ELEMENTS (providers) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (providers); i++)
    names[i] = providers[i].name;
  return names;
}

char *
so_webhook_headers (SoupMessageHeaders *headers)
{
  static const char *const kept[] = { "Content-Type", "I-Twilio-Idempotency-Token", "X-Atlassian-Webhook-Identifier" };
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const char *value = soup_message_headers_get_one (headers, kept[i]);

      if (value && g_utf8_validate (value, -1, NULL))
        g_string_append_printf (lines, "%s: %s\n", kept[i], value);
    }
  return g_string_free_and_steal (lines);
}

/* What is said back is a stranger's word: letters and digits only. */
static gboolean
is_plain (const char *text)
{
  for (const char *c = text; *c; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != '_')
      return FALSE;
  return *text && strlen (text) <= 256;
}

char *
so_webhook_challenge (const char *query, const char *verify_token)
{
  g_autoptr (GPtrArray) form = so_form_parse (query ? query : "", query ? strlen (query) : 0);
  const char *challenge = so_form_get (form, "hub.challenge");

  if (g_strcmp0 (so_form_get (form, "hub.mode"), "subscribe") || !challenge || !is_plain (challenge) || !verify_token || !*verify_token ||
      !so_constant_equal (so_form_get (form, "hub.verify_token"), verify_token))
    return NULL;
  return g_strdup (challenge);
}
