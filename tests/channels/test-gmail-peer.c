/* SPDX-License-Identifier: MIT */
/* Against an emulator of Google behind a gate that checks every request by Google's own description of the API. */
#include "so-gmail.h"

#include "so-base64url.h"
#include "so-error.h"
#include "so-http.h"
#include "so-json.h"
#include "so-test-peer.h"

#include <glib/gstdio.h>
#include <string.h>

#define SEED "google:\n  users:\n    - email: me@studio.example\n      name: Me\n  oauth_clients:\n    - client_id: studio.apps.example\n" \
  "      client_secret: no-secret\n      redirect_uris:\n        - http://127.0.0.1:%u/callback\n  messages:\n    - id: msg_1\n      user_email: me@studio.example\n" \
  "      from: \"Ana Pérez <ana@example.com>\"\n      to: me@studio.example\n      subject: \"Trial class? 💃\"\n      body_text: \"Hola\"\n      label_ids: [INBOX, UNREAD]\n"

typedef struct {
  SoTestPeer *emulator, *gate;
  char *seed, *api, *gate_url;
  guint16 back;          /* where the browser comes back */
  SoSecrets *secrets;
  SoGmail *gmail;
  char *cursor;
} Case;

static void
begin (Case *c)
{
  guint16 api = so_test_free_port (), gate = so_test_free_port ();
  g_autofree char *api_text = g_strdup_printf ("%u", api), *gate_text = g_strdup_printf ("%u", gate), *seed = NULL, *settings = NULL;
  SoAccount account = { .id = (char *) "account", .name = (char *) "Tanzstudio", .address = (char *) "me@studio.example" };
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("XXXXXX.yaml", &c->seed, NULL);

  c->back = so_test_free_port ();
  seed = g_strdup_printf (SEED, c->back);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (c->seed, seed, -1, NULL));
  c->api = g_strdup_printf ("http://127.0.0.1:%u", api);
  c->gate_url = g_strdup_printf ("http://127.0.0.1:%u", gate);
  c->emulator = so_test_peer_new ("Ready", NULL, "node_modules/emulate/dist/index.js", "start", "--service", "google", "--port", api_text, "--seed", c->seed, NULL);
  c->gate = so_test_peer_new ("gate on", NULL, "gate.mjs", gate_text, c->api, "gmail", NULL);
  settings = g_strdup_printf ("{\"client_id\":\"studio.apps.example\",\"client_secret\":\"no-secret\",\"days\":\"0\",\"port\":\"%u\",\"api_base\":\"%s\","
                              "\"auth_base\":\"%s/o/oauth2/v2/auth\",\"token_base\":\"%s/oauth2/token\",\"revoke_base\":\"%s/oauth2/revoke\"}",
                              c->back, c->gate_url, c->api, c->api, c->api);
  account.settings = settings;
  c->secrets = so_secrets_memory ();
  c->gmail = so_gmail_new (&account, c->secrets, &error);
  g_assert_no_error (error);
}

static void
end (Case *c)
{
  so_test_peer_free (c->gate);
  so_test_peer_free (c->emulator);
  g_object_unref (c->gmail);
  so_secrets_unref (c->secrets);
  g_unlink (c->seed);
  g_free (c->seed);
  g_free (c->api);
  g_free (c->gate_url);
  g_free (c->cursor);
}

static SoHttpResponse *
post (const char *base, const char *path, const char *type, const char *body)
{
  g_autofree char *url = g_strconcat (base, path, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return so_http_send (&(SoHttpRequest) { .method = "POST", .url = url, .content_type = type, .body = bytes, .authorization = "Bearer test" }, NULL, NULL, NULL);
}

/* The owner picks the account on the emulator's page. */
static gpointer
browse (gpointer data)
{
  g_autofree char *page = data, *body = NULL, *base = NULL;
  g_autoptr (SoHttpResponse) chosen = NULL, back = NULL;

  base = g_strndup (page, strstr (page, "/o/oauth2") - page);
  body = g_strconcat ("email=me%40studio.example&", strchr (page, '?') + 1, NULL);
  chosen = post (base, "/o/oauth2/v2/auth/callback", "application/x-www-form-urlencoded", body);
  g_assert_cmpuint (chosen->status, ==, 302);
  back = so_http_send (&(SoHttpRequest) { .url = so_http_header (chosen, "location") }, NULL, NULL, NULL);
  g_assert_cmpuint (back->status, ==, 200);
  return NULL;
}

static gboolean
open_browser (const char *page, gpointer data, GError **error)
{
  *(GThread **) data = g_thread_new ("browser", browse, g_strdup (page));
  return TRUE;
}

static void
sign_in (Case *c)
{
  g_autoptr (GError) error = NULL;
  GThread *browser = NULL;

  so_oauth_sign_in (so_gmail_get_oauth (c->gmail), open_browser, &browser, NULL, NULL, &error);
  g_assert_no_error (error);
  g_thread_join (browser);
}

/* All that there is to pull. */
static GPtrArray *
pull (Case *c)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *next = NULL;

      more = FALSE;
      so_channel_pull (SO_CHANNEL (c->gmail), c->cursor, updates, &next, &more, NULL, &error);
      g_assert_no_error (error);
      g_set_str (&c->cursor, next);
    }
  return g_steal_pointer (&updates);
}

static const SoIncoming *
incoming_of (GPtrArray *updates, guint i)
{
  return ((SoUpdate *) updates->pdata[i])->incoming;
}

static void
arrives (Case *c, const char *mail)
{
  g_autofree char *raw = so_base64url_encode (mail, strlen (mail)), *body = g_strdup_printf ("{\"raw\":\"%s\",\"labelIds\":[\"INBOX\",\"UNREAD\"]}", raw);
  g_autoptr (SoHttpResponse) response = post (c->api, "/gmail/v1/users/me/messages", "application/json", body);

  g_assert_cmpuint (response->status, ==, 200);
}

