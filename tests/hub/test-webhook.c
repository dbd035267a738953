/* SPDX-License-Identifier: MIT */
/* Signatures are made here with OpenSSL and judged there without it. */
#include <openssl/hmac.h>
#include <string.h>

#include "so-form.h"
#include "so-webhook.h"

#define SECRET "app-secret-of-today"
#define OLDER "app-secret-of-before"
#define NOW 1800000000000

static const char *const secrets[] = { OLDER, SECRET, NULL };
static const char body_text[] = "{\"entry\":[{\"id\":\"1\",\"changes\":[{\"value\":{\"text\":\"caf\\u00e9 \\/ caf\303\251\"}}]}]}";

static char *
sign (const EVP_MD *md, const char *key, const char *data, gsize size, gboolean base64)
{
  guint8 digest[64];
  unsigned int length;
  GString *hex;

  HMAC (md, key, strlen (key), (const guint8 *) data, size, digest, &length);
  if (base64)
    return g_base64_encode (digest, length);
  hex = g_string_new (NULL);
  for (unsigned int i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", digest[i]);
  return g_string_free_and_steal (hex);
}

/* One request with one header, as the hub sees it. */
static SoWebhookVerdict
judge (const char *provider, const char *url, const char *name, const char *value, const char *type, const char *body, gssize size)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_autoptr (GBytes) bytes = g_bytes_new (body, size < 0 ? strlen (body) : (gsize) size);
  SoWebhookRequest request = { url, headers, bytes, NOW };
  SoWebhookTrust trust = { secrets, NULL, NULL, NULL };

  if (value)
    soup_message_headers_append (headers, name, value);
  if (type)
    soup_message_headers_append (headers, "Content-Type", type);
  return so_webhook_provider (provider)->judge (&request, &trust);
}

static void
test_prefixed (gconstpointer data)
{
  const char *provider = data, *name = g_str_equal (provider, "jira") ? "X-Hub-Signature" : "X-Hub-Signature-256";
  g_autofree char *hex = sign (EVP_sha256 (), SECRET, body_text, strlen (body_text), FALSE), *older = sign (EVP_sha256 (), OLDER, body_text, strlen (body_text), FALSE);
  g_autofree char *header = g_strconcat ("sha256=", hex, NULL), *old = g_strconcat ("sha256=", older, NULL), *upper = g_ascii_strup (hex, -1);
  g_autofree char *sha1 = sign (EVP_sha1 (), SECRET, body_text, strlen (body_text), FALSE), *wrong = g_strconcat ("sha256=", upper, NULL), *longer = g_strconcat (header, "0", NULL);

  g_assert_cmpint (judge (provider, "", name, header, NULL, body_text, -1), ==, SO_WEBHOOK_GENUINE);
  g_assert_cmpint (judge (provider, "", name, old, NULL, body_text, -1), ==, SO_WEBHOOK_GENUINE);
  for (gsize i = 0; i < strlen (body_text); i++)
    {
      g_autofree char *forged = g_strdup (body_text);

      forged[i] ^= 1;
      g_assert_cmpint (judge (provider, "", name, header, NULL, forged, -1), ==, SO_WEBHOOK_FORGED);
      g_assert_cmpint (judge (provider, "", name, header, NULL, body_text, i), ==, SO_WEBHOOK_FORGED);
    }
  for (gsize i = 0; i < strlen (header); i++)
    {
      g_autofree char *forged = g_strdup (header), *cut = g_strndup (header, i);

      forged[i] ^= 2;
      g_assert_cmpint (judge (provider, "", name, forged, NULL, body_text, -1), ==, SO_WEBHOOK_FORGED);
      g_assert_cmpint (judge (provider, "", name, cut, NULL, body_text, -1), ==, SO_WEBHOOK_FORGED);
    }
  g_assert_cmpint (judge (provider, "", name, NULL, NULL, body_text, -1), ==, SO_WEBHOOK_FORGED);
  g_assert_cmpint (judge (provider, "", name, hex, NULL, body_text, -1), ==, SO_WEBHOOK_FORGED);
  g_assert_cmpint (judge (provider, "", name, sha1, NULL, body_text, -1), ==, SO_WEBHOOK_FORGED);
  g_assert_cmpint (judge (provider, "", name, wrong, NULL, body_text, -1), ==, SO_WEBHOOK_FORGED);
  g_assert_cmpint (judge (provider, "", name, longer, NULL, body_text, -1), ==, SO_WEBHOOK_FORGED);
  g_assert_cmpint (judge (provider, "", "X-Other", header, NULL, body_text, -1), ==, SO_WEBHOOK_FORGED);
}

