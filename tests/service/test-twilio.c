/* SPDX-License-Identifier: MIT */
#include "so-sms.h"

#include "so-error.h"
#include "so-http.h"
#include "so-json.h"
#include "so-test-peer.h"
#include "so-test-updates.h"

#include <glib/gstdio.h>
#include <string.h>

#define SID "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define TOKEN "twilio_test_auth_token"
#define SEED "twilio:\n  account:\n    sid: " SID "\n    auth_token: " TOKEN "\n    friendly_name: A test\n  phone_numbers:\n" \
  "    - phone_number: \"+15551234567\"\n      friendly_name: Studio\n"

static SoChannel *
new_channel (const char *base)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets (TOKEN);
  g_autofree char *settings = g_strdup_printf ("{\"api_base\":\"%s\",\"sid\":\"" SID "\",\"from\":\"+15551234567\"}", base);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = SO_CHANNEL_SMS, .settings = settings };

  return SO_CHANNEL (so_sms_new (&account, secrets, NULL));
}

static SoSendOutcome
send_text (SoChannel *channel, const char *text, char **id, GError **error)
{
  static const SoIdentity ana = { SO_IDENTITY_PHONE, (char *) "+34600111222", NULL };
  SoOutgoing outgoing = { .tag = "0199a5d2-7d1c-7000-8000-000000000001", .recipient = &ana, .text = text, .by_person = TRUE };

  return so_channel_send (channel, &outgoing, id, error);
}

/* All that there is. */
static char *
pull (SoChannel *channel)
{
  g_autoptr (GPtrArray) updates = so_test_updates_new ();
  g_autofree char *cursor = NULL;
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *next = NULL;
      g_autoptr (GError) error = NULL;

      more = FALSE;
      so_channel_pull (channel, cursor, updates, &next, &more, NULL, &error);
      g_assert_no_error (error);
      g_set_str (&cursor, next);
    }
  return so_test_updates (updates);
}

