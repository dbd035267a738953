/* SPDX-License-Identifier: MIT */
#include "so-oauth.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-oauth-listener.h"
#include "so-oauth-pkce.h"
#include "so-test-server.h"

#include <string.h>

#define CANARY "canary-1f3a"
#define TOKEN(access, more) "{\"access_token\":\"" access "\",\"token_type\":\"Bearer\",\"expires_in\":3600" more "}"

static void
test_pkce (void)
{
  /* RFC 7636, appendix B */
  g_autofree char *challenge = so_oauth_challenge ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  g_autoptr (SoSecret) one = so_oauth_random (), two = so_oauth_random ();

  g_assert_cmpstr (challenge, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  g_assert_cmpuint (strlen (one), ==, 43);
  g_assert_cmpstr (one, !=, two);
}

static void
test_same (void)
{
  g_assert_true (so_oauth_is_same ("abc", "abc"));
  g_assert_false (so_oauth_is_same ("abc", "abd"));
  g_assert_false (so_oauth_is_same ("abc", "ab"));
  g_assert_false (so_oauth_is_same ("abc", "abcabc"));
  g_assert_false (so_oauth_is_same ("abc", ""));
  g_assert_false (so_oauth_is_same ("abc", NULL));
}

static void
test_form (void)
{
  g_autofree char *form = so_oauth_form ("a", "1+1 = 2&", "b", NULL, "c", "é", NULL), *none = so_oauth_form ("a", NULL, NULL);

  g_assert_cmpstr (form, ==, "a=1%2B1%20%3D%202%26&c=%C3%A9");
  g_assert_cmpstr (none, ==, "");
}

static void
test_page (void)
{
  SoOauthProvider provider = { .auth_base = "https://x.example/auth", .client_id = "id", .scopes = "mail send", .extra = "access_type=offline" };
  g_autofree char *page = so_oauth_page (&provider, "http://127.0.0.1:1/callback", "S", "C");

  g_assert_cmpstr (page, ==, "https://x.example/auth?response_type=code&client_id=id&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcallback"
                             "&scope=mail%20send&state=S&code_challenge=C&code_challenge_method=S256&access_type=offline");
}

static void
test_missing (void)
{
  g_auto (GStrv) some = so_oauth_missing ("mail send  read", "read mail other");

  g_assert_cmpstrv (some, ((const char *const[]) { "send", NULL }));
  g_assert_null (so_oauth_missing ("mail send", "send mail"));
  g_assert_null (so_oauth_missing ("mail send", NULL));
}

static SoOauth *
oauth_of (SoTestServer *server, SoSecrets *secrets, const char *scopes)
{
  g_autofree char *base = so_test_server_url (server, "/token"), *revoke = so_test_server_url (server, "/revoke");

  return so_oauth_new (&(SoOauthProvider) { .name = "Google", .auth_base = "https://x.example/auth", .token_base = base, .revoke_base = revoke,
                                            .client_id = "client", .client_secret = "no-secret", .scopes = scopes }, secrets, "account", "A test");
}

static SoSecrets *
secrets_with (const char *refresh_token)
{
  SoSecrets *secrets = so_secrets_memory ();

  if (refresh_token)
    so_secrets_store (secrets, "account", "refresh-token", "A test", refresh_token, NULL, NULL);
  return secrets;
}

static void
assert_kept (SoSecrets *secrets, const char *expected)
{
  g_autofree char *kept = so_secrets_lookup (secrets, "account", "refresh-token", NULL, NULL);

  g_assert_cmpstr (kept, ==, expected);
}

static void
assert_authorization (SoOauth *oauth, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSecret) got = so_oauth_authorization (oauth, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, expected);
}

static void
assert_fails (SoOauth *oauth, SoError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSecret) got = so_oauth_authorization (oauth, NULL, &error);

  g_assert_null (got);
  g_assert_error (error, SO_ERROR, (int) code);
  g_assert_null (strstr (error->message, "canary"));
}