/* Without a secret nothing is genuine, an empty one included. */
static void
test_no_secret (void)
{
  static const char *const none[] = { NULL }, *const empty[] = { "", NULL };
  const char *const *const all[] = { NULL, none, empty };
  const char *const *names = so_webhook_provider_names ();
  g_autofree char *hex = sign (EVP_sha256 (), "", body_text, strlen (body_text), FALSE), *sha256 = g_strconcat ("sha256=", hex, NULL);
  g_autofree char *twilio = sign (EVP_sha1 (), "", "", 0, TRUE);

  for (guint i = 0; names[i]; i++)
    for (guint j = 0; j < G_N_ELEMENTS (all); j++)
      {
        g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
        g_autoptr (GBytes) bytes = g_bytes_new_static (body_text, strlen (body_text));
        SoWebhookRequest request = { "", headers, bytes, NOW };
        SoWebhookTrust trust = { all[j], NULL, NULL, NULL };

        soup_message_headers_append (headers, "X-Hub-Signature-256", sha256);
        soup_message_headers_append (headers, "X-Hub-Signature", sha256);
        soup_message_headers_append (headers, "X-Hook-Signature", hex);
        soup_message_headers_append (headers, "X-Twilio-Signature", twilio);
        soup_message_headers_append (headers, "ElevenLabs-Signature", "t=1800000000,v0=");
        g_assert_cmpint (so_webhook_provider (names[i])->judge (&request, &trust), ==, SO_WEBHOOK_FORGED);
      }
  g_assert_null (so_webhook_provider ("unknown"));
}

static void
test_asana (void)
{
  g_autofree char *some = sign (EVP_sha256 (), SECRET, body_text, strlen (body_text), FALSE);
  g_autofree char *beat = sign (EVP_sha256 (), SECRET, "{\"events\": []}", 14, FALSE);
  g_autofree char *event = sign (EVP_sha256 (), SECRET, "{\"events\":[{}]}", 15, FALSE);

  g_assert_cmpint (judge ("asana", "", "X-Hook-Signature", some, NULL, body_text, -1), ==, SO_WEBHOOK_GENUINE);
  g_assert_cmpint (judge ("asana", "", "X-Hook-Signature", beat, NULL, "{\"events\": []}", -1), ==, SO_WEBHOOK_NOTHING);
  g_assert_cmpint (judge ("asana", "", "X-Hook-Signature", event, NULL, "{\"events\":[{}]}", -1), ==, SO_WEBHOOK_GENUINE);
  g_assert_cmpint (judge ("asana", "", "X-Hook-Signature", beat, NULL, "{\"events\":[]}", -1), ==, SO_WEBHOOK_FORGED);
}

static void
test_elevenlabs (void)
{
  static const struct { gint64 ago; SoWebhookVerdict verdict; } ages[] = {
    { 0, SO_WEBHOOK_GENUINE }, { 29 * 60, SO_WEBHOOK_GENUINE }, { 31 * 60, SO_WEBHOOK_STALE }, { -4 * 60, SO_WEBHOOK_GENUINE }, { -6 * 60, SO_WEBHOOK_STALE },
  };
  static const char *const odd[] = { "", "t=1800000000", "v0=00", "t=x,v0=00", "t=-5,v0=00", "t=,v0=", "t=1800000000,v1=00", "t=99999999999999999999,v0=00" };

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT ".%s", NOW / 1000 - ages[i].ago, body_text);
      g_autofree char *hex = sign (EVP_sha256 (), SECRET, text, strlen (text), FALSE);
      g_autofree char *header = g_strdup_printf ("t=%" G_GINT64_FORMAT ",v0=%s", NOW / 1000 - ages[i].ago, hex);
      g_autofree char *moved = g_strdup_printf ("t=%" G_GINT64_FORMAT ",v0=%s", NOW / 1000 - ages[i].ago + 1, hex);

      g_assert_cmpint (judge ("elevenlabs", "", "ElevenLabs-Signature", header, NULL, body_text, -1), ==, ages[i].verdict);
      g_assert_cmpint (judge ("elevenlabs", "", "ElevenLabs-Signature", moved, NULL, body_text, -1), ==, SO_WEBHOOK_FORGED);
    }
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    g_assert_cmpint (judge ("elevenlabs", "", "ElevenLabs-Signature", odd[i], NULL, body_text, -1), ==, SO_WEBHOOK_FORGED);
}

