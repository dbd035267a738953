/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-twilio.h"

#include "so-error.h"
#include "so-json.h"
#include "so-retry.h"
#include "so-sms-parse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_BASE "https://api.twilio.com"
#define MOST_FILE (100 * 1024 * 1024)

/* "Basic …", to be wiped. */
static SoSecret *
authorization (SoTwilio *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoSecret) token = so_secrets_lookup (self->secrets, self->account_id, "token", cancellable, error);
  g_autoptr (SoSecret) pair = NULL, coded = NULL;

  if (!token)
    return NULL;
  pair = g_strconcat (self->key ? self->key : self->sid, ":", token, NULL);
  coded = g_base64_encode ((const guchar *) pair, strlen (pair));
  return g_strconcat ("Basic ", coded, NULL);
}

static char *
url_of (SoTwilio *self, const char *path)
{
  return g_str_has_prefix (path, SO_TWILIO_VERSION) ? g_strconcat (self->base, path, NULL) : g_strconcat (self->base, SO_TWILIO_VERSION "Accounts/", self->sid, path, NULL);
}

SoHttpResponse *
so_twilio_ask (SoTwilio *self, const char *path, const char *form, gboolean *sent, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoSecret) secret = authorization (self, cancellable, error);
  g_autofree char *url = url_of (self, path);
  g_autoptr (GBytes) body = form ? g_bytes_new_static (form, strlen (form)) : NULL;
  SoHttpRequest request = {
    .method = form ? "POST" : "GET", .url = url, .authorization = secret, .body = body,
    .content_type = form ? "application/x-www-form-urlencoded" : NULL,
  };

  return secret ? so_http_send (&request, sent, cancellable, error) : NULL;
}

JsonNode *
so_twilio_get (SoTwilio *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHttpResponse) response = so_twilio_ask (self, path, NULL, NULL, cancellable, error);
  g_autoptr (JsonNode) node = NULL;

  if (!response)
    return NULL;
  if (response->status / 100 != 2)
    {
      node = so_http_parse (response, NULL);
      so_sms_fail (response->status, so_json_root (node), error);
      so_retry_note (error, response);
      return NULL;
    }
  node = so_http_parse (response, error);
  if (node && !so_json_root (node))
    return so_fail (error, SO_ERROR_WAIT, _("The server's answer makes no sense: it is tried again later")), NULL;
  return g_steal_pointer (&node);
}

static gboolean
download (SoTwilio *self, const char *url, const char *secret, const char *target, gboolean *absent, SoChannelProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  SoHttpRequest request = { .url = url, .authorization = secret, .most_bytes = MOST_FILE, .most_seconds = 600 };
  g_autoptr (SoHttpResponse) response = so_http_download (&request, target, progress, data, cancellable, error);
  const char *elsewhere = response ? so_http_header (response, "location") : NULL;

  if (!response)
    return FALSE;
  if (response->status / 100 == 2)
    return TRUE;
  if (response->status / 100 == 3 && elsewhere && secret && so_sms_may_follow (self->base, elsewhere))
    return download (self, elsewhere, NULL, target, absent, progress, data, cancellable, error);
  if (response->status == 404 || response->status == 410)
    {
      if (absent)
        *absent = TRUE;
      return so_fail (error, SO_ERROR_GIVE_UP, _("Twilio does not have this file any more"));
    }
  return so_sms_fail (response->status, NULL, error);
}

gboolean
so_twilio_download (SoTwilio *self, const char *path, const char *target, gboolean *absent, SoChannelProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoSecret) secret = authorization (self, cancellable, error);
  g_autofree char *url = url_of (self, path);

  if (absent)
    *absent = FALSE;
  return secret && download (self, url, secret, target, absent, progress, data, cancellable, error);
}

void
so_twilio_add_field (GString *form, const char *name, const char *value)
{
  g_autofree char *key = g_uri_escape_string (name, NULL, FALSE), *text = g_uri_escape_string (value, NULL, FALSE);

  g_string_append_printf (form, "%s%s=%s", form->len ? "&" : "", key, text);
}

/* It becomes a word of a cursor. */
static gboolean
is_one_word (const char *text)
{
  for (; *text; text++)
    if (!g_ascii_isgraph (*text))
      return FALSE;
  return TRUE;
}

char *
so_twilio_dup_next (JsonNode *page)
{
  const char *next = so_json_string (so_json_root (page), "next_page_uri");

  return next && g_str_has_prefix (next, SO_TWILIO_VERSION) && is_one_word (next) ? g_strdup (next) : NULL;
}

/* Letters and digits only: it becomes part of a path. */
static gboolean
is_sid (const char *text, const char *prefix)
{
  return text && g_str_has_prefix (text, prefix) && strlen (text) == 34 && strspn (text, "0123456789abcdefABCDEFACSKMG") == 34;
}

gboolean
so_twilio_open (SoTwilio *self, const SoAccount *account, SoSecrets *secrets, const char *lacks_sid, GError **error)
{
  g_autoptr (JsonNode) node = account->settings ? so_json_parse (account->settings, -1, 0, error) : NULL;
  JsonObject *settings = so_json_root (node);
  const char *base = settings ? so_json_string (settings, "api_base") : NULL;

  if (account->settings && !node)
    return FALSE;
  if (!settings || !is_sid (so_json_string (settings, "sid"), "AC"))
    return so_fail (error, SO_ERROR_CHANGE, "%s", lacks_sid);
  if (base && !so_http_is_allowed (base))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no address that can be used: it begins with https://"), base);
  self->secrets = so_secrets_ref (secrets);
  self->account_id = g_strdup (account->id);
  self->base = g_strdup (base ? base : DEFAULT_BASE);
  if (g_str_has_suffix (self->base, "/"))
    self->base[strlen (self->base) - 1] = '\0';
  self->sid = g_strdup (so_json_string (settings, "sid"));
  self->key = g_strdup (so_json_string (settings, "key"));
  return TRUE;
}

void
so_twilio_clear (SoTwilio *self)
{
  g_clear_pointer (&self->secrets, so_secrets_unref);
  g_free (self->account_id);
  g_free (self->base);
  g_free (self->sid);
  g_free (self->key);
}
