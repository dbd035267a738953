/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-secrets.h"

G_BEGIN_DECLS

#define SO_OAUTH_MINUTES 5
/* The name of a client secret in the key ring, beside "refresh-token". */
#define SO_OAUTH_CLIENT_SECRET "client-secret"

/* How a provider signs people in. Borrowed values; so_oauth_new() copies them. */
typedef struct {
  const char *name;            /* "Google", for sentences */
  const char *auth_base;       /* the page for the browser: "https://accounts.google.com/o/oauth2/v2/auth" */
  const char *token_base;      /* where codes become tokens: "https://oauth2.googleapis.com/token" */
  const char *revoke_base;     /* RFC 7009: "https://oauth2.googleapis.com/revoke"; or NULL */
  const char *client_id;
  const char *client_secret;   /* of a desktop program, where it is no secret; NULL: out of the key ring, or none */
  const char *scopes;          /* with spaces between them */
  const char *extra;           /* more for the browser: "access_type=offline&prompt=consent"; or NULL */
  guint16 port;                /* where the browser comes back; 0: any, as it should be */
} SoOauthProvider;

/**
 * SoOauth: the sign-in of one account: OAuth 2 with PKCE (RFC 7636) by the system's browser (RFC 8252). The refresh token is in the key
 * ring ("refresh-token"), the access token only in memory. May be used from several threads at once: they share one refresh.
 */
typedef struct _SoOauth SoOauth;

/* @label: what the key ring shows of it. */
SoOauth *so_oauth_new (const SoOauthProvider *provider, SoSecrets *secrets, const char *account_id, const char *label);
SoOauth *so_oauth_ref (SoOauth *oauth);
void so_oauth_unref (SoOauth *oauth);

/* Shows @url to the owner; on the thread of so_oauth_sign_in(). FALSE with an error where no browser can be started. */
typedef gboolean (*SoOauthOpen) (const char *url, gpointer data, GError **error);

/**
 * so_oauth_sign_in: blocks until the owner is through in the browser, for SO_OAUTH_MINUTES at most, and keeps what came of it.
 *
 * *@missing (may be NULL; free with g_strfreev()) are the scopes that were asked for and not granted: a sign-in with part of them is one,
 * and who called says what will not work. NULL where all were granted.
 */
gboolean so_oauth_sign_in (SoOauth *oauth, SoOauthOpen open, gpointer data, char ***missing, GCancellable *cancellable, GError **error);

/**
 * so_oauth_authorization: "Bearer …" for SoHttpRequest.authorization, fetched anew where less than a minute of it is left.
 *
 * Returns: for so_secret_free(); or NULL with SO_ERROR_SIGN_IN where the owner must sign in again. That is asked of the provider once
 *   for each token: from then on it is said at once, until a sign-in, here or in another program. Other errors pass (SO_ERROR_WAIT) or are those of the key ring.
 */
char *so_oauth_authorization (SoOauth *oauth, GCancellable *cancellable, GError **error);

/* The server answered 401 to @authorization: the next so_oauth_authorization() fetches another. What came since stays. */
void so_oauth_refused (SoOauth *oauth, const char *authorization);

/* The scopes that were asked for and are not in what the provider granted last; NULL where none is missing, or nothing is known. Free
 * with g_strfreev(). */
char **so_oauth_dup_missing (SoOauth *oauth);

/* Takes the sign-in back at the provider and out of the key ring. What the provider says does not matter to the key ring: FALSE only
 * where that one still has it. *@revoked (may be NULL) is FALSE where the provider was not reached and may still know it. */
gboolean so_oauth_revoke (SoOauth *oauth, gboolean *revoked, GCancellable *cancellable, GError **error);

/* The address for the browser. Pure; free with g_free(). */
char *so_oauth_page (const SoOauthProvider *provider, const char *redirect_uri, const char *state, const char *challenge);

/* Those of @asked that are not in @granted, or NULL where none is missing. @granted NULL: as asked (RFC 6749, section 5.1). Pure. */
char **so_oauth_missing (const char *asked, const char *granted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoOauth, so_oauth_unref)

G_END_DECLS
