/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-oauth.h"

#include "so-clock.h"
#include "so-json.h"
#include "so-oauth-listener.h"
#include "so-oauth-pkce.h"
#include "so-retry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REFRESH_TOKEN "refresh-token"
#define REVOKE_SECONDS 15
#define MARGIN_MS (60 * 1000)
/* Where the provider says nothing of how long a token lasts. */
#define USUAL_SECONDS 3600

struct _SoOauth {
  SoOauthProvider provider;   /* its strings are ours */
  SoSecrets *secrets;
  char *account_id;
  char *label;
  GMutex lock;                /* held during a refresh, which all wait for; all below is under it */
  char *access_token;         /* or NULL */
  gint64 until;               /* as of now_ms () */
  char *unsaved;              /* a refresh token that the key ring did not take yet, or NULL */
  char *refused;              /* the refresh token that the provider does not know any more, or NULL */
  char *granted;              /* the scopes of the access token, as far as the provider said; or NULL */
};

/* Neither a wall clock that somebody sets nor a computer that sleeps makes a token younger. */
static gint64
now_ms (void)
{
  SoClockReading reading;

  so_clock_read (&reading);
  return reading.elapsed;
}

SoOauth *
so_oauth_new (const SoOauthProvider *provider, SoSecrets *secrets, const char *account_id, const char *label)
{
  SoOauth *self = g_atomic_rc_box_new0 (SoOauth);

  self->provider = (SoOauthProvider) {
    g_strdup (provider->name), g_strdup (provider->auth_base), g_strdup (provider->token_base), g_strdup (provider->revoke_base),
    g_strdup (provider->client_id), g_strdup (provider->client_secret), g_strdup (provider->scopes), g_strdup (provider->extra), provider->port,
  };
  self->secrets = so_secrets_ref (secrets);
  self->account_id = g_strdup (account_id);
  self->label = g_strdup (label);
  g_mutex_init (&self->lock);
  return self;
}

SoOauth *
so_oauth_ref (SoOauth *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  SoOauth *self = data;
  SoOauthProvider *p = &self->provider;
  const char *const strings[] = { p->name, p->auth_base, p->token_base, p->revoke_base, p->client_id, p->client_secret, p->scopes, p->extra };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free ((char *) strings[i]);
  so_secrets_unref (self->secrets);
  g_free (self->account_id);
  g_free (self->label);
  so_secret_free (self->access_token);
  so_secret_free (self->unsaved);
  so_secret_free (self->refused);
  g_free (self->granted);
  g_mutex_clear (&self->lock);
}

void
so_oauth_unref (SoOauth *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

char *
so_oauth_page (const SoOauthProvider *provider, const char *redirect_uri, const char *state, const char *challenge)
{
  g_autofree char *query = so_oauth_form ("response_type", "code", "client_id", provider->client_id, "redirect_uri", redirect_uri,
                                          "scope", provider->scopes, "state", state, "code_challenge", challenge,
                                          "code_challenge_method", "S256", NULL);

  return g_strconcat (provider->auth_base, strchr (provider->auth_base, '?') ? "&" : "?", query, provider->extra ? "&" : "",
                      provider->extra, NULL);
}

char **
so_oauth_missing (const char *asked, const char *granted)
{
  g_auto (GStrv) all = g_strsplit (asked, " ", -1), got = granted ? g_strsplit (granted, " ", -1) : NULL;
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; got && all[i]; i++)
    if (*all[i] && !g_strv_contains ((const char *const *) got, all[i]))
      g_strv_builder_add (missing, all[i]);
  list = g_strv_builder_end (missing);
  return *list ? g_steal_pointer (&list) : NULL;
}

static gboolean
not_signed_in (SoOauth *self, GError **error)
{
  return so_fail (error, SO_ERROR_SIGN_IN, _("%s asks you to sign in again"), self->provider.name);
}

/* What an answer that is no token means; its words are for developers and may hold what is secret, so only its code is read. */
static gboolean
explain (SoOauth *self, const SoHttpResponse *response, GError **error)
{
  g_autoptr (JsonNode) node = so_http_parse (response, NULL);
  const char *code = node && JSON_NODE_HOLDS_OBJECT (node) ? so_json_string (json_node_get_object (node), "error") : NULL;

  if (!g_strcmp0 (code, "invalid_grant"))
    return not_signed_in (self, error);
  if (so_retry_sort (response->status) == SO_ERROR_WAIT)
    return so_fail (error, SO_ERROR_WAIT, _("%s cannot sign anybody in right now: it is tried again later"), self->provider.name);
  if (!g_strcmp0 (code, "invalid_client") || !g_strcmp0 (code, "unauthorized_client"))
    return so_fail (error, SO_ERROR_CHANGE, _("%s does not know this client id, or its secret is another one: check both"), self->provider.name);
  return so_fail (error, SO_ERROR_CHANGE, _("%s did not accept the sign-in (%u): check the settings of this account, then sign in again"),
                  self->provider.name, response->status);
}