#define URL "https://hub.example.org/hook/twilio/sms?a=b%20c"
#define FORM "application/x-www-form-urlencoded; charset=UTF-8"

static SoWebhookVerdict
judge_twilio (const char *signed_text, gssize size, const char *url, const char *body)
{
  g_autofree char *signature = sign (EVP_sha1 (), SECRET, signed_text, size < 0 ? strlen (signed_text) : (gsize) size, TRUE);

  return judge ("twilio", url, "X-Twilio-Signature", signature, FORM, body, -1);
}

static void
test_twilio (void)
{
  static const struct { const char *body; const char *text; gssize size; } forms[] = {
    { "", URL, -1 },
    { "To=%2B1&From=%2B2&Body=Hi+there%21", URL "BodyHi there!From+2To+1", -1 },
    { "b=1&a=2&B=3&A=4", URL "A4B3a2b1", -1 },
    { "Body=&A=", URL "ABody", -1 },
    { "A", URL "A", -1 },
    { "A=1&&B=2&", URL "A1B2", -1 },
    { "A=2&A=1&A=2", URL "A1A2", -1 },
    { "A=a%3Db%26c=d", URL "Aa=b&c=d", -1 },
    { "A=caf%C3%A9+%F0%9F%98%80", URL "Acaf\303\251 \360\237\230\200", -1 },
    { "A=%zz%4", URL "A%zz%4", -1 },
    { "A=%00b", URL "A\0b", sizeof (URL "A\0b") - 1 },
    { "A=+x+", URL "A x ", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *more = g_strconcat (forms[i].body, "&X=y", NULL);

      g_assert_cmpint (judge_twilio (forms[i].text, forms[i].size, URL, forms[i].body), ==, SO_WEBHOOK_GENUINE);
      g_assert_cmpint (judge_twilio (forms[i].text, forms[i].size, URL, more), ==, SO_WEBHOOK_FORGED);
      g_assert_cmpint (judge_twilio (forms[i].text, forms[i].size, "https://hub.example.org/hook/twilio/sms?a=b c", forms[i].body), ==, SO_WEBHOOK_FORGED);
      g_assert_cmpint (judge_twilio (forms[i].text, forms[i].size, "http://hub.example.org/hook/twilio/sms?a=b%20c", forms[i].body), ==, SO_WEBHOOK_FORGED);
    }
  g_assert_cmpint (judge ("twilio", URL, "X-Twilio-Signature", NULL, FORM, "", -1), ==, SO_WEBHOOK_FORGED);
  /* With the port and without it. */
  g_assert_cmpint (judge_twilio ("https://h.example:443/xA1", -1, "https://h.example/x", "A=1"), ==, SO_WEBHOOK_GENUINE);
  g_assert_cmpint (judge_twilio ("https://h.example/xA1", -1, "https://h.example:443/x", "A=1"), ==, SO_WEBHOOK_GENUINE);
  g_assert_cmpint (judge_twilio ("https://h.exampleA1", -1, "https://h.example:443", "A=1"), ==, SO_WEBHOOK_GENUINE);
  g_assert_cmpint (judge_twilio ("https://h.example/xA1", -1, "https://h.example:8443/x", "A=1"), ==, SO_WEBHOOK_FORGED);
}

/* The example of Twilio's own documentation. */
static void
test_twilio_example (void)
{
  static const char *const token[] = { "12345", NULL };
  static const char example[] = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_autoptr (GBytes) body = g_bytes_new_static (example, strlen (example));
  SoWebhookRequest request = { "https://mycompany.com/myapp.php?foo=1&bar=2", headers, body, NOW };
  SoWebhookTrust trust = { token, NULL, NULL, NULL };

  soup_message_headers_append (headers, "X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
  soup_message_headers_append (headers, "Content-Type", "application/x-www-form-urlencoded");
  g_assert_cmpint (so_webhook_provider ("twilio")->judge (&request, &trust), ==, SO_WEBHOOK_GENUINE);
}

static void
test_twilio_json (void)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body_text, -1);
  g_autofree char *url = g_strconcat ("https://h.example/x?bodySHA256=", hash, NULL);
  g_autofree char *signature = sign (EVP_sha1 (), SECRET, url, strlen (url), TRUE), *bare = sign (EVP_sha1 (), SECRET, "https://h.example/x", 19, TRUE);

  g_assert_cmpint (judge ("twilio", url, "X-Twilio-Signature", signature, "application/json", body_text, -1), ==, SO_WEBHOOK_GENUINE);
  g_assert_cmpint (judge ("twilio", url, "X-Twilio-Signature", signature, "application/json", "{}", -1), ==, SO_WEBHOOK_FORGED);
  /* Only the address is signed: without the hash in it any body would do. */
  g_assert_cmpint (judge ("twilio", "https://h.example/x", "X-Twilio-Signature", bare, "application/json", body_text, -1), ==, SO_WEBHOOK_FORGED);
}

