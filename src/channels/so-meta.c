/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-meta.h"

#include "so-hmac.h"
#include "so-retry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SoMeta {
  char *account_id;
  char *base;            /* "https://graph.facebook.com" */
  char *version;
  JsonNode *settings;    /* an object */
  SoSecrets *secrets;
};

SoMeta *
so_meta_new (const SoAccount *account, const char *base, SoSecrets *secrets, GError **error)
{
  g_autoptr (SoMeta) self = g_new0 (SoMeta, 1);
  const char *text;

  self->settings = so_json_parse (account->settings ? account->settings : "{}", -1, 0, NULL);
  if (!self->settings || !JSON_NODE_HOLDS_OBJECT (self->settings))
    return so_fail (error, SO_ERROR_CHANGE, _("The settings of the account “%s” cannot be read: remove it and add it again"), account->name), NULL;
  self->account_id = g_strdup (account->id);
  self->secrets = so_secrets_ref (secrets);
  text = so_meta_setting (self, "api_base");
  self->base = g_strdup (text ? text : base);
  while (g_str_has_suffix (self->base, "/"))
    self->base[strlen (self->base) - 1] = '\0';
  text = so_meta_setting (self, "version");
  self->version = g_strdup (text ? text : SO_META_VERSION);
  return g_steal_pointer (&self);
}

void
so_meta_free (SoMeta *self)
{
  g_free (self->account_id);
  g_free (self->base);
  g_free (self->version);
  g_clear_pointer (&self->secrets, so_secrets_unref);
  g_clear_pointer (&self->settings, json_node_unref);
  g_free (self);
}

const char *
so_meta_setting (SoMeta *self, const char *name)
{
  const char *text = so_json_string (json_node_get_object (self->settings), name);

  return text && *text ? text : NULL;
}

const char *
so_meta_need (SoMeta *self, const char *name, const char *sentence, GError **error)
{
  const char *text = so_meta_setting (self, name);

  if (!text)
    so_fail (error, SO_ERROR_CHANGE, "%s", sentence);
  return text;
}

gint64
so_meta_number (JsonObject *object, const char *name)
{
  const char *text = so_json_string (object, name);
  gint64 number = 0;

  if (!text)
    return so_json_int (object, name);
  g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL);
  return number;
}

/* A token is pasted by hand: with a newline at its end it would be two headers. */
static SoSecret *
authorization (SoMeta *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoSecret) token = so_secrets_lookup (self->secrets, self->account_id, "token", cancellable, error);
  gboolean usable;

  if (!token)
    return NULL;
  g_strstrip (token);
  usable = *token != '\0';
  for (const char *c = token; *c; c++)
    usable = usable && g_ascii_isgraph (*c);
  if (!usable)
    return so_fail (error, SO_ERROR_SIGN_IN, _("This account has no usable access token: paste one in its settings")), NULL;
  return g_strconcat ("Bearer ", token, NULL);
}

void
so_meta_answer_clear (SoMetaAnswer *answer)
{
  g_clear_pointer (&answer->node, json_node_unref);
  g_clear_pointer (&answer->response, so_http_response_free);
}

static gboolean
is_good (const SoMetaAnswer *answer)
{
  return answer->response->status >= 200 && answer->response->status < 300;
}

static void
read_answer (SoMetaAnswer *answer)
{
  JsonObject *wrong;

  answer->node = so_http_parse (answer->response, NULL);
  answer->object = so_json_root (answer->node);
  wrong = answer->object ? so_json_object (answer->object, "error") : NULL;
  if (!wrong)
    return;
  answer->code = json_object_has_member (wrong, "code") ? so_meta_number (wrong, "code") : SO_META_NO_CODE;
  answer->subcode = so_meta_number (wrong, "error_subcode");
}

/* What an answer that is no success says to the owner. */
static gboolean
explain (const SoMetaAnswer *answer, GError **error)
{
  JsonObject *wrong = answer->object ? so_json_object (answer->object, "error") : NULL;
  const char *message = wrong ? so_json_string (wrong, "message") : NULL;
  SoMetaCode known;

  if (wrong && so_meta_code (answer->code, answer->subcode, &known))
    return so_fail (error, known.sort, "%s", known.sentence);
  if (wrong && answer->response->status < 500)
    return so_fail (error, SO_ERROR_CHANGE, _("Meta refused it: “%s” (code %d)"), message ? message : "", (int) answer->code);
  if (is_good (answer))
    return so_fail (error, SO_ERROR_WAIT, _("The answer of Meta makes no sense: look on the phone whether it happened, then try again"));
  switch (so_retry_sort (answer->response->status))
    {
    case SO_ERROR_SIGN_IN:
      return so_fail (error, SO_ERROR_SIGN_IN, _("Meta does not accept the access token: paste a new one in the account's settings"));
    case SO_ERROR_WAIT:
      return so_fail (error, SO_ERROR_WAIT, _("Meta has trouble of its own at the moment: it is tried again later"));
    default:
      return so_fail (error, SO_ERROR_REPORT, _("Meta refused the request with status %u: check the address of the account's service, or report it"),
                      answer->response->status);
    }
}