static SoHttpResponse *
post (const char *url, SoSecret *form, guint seconds, GCancellable *cancellable, GError **error)
{
  /* Wiped when the last part of the request lets it go. */
  g_autoptr (GBytes) body = g_bytes_new_with_free_func (form, strlen (form), (GDestroyNotify) so_secret_free, form);
  SoHttpRequest request = { .method = "POST", .url = url, .content_type = "application/x-www-form-urlencoded", .body = body,
                            .most_seconds = seconds };
  static const char *const headers[] = { "Accept", "application/json", NULL };

  request.headers = headers;
  return so_http_send (&request, NULL, cancellable, error);
}

/* A token is in a header line, so it is printable ASCII. */
static gboolean
is_token (const char *text)
{
  if (!text || !*text)
    return FALSE;
  for (; *text; text++)
    if (!g_ascii_isgraph (*text))
      return FALSE;
  return TRUE;
}

/* Keeps @refresh_token, now or, where the key ring is closed, with the next chance: a provider that gives a new one each time has
 * forgotten the old one already. */
static gboolean
keep (SoOauth *self, const char *refresh_token, GCancellable *cancellable, GError **error)
{
  if (refresh_token != self->unsaved)
    {
      so_secret_free (self->unsaved);
      self->unsaved = g_strdup (refresh_token);
    }
  if (!so_secrets_store (self->secrets, self->account_id, REFRESH_TOKEN, self->label, self->unsaved, cancellable, error))
    return FALSE;
  g_clear_pointer (&self->unsaved, so_secret_free);
  return TRUE;
}

/* Of the settings, or out of the key ring; *@secret stays NULL where the provider wants none. */
static gboolean
find_client_secret (SoOauth *self, SoSecret **secret, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) why = NULL;

  *secret = self->provider.client_secret ? g_strdup (self->provider.client_secret)
                                         : so_secrets_lookup (self->secrets, self->account_id, SO_OAUTH_CLIENT_SECRET, cancellable, &why);
  if (*secret || g_error_matches (why, SO_ERROR, SO_ERROR_SIGN_IN))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* Takes the tokens out of an answer. */
static gboolean
take_tokens (SoOauth *self, SoSecret *form, char **refresh_token, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHttpResponse) response = post (self->provider.token_base, form, 0, cancellable, error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  gint64 seconds;

  if (!response)
    return FALSE;
  if (response->status != 200)
    return explain (self, response, error);
  if (!(node = so_http_parse (response, error)))
    return FALSE;
  object = so_json_root (node);
  if (!object || !is_token (so_json_string (object, "access_token")))
    return so_fail (error, SO_ERROR_WAIT, _("The server's answer makes no sense: it is tried again later"));
  /* Some say "3599". */
  seconds = so_json_int (object, "expires_in");
  if (!seconds && so_json_string (object, "expires_in"))
    seconds = g_ascii_strtoll (so_json_string (object, "expires_in"), NULL, 10);
  so_secret_free (self->access_token);
  self->access_token = g_strdup (so_json_string (object, "access_token"));
  self->until = now_ms () + (seconds > 0 ? MIN (seconds, 86400 * 365) : USUAL_SECONDS) * 1000;
  g_clear_pointer (&self->refused, so_secret_free);
  g_set_str (&self->granted, so_json_string (object, "scope"));
  *refresh_token = is_token (so_json_string (object, "refresh_token")) ? g_strdup (so_json_string (object, "refresh_token")) : NULL;
  return TRUE;
}

static gboolean
refresh (SoOauth *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoSecret) known = NULL, rotated = NULL, secret = NULL;
  const SoOauthProvider *p = &self->provider;
  GError *why = NULL;

  known = self->unsaved ? g_strdup (self->unsaved)
                        : so_secrets_lookup (self->secrets, self->account_id, REFRESH_TOKEN, cancellable, error);
  if (!known)
    return FALSE;
  /* Another program may have signed in meanwhile: only the same one is known to be worth nothing. */
  if (so_oauth_is_same (self->refused ? self->refused : "", known))
    return not_signed_in (self, error);
  if (!find_client_secret (self, &secret, cancellable, error))
    return FALSE;
  g_clear_pointer (&self->access_token, so_secret_free);
  if (!take_tokens (self, so_oauth_form ("grant_type", "refresh_token", "refresh_token", known, "client_id", p->client_id,
                                         "client_secret", secret, NULL), &rotated, cancellable, &why))
    {
      if (g_error_matches (why, SO_ERROR, SO_ERROR_SIGN_IN))
        {
          so_secret_free (self->refused);
          self->refused = g_steal_pointer (&known);
        }
      g_propagate_error (error, why);
      return FALSE;
    }
  /* Google sends none: the old one goes on. */
  if (rotated && !so_oauth_is_same (known, rotated))
    keep (self, rotated, NULL, NULL);
  return TRUE;
}