static void
test_refresh (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoSecrets) secrets = secrets_with (CANARY);
  g_autoptr (SoOauth) oauth = oauth_of (server, secrets, "mail");
  g_autofree char *heard = NULL;

  so_clock_set (1000000);
  so_test_server_answer (server, "200 OK", "", TOKEN ("one", ""));
  so_test_server_answer (server, "200 OK", "", TOKEN ("two", ",\"refresh_token\":\"rotated\""));
  so_test_server_answer (server, "200 OK", "", TOKEN ("three", ""));
  assert_authorization (oauth, "Bearer one");
  heard = so_test_server_heard (server, 0);
  g_assert_true (g_str_has_prefix (heard, "POST /token HTTP/1.1\r\n"));
  g_assert_true (g_str_has_suffix (heard, "\r\n\r\ngrant_type=refresh_token&refresh_token=" CANARY "&client_id=client&client_secret=no-secret"));
  /* No refresh token came back: the old one is kept. */
  assert_kept (secrets, CANARY);
  so_clock_set (1000000 + 3539 * 1000);
  assert_authorization (oauth, "Bearer one");
  g_assert_cmpuint (so_test_server_count (server), ==, 1);
  /* A minute before its end, it is at its end. */
  so_clock_set (1000000 + 3540 * 1000);
  assert_authorization (oauth, "Bearer two");
  assert_kept (secrets, "rotated");
  /* A 401 to what was replaced meanwhile changes nothing; one to what is in use does, once. */
  so_oauth_refused (oauth, "Bearer one");
  assert_authorization (oauth, "Bearer two");
  so_oauth_refused (oauth, "Bearer two");
  assert_authorization (oauth, "Bearer three");
  g_assert_cmpuint (so_test_server_count (server), ==, 3);
  so_clock_set (0);
}

/* What the key ring does not take is not lost. */
static gboolean closed;

static gboolean
store_if_open (const char *account_id, const char *name, const char *label, const char *secret, gpointer data, GCancellable *cancellable, GError **error)
{
  SoSecrets *inner = data;

  return closed ? so_secrets_fail (error, SO_SECRETS_LOCKED) : so_secrets_store (inner, account_id, name, label, secret, cancellable, error);
}

static char *
lookup_inner (const char *account_id, const char *name, gpointer data, GCancellable *cancellable, GError **error)
{
  return so_secrets_lookup (data, account_id, name, cancellable, error);
}

static void
test_rotated_while_locked (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoSecrets) inner = secrets_with ("old"), secrets = so_secrets_memory ();
  g_autoptr (SoOauth) oauth = NULL;
  gpointer own = secrets->data;
  g_autofree char *heard = NULL;

  secrets->lookup = lookup_inner;
  secrets->store = store_if_open;
  secrets->data = inner;
  oauth = oauth_of (server, secrets, "mail");
  so_test_server_answer (server, "200 OK", "", TOKEN ("one", ",\"refresh_token\":\"new\""));
  so_test_server_answer (server, "200 OK", "", TOKEN ("two", ",\"refresh_token\":\"new\""));
  closed = TRUE;
  assert_authorization (oauth, "Bearer one");
  assert_kept (inner, "old");
  so_oauth_refused (oauth, "Bearer one");
  assert_authorization (oauth, "Bearer two");
  heard = so_test_server_heard (server, 1);
  g_assert_nonnull (strstr (heard, "refresh_token=new&"));
  closed = FALSE;
  assert_authorization (oauth, "Bearer two");
  assert_kept (inner, "new");
  secrets->data = own;
}

static gpointer
ask (gpointer oauth)
{
  return so_oauth_authorization (oauth, NULL, NULL);
}

static void
test_parallel (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoSecrets) secrets = secrets_with (CANARY);
  g_autoptr (SoOauth) oauth = oauth_of (server, secrets, "mail");
  GThread *threads[8];

  so_test_server_answer (server, "200 OK", "", TOKEN ("one", ""));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask, oauth);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (SoSecret) got = g_thread_join (threads[i]);
      g_assert_cmpstr (got, ==, "Bearer one");
    }
  g_assert_cmpuint (so_test_server_count (server), ==, 1);
}