static SoHttpResponse *
post (const char *base, const char *path, const char *type, const char *body)
{
  g_autofree char *url = g_strconcat (base, path, NULL), *basic = g_base64_encode ((const guchar *) SID ":" TOKEN, strlen (SID ":" TOKEN));
  g_autofree char *authorization = g_strconcat ("Basic ", basic, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return so_http_send (&(SoHttpRequest) { .method = "POST", .url = url, .authorization = authorization, .content_type = type, .body = bytes }, NULL, NULL, NULL);
}

/* By the provider's own description: what breaks it does not pass. */
static void
test_contract (void)
{
  g_autoptr (SoTestPeer) peer = so_test_peer_mock ("twilio");
  g_autoptr (SoChannel) channel = NULL;
  g_autoptr (SoHttpResponse) bad = NULL;
  g_autoptr (GPtrArray) updates = so_test_updates_new ();
  g_autofree char *longest = g_strnfill (1600, 'x'), *id = NULL, *other = NULL, *next = NULL;
  g_autoptr (GError) error = NULL;
  gboolean more;

  if (!peer)
    return;
  channel = new_channel (so_test_peer_get_base (peer));
  bad = post (so_test_peer_get_base (peer), "/2010-04-01/Accounts/" SID "/Messages.json", "application/x-www-form-urlencoded", "Body=x");
  g_assert_cmpuint (bad->status, ==, 400);
  g_assert_cmpint (send_text (channel, "¿Clase? 💃 a+b&c=d%", &id, &error), ==, SO_SEND_ACCEPTED);
  g_assert_no_error (error);
  g_assert_cmpint (send_text (channel, longest, &other, &error), ==, SO_SEND_ACCEPTED);
  g_assert_no_error (error);
  so_channel_pull (channel, NULL, updates, &next, &more, NULL, &error);
  g_assert_no_error (error);
}

static void
set_faults (SoTestPeer *gate, const char *json)
{
  g_autoptr (SoHttpResponse) response = post (so_test_peer_get_base (gate), "/__gate/faults", "application/json", json);

  g_assert_cmpuint (response->status, ==, 204);
}

static void
assert_no_violation (SoTestPeer *gate)
{
  g_autofree char *url = g_strconcat (so_test_peer_get_base (gate), "/__gate", NULL);
  g_autoptr (SoHttpResponse) response = so_http_send (&(SoHttpRequest) { .url = url }, NULL, NULL, NULL);
  g_autoptr (JsonNode) node = so_http_parse (response, NULL);
  JsonObject *tally = json_node_get_object (node);
  g_autofree char *text = so_json_write (node, FALSE);

  g_test_message ("gate: %s", text);
  g_assert_cmpint (so_json_int (tally, "ok"), >, 5);
  g_assert_cmpint (so_json_int (tally, "bad"), ==, 0);
  g_assert_cmpint (so_json_int (tally, "unknown"), ==, 0);
}

/* One answer that is no success, and what is made of it. */
static void
check_faults (SoTestPeer *gate, SoChannel *channel)
{
  static const struct { const char *fault; SoSendOutcome outcome; } rows[] = {
    { "\"status\":429,\"headers\":{\"Retry-After\":\"1\"},\"body\":{\"code\":20429,\"status\":429}", SO_SEND_RETRY },
    { "\"status\":500", SO_SEND_LOST }, { "\"status\":503", SO_SEND_RETRY }, { "\"drop\":true", SO_SEND_LOST },
    { "\"status\":400,\"body\":{\"code\":21610,\"status\":400}", SO_SEND_REFUSED }, { "\"cut_after\":5", SO_SEND_LOST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *fault = g_strdup_printf ("[{\"match\":\"/Messages\",\"method\":\"POST\",\"times\":1,%s}]", rows[i].fault), *id = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", fault);
      set_faults (gate, fault);
      g_assert_cmpint (send_text (channel, "Once", &id, &error), ==, rows[i].outcome);
      g_assert_nonnull (error);
      g_assert_null (id);
    }
  set_faults (gate, "[]");
}

/* An account that lives, behind the description: what was sent and what came in is there, and faults lose nothing. */
static void
test_account (void)
{
  g_autofree char *port = g_strdup_printf ("%u", so_test_free_port ()), *api = g_strconcat ("http://127.0.0.1:", port, NULL);
  g_autofree char *seed = NULL, *told = NULL, *again = NULL, *id = NULL;
  g_autoptr (SoTestPeer) emulator = NULL, gate = NULL;
  g_autoptr (SoChannel) channel = NULL;
  g_autoptr (SoHttpResponse) in = NULL;
  g_autoptr (GError) error = NULL;

  if (!so_test_peers ())
    return;
  g_assert_true (g_close (g_file_open_tmp ("XXXXXX.yaml", &seed, NULL), NULL));
  g_assert_true (g_file_set_contents (seed, SEED, -1, NULL));
  emulator = so_test_peer_new ("Ready", NULL, "node_modules/emulate/dist/index.js", "start", "--service", "twilio", "--port", port, "--seed", seed, NULL);
  gate = so_test_peer_gate ("twilio", api);
  channel = new_channel (so_test_peer_get_base (gate));
  g_assert_cmpint (send_text (channel, "Hola", &id, &error), ==, SO_SEND_ACCEPTED);
  g_assert_no_error (error);
  in = post (api, "/_twilio/simulate/inbound-message", "application/x-www-form-urlencoded", "To=%2B15551234567&From=%2B34600111222&Body=%C2%BFHay%20clase%3F");
  g_assert_cmpuint (in->status / 100, ==, 2);
  told = pull (channel);
  g_test_message ("%s", told);
  g_assert_nonnull (strstr (told, "¿Hay clase?"));
  g_assert_nonnull (strstr (told, id));
  again = pull (channel);
  g_assert_cmpstr (again, ==, told);
  check_faults (gate, channel);
  assert_no_violation (gate);
  g_unlink (seed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/twilio/contract", test_contract);
  g_test_add_func ("/service/twilio/account", test_account);
  return g_test_run ();
}