char *
so_oauth_authorization (SoOauth *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (self->unsaved)
    keep (self, self->unsaved, NULL, NULL);
  if ((!self->access_token || now_ms () + MARGIN_MS >= self->until) && !refresh (self, cancellable, error))
    return NULL;
  return g_strconcat ("Bearer ", self->access_token, NULL);
}

void
so_oauth_refused (SoOauth *self, const char *authorization)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->access_token && g_str_has_prefix (authorization, "Bearer ") && so_oauth_is_same (self->access_token, authorization + strlen ("Bearer ")))
    g_clear_pointer (&self->access_token, so_secret_free);
}

/* The second half of a sign-in: the code is worth its tokens once. */
static gboolean
exchange (SoOauth *self, const char *code, const char *verifier, const char *redirect_uri, char ***missing, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (SoSecret) token = NULL, known = NULL, secret = NULL;
  const SoOauthProvider *p = &self->provider;

  if (!find_client_secret (self, &secret, cancellable, error))
    return FALSE;
  if (!take_tokens (self, so_oauth_form ("grant_type", "authorization_code", "code", code, "redirect_uri", redirect_uri, "client_id", p->client_id,
                                         "client_secret", secret, "code_verifier", verifier, NULL), &token, cancellable, error))
    return FALSE;
  if (missing)
    *missing = so_oauth_missing (p->scopes, self->granted);
  if (token)
    return keep (self, token, cancellable, error);
  known = so_secrets_lookup (self->secrets, self->account_id, REFRESH_TOKEN, cancellable, NULL);
  if (known)
    return TRUE;
  g_clear_pointer (&self->access_token, so_secret_free);
  return so_fail (error, SO_ERROR_CHANGE, _("%s lets Studio OS in only once: remove Studio OS from the list of connected apps there, then sign in again"), p->name);
}

gboolean
so_oauth_sign_in (SoOauth *self, SoOauthOpen open, gpointer data, char ***missing, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoOauthListener) listener = so_oauth_listener_new (self->provider.port, error);
  g_autoptr (SoSecret) state = so_oauth_random (), verifier = so_oauth_random (), code = NULL;
  g_autofree char *challenge = so_oauth_challenge (verifier), *page = NULL;

  if (missing)
    *missing = NULL;
  if (!listener)
    return FALSE;
  if (!so_http_is_allowed (self->provider.auth_base))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no address that can be used: it begins with https://"), self->provider.auth_base ? self->provider.auth_base : "");
  page = so_oauth_page (&self->provider, so_oauth_listener_get_uri (listener), state, challenge);
  return open (page, data, error) &&
         (code = so_oauth_listener_wait (listener, state, SO_OAUTH_MINUTES * 60, cancellable, error)) &&
         exchange (self, code, verifier, so_oauth_listener_get_uri (listener), missing, cancellable, error);
}

char **
so_oauth_dup_missing (SoOauth *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return so_oauth_missing (self->provider.scopes, self->granted);
}

gboolean
so_oauth_revoke (SoOauth *self, gboolean *revoked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (SoSecret) token = self->unsaved ? g_strdup (self->unsaved) : so_secrets_lookup (self->secrets, self->account_id, REFRESH_TOKEN, cancellable, NULL);
  gboolean known = token && self->provider.revoke_base, done = FALSE;

  if (known)
    {
      g_autoptr (SoHttpResponse) response = post (self->provider.revoke_base, so_oauth_form ("token", token, "token_type_hint", "refresh_token",
                                                  "client_id", self->provider.client_id, NULL), REVOKE_SECONDS, cancellable, NULL);
      /* Google answers 400 where it has forgotten the token already. */
      done = response && (response->status / 100 == 2 || response->status == 400);
    }
  if (revoked)
    *revoked = done || !token || so_oauth_is_same (self->refused ? self->refused : "", token);
  g_clear_pointer (&self->access_token, so_secret_free);
  g_clear_pointer (&self->unsaved, so_secret_free);
  g_clear_pointer (&self->refused, so_secret_free);
  return so_secrets_remove (self->secrets, self->account_id, REFRESH_TOKEN, cancellable, error);
}