static void
test_errors (void)
{
  static const struct { const char *status, *body; SoError code; guint asked_twice; } rows[] = {
    { "400 Bad Request", "{\"error\":\"invalid_grant\",\"error_description\":\"" CANARY "\"}", SO_ERROR_SIGN_IN, 1 },
    { "401 Unauthorized", "{\"error\":\"invalid_client\"}", SO_ERROR_CHANGE, 2 },
    { "400 Bad Request", "{\"error\":\"unauthorized_client\"}", SO_ERROR_CHANGE, 2 },
    { "400 Bad Request", "<html>" CANARY, SO_ERROR_CHANGE, 2 },
    { "400 Bad Request", "{\"error\":{\"code\":7}}", SO_ERROR_CHANGE, 2 },
    { "429 Too Many Requests", "{}", SO_ERROR_WAIT, 2 },
    { "503 Service Unavailable", "", SO_ERROR_WAIT, 2 },
    { "302 Found", "", SO_ERROR_CHANGE, 2 },
    { "200 OK", "", SO_ERROR_WAIT, 2 },
    { "200 OK", "[]", SO_ERROR_WAIT, 2 },
    { "200 OK", "{\"access_token\":\"\"}", SO_ERROR_WAIT, 2 },
    { "200 OK", "{\"access_token\":\"a\\r\\nX: " CANARY "\"}", SO_ERROR_WAIT, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoTestServer) server = so_test_server_new ();
      g_autoptr (SoSecrets) secrets = secrets_with (CANARY);
      g_autoptr (SoOauth) oauth = oauth_of (server, secrets, "mail");

      g_test_message ("%s %s", rows[i].status, rows[i].body);
      so_test_server_answer (server, rows[i].status, "", rows[i].body);
      assert_fails (oauth, rows[i].code);
      assert_fails (oauth, rows[i].code);
      g_assert_cmpuint (so_test_server_count (server), ==, rows[i].asked_twice);
      assert_kept (secrets, CANARY);
    }
}

static void
test_nothing_kept (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();
  g_autoptr (SoOauth) oauth = oauth_of (server, secrets, "mail");

  assert_fails (oauth, SO_ERROR_SIGN_IN);
  g_assert_cmpuint (so_test_server_count (server), ==, 0);
}

static void
test_revoke (void)
{
  for (guint good = 0; good < 2; good++)
    {
      g_autoptr (SoTestServer) server = so_test_server_new ();
      g_autoptr (SoSecrets) secrets = secrets_with (CANARY);
      g_autoptr (SoOauth) oauth = oauth_of (server, secrets, "mail");
      g_autofree char *heard = NULL;
      gboolean revoked = FALSE;

      so_test_server_answer (server, good ? "200 OK" : "400 Bad Request", "", "{\"error\":\"invalid_token\"}");
      g_assert_true (so_oauth_revoke (oauth, &revoked, NULL, NULL));
      /* It does not know it: that is as good. */
      g_assert_true (revoked);
      heard = so_test_server_heard (server, 0);
      g_assert_true (g_str_has_prefix (heard, "POST /revoke "));
      g_assert_nonnull (strstr (heard, "token=" CANARY "&"));
      assert_kept (secrets, NULL);
      assert_fails (oauth, SO_ERROR_SIGN_IN);
      g_assert_cmpuint (so_test_server_count (server), ==, 1);
    }
}

/* Without a network, or where the provider has trouble, it goes out of the key ring all the same, and that is said. */
static void
test_revoke_alone (void)
{
  for (guint reached = 0; reached < 2; reached++)
    {
      g_autoptr (SoTestServer) server = so_test_server_new ();
      g_autoptr (SoSecrets) secrets = secrets_with (CANARY);
      g_autoptr (SoOauth) oauth = oauth_of (server, secrets, "mail");
      gboolean revoked = TRUE;

      if (reached)
        so_test_server_answer (server, "503 Service Unavailable", "", "");
      else
        g_clear_pointer (&server, so_test_server_free);
      g_assert_true (so_oauth_revoke (oauth, &revoked, NULL, NULL));
      g_assert_false (revoked);
      assert_kept (secrets, NULL);
    }
}