/* Forms of any bytes, 3000 of them, and every one of them with one bit changed. */
static void
test_twilio_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) body = g_string_new (NULL), text = g_string_new (URL);
      guint fields = g_rand_int_range (rand, 1, 8);

      for (guint i = 0; i < fields; i++)
        {
          guint length = g_rand_int_range (rand, 0, 12);

          g_string_append_printf (body, "%sF%u=", i ? "&" : "", i);
          g_string_append_printf (text, "F%u", i);
          for (guint j = 0; j < length; j++)
            {
              guint byte = g_rand_int_range (rand, 0, 256);

              g_string_append_printf (body, "%%%02X", byte);
              g_string_append_c (text, (char) byte);
            }
        }
      g_assert_cmpint (judge_twilio (text->str, text->len, URL, body->str), ==, SO_WEBHOOK_GENUINE);
      text->str[g_rand_int_range (rand, 0, text->len)] ^= 1 << g_rand_int_range (rand, 0, 8);
      g_assert_cmpint (judge_twilio (text->str, text->len, URL, body->str), ==, SO_WEBHOOK_FORGED);
    }
}

static void
test_challenge (void)
{
  static const struct { const char *query, *says; } queries[] = {
    { "hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=1158201444", "1158201444" },
    { "hub.challenge=a_B-9&hub.verify_token=verify%2Dme&hub.mode=subscribe", "a_B-9" },
    { "hub.mode=subscribe&hub.verify_token=verify-mE&hub.challenge=1", NULL },
    { "hub.mode=subscribe&hub.verify_token=&hub.challenge=1", NULL },
    { "hub.mode=subscribe&hub.challenge=1", NULL },
    { "hub.mode=unsubscribe&hub.verify_token=verify-me&hub.challenge=1", NULL },
    { "hub.mode=subscribe&hub.verify_token=verify-me", NULL },
    { "hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=", NULL },
    { "hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=%3Cscript%3E", NULL },
    { "hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=1%0d%0aX:1", NULL },
    { "", NULL }, { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *says = so_webhook_challenge (queries[i].query, "verify-me"), *none = so_webhook_challenge (queries[i].query, NULL),
        *empty = so_webhook_challenge (queries[i].query, "");

      g_assert_cmpstr (says, ==, queries[i].says);
      g_assert_null (none);
      g_assert_null (empty);
    }
}

/* What is kept is what tells one request from another; no signature, no key. */
static void
test_headers (void)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_autofree char *text = NULL;

  soup_message_headers_append (headers, "Authorization", "Bearer hidden");
  soup_message_headers_append (headers, "X-Hub-Signature-256", "sha256=hidden");
  soup_message_headers_append (headers, "content-type", "application/json");
  soup_message_headers_append (headers, "I-Twilio-Idempotency-Token", "once");
  text = so_webhook_headers (headers);
  g_assert_cmpstr (text, ==, "Content-Type: application/json\nI-Twilio-Idempotency-Token: once\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/hub/webhook/whatsapp", "whatsapp", test_prefixed);
  g_test_add_data_func ("/hub/webhook/instagram", "instagram", test_prefixed);
  g_test_add_data_func ("/hub/webhook/messenger", "messenger", test_prefixed);
  g_test_add_data_func ("/hub/webhook/jira", "jira", test_prefixed);
  g_test_add_func ("/hub/webhook/no-secret", test_no_secret);
  g_test_add_func ("/hub/webhook/asana", test_asana);
  g_test_add_func ("/hub/webhook/elevenlabs", test_elevenlabs);
  g_test_add_func ("/hub/webhook/twilio", test_twilio);
  g_test_add_func ("/hub/webhook/twilio-example", test_twilio_example);
  g_test_add_func ("/hub/webhook/twilio-json", test_twilio_json);
  g_test_add_func ("/hub/webhook/twilio-random", test_twilio_random);
  g_test_add_func ("/hub/webhook/challenge", test_challenge);
  g_test_add_func ("/hub/webhook/headers", test_headers);
  return g_test_run ();
}
