/* SPDX-License-Identifier: MIT */
/* Against a certified OpenID provider: a public native client, PKCE required, any loopback port, refresh tokens that rotate. */
#include "so-oauth.h"

#include "so-error.h"
#include "so-http.h"
#include "so-test-peer.h"

#include <string.h>

typedef struct {
  char *issuer;
  SoSecrets *secrets;
  SoOauth *oauth;
} Case;

static void
begin (Case *c, guint16 port)
{
  g_autofree char *auth = NULL, *token = NULL, *revoke = NULL;

  c->issuer = g_strdup_printf ("http://127.0.0.1:%u", port);
  auth = g_strconcat (c->issuer, "/auth", NULL);
  token = g_strconcat (c->issuer, "/token", NULL);
  revoke = g_strconcat (c->issuer, "/token/revocation", NULL);
  c->secrets = so_secrets_memory ();
  c->oauth = so_oauth_new (&(SoOauthProvider) { .name = "Judge", .auth_base = auth, .token_base = token, .revoke_base = revoke, .client_id = "studio-desktop",
                                                .scopes = "openid offline_access email", .extra = "prompt=consent" }, c->secrets, "account", "A test");
}

static void
end (Case *c)
{
  so_oauth_unref (c->oauth);
  so_secrets_unref (c->secrets);
  g_free (c->issuer);
}

/* The owner in the browser: through the pages of the peer, and back to us. */
static gpointer
browse (gpointer page)
{
  g_autofree char *back = so_test_peer_run ("oidc/drive.mjs", page, NULL);
  g_autoptr (SoHttpResponse) response = NULL;

  g_assert_true (g_str_has_prefix (back, "http://127.0.0.1:"));
  response = so_http_send (&(SoHttpRequest) { .url = back }, NULL, NULL, NULL);
  g_assert_cmpuint (response->status, ==, 200);
  g_free (page);
  return NULL;
}

static gboolean
open_browser (const char *page, gpointer data, GError **error)
{
  GThread **thread = data;

  *thread = g_thread_new ("browser", browse, g_strdup (page));
  return TRUE;
}

static guint
status_of_me (Case *c, const char *authorization)
{
  g_autofree char *url = g_strconcat (c->issuer, "/me", NULL);
  g_autoptr (SoHttpResponse) response = so_http_send (&(SoHttpRequest) { .url = url, .authorization = authorization }, NULL, NULL, NULL);

  return response ? response->status : 0;
}

static char *
kept (Case *c)
{
  return so_secrets_lookup (c->secrets, "account", "refresh-token", NULL, NULL);
}

static void
sign_in (Case *c)
{
  GThread *thread = NULL;
  g_auto (GStrv) missing = NULL;
  g_autoptr (GError) error = NULL;

  so_oauth_sign_in (c->oauth, open_browser, &thread, &missing, NULL, &error);
  g_assert_no_error (error);
  g_thread_join (thread);
  g_assert_null (missing);
}

static void
test_whole (void)
{
  guint16 port = so_test_free_port ();
  g_autofree char *port_text = g_strdup_printf ("%u", port);
  g_autoptr (SoTestPeer) peer = NULL;
  g_autoptr (GError) error = NULL, over = NULL;
  g_autoptr (SoSecret) first = NULL, second = NULL, third = NULL;
  g_autofree char *before = NULL, *after = NULL;
  Case c;

  if (!so_test_peers ())
    return;
  /* Ten seconds: always less than a minute is left, so every request rotates. */
  peer = so_test_peer_new ("oidc listening", "AT_TTL=10", "oidc/server.mjs", port_text, NULL);
  begin (&c, port);
  sign_in (&c);
  before = kept (&c);
  g_assert_nonnull (before);
  first = so_oauth_authorization (c.oauth, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (status_of_me (&c, first), ==, 200);
  after = kept (&c);
  g_assert_cmpstr (after, !=, before);
  second = so_oauth_authorization (c.oauth, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second, !=, first);
  g_assert_cmpuint (status_of_me (&c, second), ==, 200);
  /* Whoever shows an old refresh token was robbed or robs: the provider forgets the whole sign-in. */
  so_secrets_store (c.secrets, "account", "refresh-token", "A test", before, NULL, NULL);
  third = so_oauth_authorization (c.oauth, NULL, &over);
  g_assert_null (third);
  g_assert_error (over, SO_ERROR, SO_ERROR_SIGN_IN);
  /* And a new sign-in works, and can be taken back. */
  sign_in (&c);
  third = so_oauth_authorization (c.oauth, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (status_of_me (&c, third), ==, 200);
  g_assert_true (so_oauth_revoke (c.oauth, NULL, NULL, &error));
  g_assert_null (kept (&c));
  end (&c);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oidc/whole", test_whole);
  return g_test_run ();
}