gboolean
so_meta_call (SoMeta *self, const SoMetaRequest *request, SoMetaAnswer *answer, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = g_strconcat (self->base, "/", self->version, request->path, NULL);
  g_autoptr (SoSecret) bearer = authorization (self, cancellable, error);
  SoHttpRequest http = { .method = request->method, .url = url, .authorization = bearer, .body = request->body,
                         .content_type = request->content_type ? request->content_type : "application/json",
                         .file = request->file, .uploaded = request->uploaded, .data = request->data, .most_seconds = request->most_seconds };

  answer->code = SO_META_NO_CODE;
  if (!bearer)
    return FALSE;
  answer->response = so_http_send (&http, &answer->sent, cancellable, error);
  if (!answer->response)
    return FALSE;
  read_answer (answer);
  if (is_good (answer) && answer->object && !json_object_has_member (answer->object, "error"))
    return TRUE;
  explain (answer, error);
  so_retry_note (error, answer->response);
  return FALSE;
}

SoSendOutcome
so_meta_outcome (const SoMetaAnswer *answer, const GError *error)
{
  SoMetaCode known;

  if (!answer->sent)
    return g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN) ? SO_SEND_REFUSED : SO_SEND_RETRY;
  if (!answer->response || is_good (answer))
    return SO_SEND_LOST;
  if (so_meta_code (answer->code, answer->subcode, &known))
    return known.outcome;
  if (answer->response->status == 429)
    return SO_SEND_RETRY;
  /* A server between us and Meta may have given up waiting for what Meta had taken. */
  return answer->response->status >= 500 || answer->response->status == 408 ? SO_SEND_LOST : SO_SEND_REFUSED;
}

GBytes *
so_meta_body (JsonBuilder *builder)
{
  g_autoptr (JsonBuilder) taken = builder;
  g_autoptr (JsonNode) root = json_builder_get_root (taken);
  char *text = so_json_write (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

gboolean
so_meta_verify (GBytes *body, const char *header, const char *app_secret)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (body, &size);

  return header && g_str_has_prefix (header, "sha256=") &&
         so_hmac_matches (G_CHECKSUM_SHA256, app_secret, data, size, header + strlen ("sha256="));
}

static gboolean
has_host (const char *url, const char *host)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *name = uri ? g_uri_get_host (uri) : NULL;

  if (!name)
    return FALSE;
  return *host == '.' ? g_str_has_suffix (name, host) : g_str_equal (name, host);
}

/* The same scheme, host and port as the service itself. */
static gboolean
is_base (SoMeta *self, const char *url)
{
  g_autoptr (GUri) base = g_uri_parse (self->base, G_URI_FLAGS_NONE, NULL), uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return base && uri && !g_strcmp0 (g_uri_get_scheme (base), g_uri_get_scheme (uri)) &&
         !g_strcmp0 (g_uri_get_host (base), g_uri_get_host (uri)) && g_uri_get_port (base) == g_uri_get_port (uri);
}

gboolean
so_meta_is_own_host (SoMeta *self, const char *url)
{
  static const char *const hosts[] = { "lookaside.fbsbx.com", ".fbcdn.net", ".whatsapp.net", ".cdninstagram.com" };

  if (is_base (self, url))
    return TRUE;
  for (guint i = 0; g_str_has_prefix (url, "https://") && i < G_N_ELEMENTS (hosts); i++)
    if (has_host (url, hosts[i]))
      return TRUE;
  return FALSE;
}

static gboolean
explain_download (const SoHttpResponse *response, GError **error)
{
  switch (response->status)
    {
    case 401:
    case 403:
    case 404:
    case 410:
      return so_fail (error, SO_ERROR_GIVE_UP, _("Meta has this file no more: ask for it again in the conversation"));
    default:
      return so_fail (error, so_retry_sort (response->status), _("Meta does not give out this file at the moment: it is tried again later"));
    }
}

gboolean
so_meta_download (SoMeta *self, const char *url, gboolean authorized, const char *path, gsize most_bytes, char **mime,
                  SoChannelProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoSecret) bearer = NULL;
  g_autoptr (SoHttpResponse) response = NULL;

  if (!so_meta_is_own_host (self, url))
    return so_fail (error, SO_ERROR_GIVE_UP, _("This file lies on a server that is not Meta's: it is not fetched"));
  if (authorized && !(bearer = authorization (self, cancellable, error)))
    return FALSE;
  response = so_http_download (&(SoHttpRequest) { .url = url, .authorization = bearer, .most_bytes = most_bytes, .most_seconds = 1800 },
                               path, progress, data, cancellable, error);
  if (!response)
    return FALSE;
  if (response->status < 200 || response->status >= 300)
    return explain_download (response, error);
  if (mime)
    *mime = g_strdup (so_http_header (response, "content-type"));
  return TRUE;
}