/* A client secret that is no setting is in the key ring. */
static void
test_client_secret (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoSecrets) secrets = secrets_with ("old");
  g_autofree char *base = so_test_server_url (server, "/token"), *heard = NULL;
  g_autoptr (SoOauth) oauth = so_oauth_new (&(SoOauthProvider) { .token_base = base, .client_id = "client", .scopes = "mail" }, secrets, "account", "");

  so_test_server_answer (server, "200 OK", "", TOKEN ("one", ""));
  so_secrets_store (secrets, "account", SO_OAUTH_CLIENT_SECRET, "A test", CANARY, NULL, NULL);
  assert_authorization (oauth, "Bearer one");
  heard = so_test_server_heard (server, 0);
  g_assert_true (g_str_has_suffix (heard, "refresh_token=old&client_id=client&client_secret=" CANARY));
}

/* A sign-in in another program ends what was over in this one. */
static void
test_signed_in_elsewhere (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoSecrets) secrets = secrets_with ("old");
  g_autoptr (SoOauth) oauth = oauth_of (server, secrets, "mail send");
  g_auto (GStrv) missing = NULL;

  so_test_server_answer (server, "400 Bad Request", "", "{\"error\":\"invalid_grant\"}");
  so_test_server_answer (server, "200 OK", "", TOKEN ("one", ",\"scope\":\"mail\""));
  assert_fails (oauth, SO_ERROR_SIGN_IN);
  g_assert_null (so_oauth_dup_missing (oauth));
  so_secrets_store (secrets, "account", "refresh-token", "A test", "new", NULL, NULL);
  assert_authorization (oauth, "Bearer one");
  g_assert_cmpuint (so_test_server_count (server), ==, 2);
  missing = so_oauth_dup_missing (oauth);
  g_assert_cmpstrv (missing, ((const char *const[]) { "send", NULL }));
}

/* A browser that the provider sends back with what @query says; STATE in it is the one that was given. */
static char *
visit (const char *page, const char *path_and_query)
{
  g_autoptr (GHashTable) params = g_uri_parse_params (strchr (page, '?') + 1, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  g_autoptr (GUri) uri = g_uri_parse (g_hash_table_lookup (params, "redirect_uri"), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GString) target = g_string_new (path_and_query);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, NULL);
  g_autofree char *head = NULL;
  char answer[4096];
  gsize n = 0;

  if (!connection)
    return NULL;
  g_string_replace (target, "STATE", g_hash_table_lookup (params, "state"), 0);
  head = g_strdup_printf ("%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", target->str);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), head, strlen (head), NULL, NULL, NULL);
  g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)), answer, sizeof answer - 1, &n, NULL, NULL);
  answer[n] = 0;
  return g_strdup (answer);
}

typedef struct {
  char *page, *challenge;
  const char *last;    /* what the browser comes back with */
  gboolean noise;      /* and what comes before it */
  GCancellable *cancel;
  GThread *thread;
  GSocketConnection *silent;
} Browser;