static void
faults (Case *c, const char *json)
{
  g_autoptr (SoHttpResponse) response = post (c->gate_url, "/__gate/faults", "application/json", json);

  g_assert_cmpuint (response->status, ==, 204);
}

static void
assert_no_violation (Case *c)
{
  g_autofree char *url = g_strconcat (c->gate_url, "/__gate", NULL);
  g_autoptr (SoHttpResponse) response = so_http_send (&(SoHttpRequest) { .url = url }, NULL, NULL, NULL);
  g_autoptr (JsonNode) node = so_http_parse (response, NULL);
  JsonObject *tally = json_node_get_object (node);
  g_autofree char *text = so_json_write (node, FALSE);

  g_test_message ("gate: %s", text);
  g_assert_cmpint (so_json_int (tally, "ok"), >, 10);
  g_assert_cmpint (so_json_int (tally, "bad"), ==, 0);
  g_assert_cmpint (so_json_int (tally, "unknown"), ==, 0);
}

static void
answer_it (Case *c, const SoIncoming *asked, const char *tag, SoSendOutcome expected)
{
  SoOutgoing outgoing = { .tag = tag, .thread_key = asked->thread_key, .recipient = asked->sender, .text = "El martes a las 19:00.", .subject = asked->title,
                          .reply_to = asked->remote_id, .by_person = TRUE };
  g_autofree char *remote_id = NULL, *found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (so_channel_send (SO_CHANNEL (c->gmail), &outgoing, &remote_id, &error), ==, expected);
  if (expected == SO_SEND_ACCEPTED)
    g_assert_no_error (error);
  /* The emulator cuts the search for a Message-ID one letter short and finds none, so only the question is judged here. */
  g_assert_cmpint (so_channel_reconcile (SO_CHANNEL (c->gmail), &outgoing, &found, NULL), !=, SO_RECONCILE_UNSURE);
}

/* Trouble of Google's, or on the way: the place is kept, so that nothing is left out or fetched twice. Twice, since a question
 * on a connection that was just closed is asked once more at once. */
static void
check_passing (Case *c)
{
  static const char *const rows[] = { "\"status\":500", "\"status\":503,\"headers\":{\"Retry-After\":\"1\"}", "\"drop\":true", "\"cut_after\":10", "\"status\":200,\"body\":\"no JSON\"" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *fault = g_strdup_printf ("[{\"match\":\"/history\",\"times\":2,%s}]", rows[i]), *next = NULL;
      g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
      g_autoptr (GError) error = NULL;
      gboolean more = FALSE;

      g_test_message ("%s", fault);
      faults (c, fault);
      g_assert_false (so_channel_pull (SO_CHANNEL (c->gmail), c->cursor, none, &next, &more, NULL, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
      g_assert_null (next);
    }
}

static void
test_whole (void)
{
  Case c = { 0 };
  g_autoptr (GPtrArray) first = NULL, second = NULL, third = NULL, again = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autofree char *next = NULL;
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;

  if (!so_test_peers ())
    return;
  begin (&c);
  sign_in (&c);
  first = pull (&c);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpstr (incoming_of (first, 0)->title, ==, "Trial class? 💃");
  arrives (&c, "From: Jo <jo@example.com>\r\nTo: me@studio.example\r\nSubject: Prices\r\nMessage-ID: <jo-1@example.com>\r\n\r\nHow much is it?\r\n");
  second = pull (&c);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpstr (incoming_of (second, 0)->remote_id, ==, "jo-1@example.com");
  answer_it (&c, incoming_of (second, 0), "tag-1", SO_SEND_ACCEPTED);
  third = pull (&c);
  g_assert_cmpuint (third->len, ==, 1);
  g_assert_cmpstr (incoming_of (third, 0)->remote_id, ==, "tag-1@studio.example");
  g_assert_cmpstr (incoming_of (third, 0)->thread_key, ==, incoming_of (second, 0)->thread_key);
  g_assert_true (incoming_of (third, 0)->outbound);
  /* The network dies while it is sent. */
  faults (&c, "[{\"match\":\"/send\",\"times\":1,\"drop\":true}]");
  answer_it (&c, incoming_of (second, 0), "tag-2", SO_SEND_LOST);
  faults (&c, "[{\"match\":\"/history\",\"times\":1,\"status\":429,\"headers\":{\"Retry-After\":\"1\"}}]");
  g_assert_false (so_channel_pull (SO_CHANNEL (c.gmail), c.cursor, none, &next, &more, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  check_passing (&c);
  /* Too long away: everything once more, under the same ids. */
  faults (&c, "[{\"match\":\"/history\",\"times\":1,\"status\":404,\"body\":{\"error\":{\"code\":404}}}]");
  again = pull (&c);
  g_assert_cmpuint (again->len, ==, 3);
  for (guint i = 0; i < again->len; i++)
    {
      const char *id = incoming_of (again, i)->remote_id;
      g_assert_true (g_str_equal (id, incoming_of (first, 0)->remote_id) || g_str_equal (id, "jo-1@example.com") || g_str_equal (id, "tag-1@studio.example"));
    }
  g_clear_pointer (&again, g_ptr_array_unref);
  faults (&c, "[{\"match\":\"/history\",\"times\":1,\"status\":410,\"body\":{\"error\":{\"code\":410}}}]");
  again = pull (&c);
  g_assert_cmpuint (again->len, ==, 3);
  assert_no_violation (&c);
  g_assert_true (so_oauth_revoke (so_gmail_get_oauth (c.gmail), NULL, NULL, NULL));
  end (&c);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gmail/whole", test_whole);
  return g_test_run ();
}