static void
say_noise (Browser *browser)
{
  static const struct { const char *request, *status; } rows[] = {
    { "GET /favicon.ico", "HTTP/1.1 404 " },
    { "GET /callback", "HTTP/1.1 400 " },
    { "GET /callback?code=evil", "HTTP/1.1 400 " },
    { "GET /callback?code=evil&state=wrong", "HTTP/1.1 400 " },
    { "GET /callback?error=access_denied&state=", "HTTP/1.1 400 " },
    { "GET /callback?%zz&state=STATE%00", "HTTP/1.1 400 " },
    { "GET /other?code=evil&state=STATE", "HTTP/1.1 404 " },
    { "POST /callback?code=evil&state=STATE", "HTTP/1.1 400 " },
    { "nonsense", "HTTP/1.1 400 " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *answer = visit (browser->page, rows[i].request);

      g_test_message ("%s → %s", rows[i].request, answer);
      g_assert_true (g_str_has_prefix (answer, rows[i].status));
      g_assert_null (strstr (answer, "evil"));
    }
}

static gpointer
browse (gpointer data)
{
  Browser *browser = data;
  g_autofree char *answer = NULL;

  if (browser->noise)
    say_noise (browser);
  if (!browser->last)
    {
      g_cancellable_cancel (browser->cancel);
      return NULL;
    }
  answer = visit (browser->page, browser->last);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 OK\r\n"));
  g_assert_nonnull (strstr (answer, "<h1>"));
  g_assert_nonnull (strstr (answer, "default-src 'none'"));
  g_assert_null (strstr (answer, "canary"));
  return NULL;
}

static gboolean
open_browser (const char *page, gpointer data, GError **error)
{
  Browser *browser = data;
  g_autoptr (GHashTable) params = g_uri_parse_params (strchr (page, '?') + 1, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  const char *uri = g_hash_table_lookup (params, "redirect_uri");

  g_assert_true (g_str_has_prefix (uri, "http://127.0.0.1:"));
  /* Browsers connect ahead and then say nothing. */
  browser->silent = g_socket_client_connect_to_uri (client, uri, 80, NULL, NULL);
  g_assert_nonnull (browser->silent);
  browser->page = g_strdup (page);
  g_free (browser->challenge);
  browser->challenge = g_strdup (g_hash_table_lookup (params, "code_challenge"));
  browser->thread = g_thread_new ("browser", browse, browser);
  return TRUE;
}

static gboolean
sign_in (SoOauth *oauth, Browser *browser, char ***missing, GError **error)
{
  gboolean good = so_oauth_sign_in (oauth, open_browser, browser, missing, browser->cancel, error);
  g_autofree char *late = NULL;

  g_thread_join (browser->thread);
  /* One shot: nobody is there any more. */
  late = visit (browser->page, "GET /callback?code=evil&state=STATE");
  g_assert_null (late);
  g_clear_object (&browser->silent);
  g_clear_pointer (&browser->page, g_free);
  return good;
}

static void
test_sign_in (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();
  g_autoptr (SoOauth) oauth = oauth_of (server, secrets, "mail send");
  g_autoptr (GError) error = NULL;
  g_autofree char *heard = NULL, *verifier = NULL, *challenge = NULL;
  g_auto (GStrv) missing = NULL;
  Browser browser = { .last = "GET /callback?state=STATE&code=4%2F0A" CANARY "&scope=mail", .noise = TRUE };

  so_test_server_answer (server, "200 OK", "", TOKEN ("one", ",\"refresh_token\":\"first\",\"scope\":\"mail\""));
  sign_in (oauth, &browser, &missing, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (missing, ((const char *const[]) { "send", NULL }));
  assert_kept (secrets, "first");
  assert_authorization (oauth, "Bearer one");
  heard = so_test_server_heard (server, 0);
  g_assert_nonnull (strstr (heard, "grant_type=authorization_code&code=4%2F0A" CANARY "&redirect_uri=http%3A%2F%2F127.0.0.1%3A"));
  verifier = g_strdup (strstr (heard, "code_verifier=") + strlen ("code_verifier="));
  g_assert_cmpuint (strlen (verifier), ==, 43);
  challenge = so_oauth_challenge (verifier);
  g_assert_cmpstr (challenge, ==, browser.challenge);
  g_free (browser.challenge);
  g_assert_cmpuint (so_test_server_count (server), ==, 1);
}

static void
test_sign_in_fails (void)
{
  static const struct { const char *last, *answer; SoError code; } rows[] = {
    { "GET /callback?state=STATE&error=access_denied", NULL, SO_ERROR_SIGN_IN },
    { "GET /callback?state=STATE&error=invalid_scope&error_description=%3Cscript%3E" CANARY, NULL, SO_ERROR_CHANGE },
    { "GET /callback?state=STATE&code=", NULL, SO_ERROR_CHANGE },
    { "GET /callback?state=STATE&code=x", "{\"error\":\"invalid_grant\"}", SO_ERROR_SIGN_IN },
    { "GET /callback?state=STATE&code=x", TOKEN ("one", ""), SO_ERROR_CHANGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoTestServer) server = so_test_server_new ();
      g_autoptr (SoSecrets) secrets = so_secrets_memory ();
      g_autoptr (SoOauth) oauth = oauth_of (server, secrets, "mail");
      g_autoptr (GError) error = NULL;
      Browser browser = { .last = rows[i].last };

      g_test_message ("%s", rows[i].last);
      so_test_server_answer (server, rows[i].answer && strstr (rows[i].answer, "error") ? "400 Bad Request" : "200 OK", "", rows[i].answer ? rows[i].answer : "");
      g_assert_false (sign_in (oauth, &browser, NULL, &error));
      g_free (browser.challenge);
      g_assert_error (error, SO_ERROR, (int) rows[i].code);
      g_assert_null (strstr (error->message, "canary"));
      assert_kept (secrets, NULL);
      g_assert_cmpuint (so_test_server_count (server), ==, rows[i].answer ? 1 : 0);
    }
}

/* Signing in once more where Google sends no second refresh token: the first one goes on. And a code that is refused does not end the
 * sign-in that was there. */
static void
test_sign_in_again (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoSecrets) secrets = secrets_with ("first");
  g_autoptr (SoOauth) oauth = oauth_of (server, secrets, "mail");
  g_autoptr (GError) error = NULL;
  Browser browser = { .last = "GET /callback?state=STATE&code=x" };

  so_test_server_answer (server, "400 Bad Request", "", "{\"error\":\"invalid_grant\"}");
  so_test_server_answer (server, "200 OK", "", TOKEN ("one", ""));
  g_assert_false (sign_in (oauth, &browser, NULL, NULL));
  sign_in (oauth, &browser, NULL, &error);
  g_assert_no_error (error);
  assert_kept (secrets, "first");
  assert_authorization (oauth, "Bearer one");
  so_oauth_refused (oauth, "Bearer one");
  assert_authorization (oauth, "Bearer one");
  g_free (browser.challenge);
}

static void
test_sign_in_cancelled (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();
  g_autoptr (SoOauth) oauth = oauth_of (server, secrets, "mail");
  g_autoptr (GCancellable) cancel = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Browser browser = { .cancel = cancel };

  g_assert_false (sign_in (oauth, &browser, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_free (browser.challenge);
}

static void
test_nobody_comes (void)
{
  g_autoptr (SoOauthListener) listener = so_oauth_listener_new (0, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *code = so_oauth_listener_wait (listener, "state", 1, NULL, &error);

  g_assert_null (code);
  g_assert_error (error, SO_ERROR, SO_ERROR_SIGN_IN);
}

static void
test_port_taken (void)
{
  g_autoptr (SoOauthListener) first = so_oauth_listener_new (0, NULL), second = NULL;
  g_autoptr (GUri) uri = g_uri_parse (so_oauth_listener_get_uri (first), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  second = so_oauth_listener_new ((guint16) g_uri_get_port (uri), &error);
  g_assert_null (second);
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth/pkce", test_pkce);
  g_test_add_func ("/oauth/same", test_same);
  g_test_add_func ("/oauth/form", test_form);
  g_test_add_func ("/oauth/page", test_page);
  g_test_add_func ("/oauth/missing", test_missing);
  g_test_add_func ("/oauth/refresh", test_refresh);
  g_test_add_func ("/oauth/rotated-while-locked", test_rotated_while_locked);
  g_test_add_func ("/oauth/parallel", test_parallel);
  g_test_add_func ("/oauth/errors", test_errors);
  g_test_add_func ("/oauth/nothing-kept", test_nothing_kept);
  g_test_add_func ("/oauth/revoke", test_revoke);
  g_test_add_func ("/oauth/revoke-alone", test_revoke_alone);
  g_test_add_func ("/oauth/client-secret", test_client_secret);
  g_test_add_func ("/oauth/signed-in-elsewhere", test_signed_in_elsewhere);
  g_test_add_func ("/oauth/sign-in", test_sign_in);
  g_test_add_func ("/oauth/sign-in-fails", test_sign_in_fails);
  g_test_add_func ("/oauth/sign-in-again", test_sign_in_again);
  g_test_add_func ("/oauth/sign-in-cancelled", test_sign_in_cancelled);
  g_test_add_func ("/oauth/nobody-comes", test_nobody_comes);
  g_test_add_func ("/oauth/port-taken", test_port_taken);
  return g_test_run ();
}
