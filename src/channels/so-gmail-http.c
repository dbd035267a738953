/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-gmail-private.h"

#include "so-gmail-raw.h"
#include "so-json.h"
#include "so-retry.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Gmail takes in 50 MB, which are 67 MB in base64. */
#define MOST_MAIL (96 * 1024 * 1024)
#define MAIL_SECONDS 600

static SoHttpResponse *
ask_once (SoGmail *self, const SoGmailRequest *asked, const char *authorization, gboolean *sent, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = g_strconcat (self->base, asked->upload ? "/upload" : "", "/gmail/v1/users/me", asked->path, NULL);
  SoHttpRequest request = { .method = asked->body || asked->body_file ? "POST" : "GET", .url = url, .authorization = authorization, .content_type = asked->content_type,
                            .body = asked->body, .file = asked->body_file };

  if (asked->upload || asked->file)
    request.most_seconds = MAIL_SECONDS;
  if (asked->body_file)
    {
      request.uploaded = asked->progress;
      request.data = asked->data;
    }
  if (!asked->file)
    return so_http_send (&request, sent, cancellable, error);
  request.most_bytes = MOST_MAIL;
  return so_http_download (&request, asked->file, asked->progress, asked->data, cancellable, error);
}

SoHttpResponse *
so_gmail_ask (SoGmail *self, const SoGmailRequest *request, gboolean *sent, GCancellable *cancellable, GError **error)
{
  if (sent)
    *sent = FALSE;
  for (guint again = 0;; again++)
    {
      g_autoptr (SoSecret) authorization = so_oauth_authorization (self->oauth, cancellable, error);
      g_autoptr (SoHttpResponse) response = authorization ? ask_once (self, request, authorization, sent, cancellable, error) : NULL;

      if (!response || response->status != 401 || again)
        return g_steal_pointer (&response);
      so_oauth_refused (self->oauth, authorization);
    }
}

/* {"error":{"code":403,"message":"…","errors":[{"reason":"rateLimitExceeded"}],"status":"PERMISSION_DENIED"}} */
static char *
reason_of (const SoHttpResponse *response)
{
  g_autoptr (JsonNode) node = so_http_parse (response, NULL);
  JsonObject *top = so_json_root (node);
  JsonObject *error = top ? so_json_object (top, "error") : NULL;
  JsonObject *first = error ? so_json_element (so_json_array (error, "errors"), 0) : NULL;
  JsonObject *detail = error ? so_json_element (so_json_array (error, "details"), 0) : NULL;
  const char *reason = first ? so_json_string (first, "reason") : NULL;

  if (!reason && detail)
    reason = so_json_string (detail, "reason");
  return g_strdup (reason);
}

gboolean
so_gmail_fail (const SoHttpResponse *response, GError **error)
{
  static const struct { const char *reason; SoError code; const char *words; } reasons[] = {
    { "rateLimitExceeded", SO_ERROR_WAIT, N_ ("Gmail asks for a pause: it goes on by itself") },
    { "userRateLimitExceeded", SO_ERROR_WAIT, N_ ("Gmail asks for a pause: it goes on by itself") },
    { "dailyLimitExceeded", SO_ERROR_CHANGE, N_ ("What Google allows this project in a day is used up: wait until tomorrow, or raise it in the Cloud console") },
    { "quotaExceeded", SO_ERROR_CHANGE, N_ ("What Google allows this project in a day is used up: wait until tomorrow, or raise it in the Cloud console") },
    { "insufficientPermissions", SO_ERROR_SIGN_IN, N_ ("The sign-in does not allow this: sign in again and leave all boxes ticked") },
    { "ACCESS_TOKEN_SCOPE_INSUFFICIENT", SO_ERROR_SIGN_IN, N_ ("The sign-in does not allow this: sign in again and leave all boxes ticked") },
    { "accessNotConfigured", SO_ERROR_CHANGE, N_ ("The Gmail API is switched off in this Cloud project: switch it on there") },
    { "SERVICE_DISABLED", SO_ERROR_CHANGE, N_ ("The Gmail API is switched off in this Cloud project: switch it on there") },
    { "domainPolicy", SO_ERROR_CHANGE, N_ ("The administrator of this domain does not allow it: ask for Studio OS to be let in") },
    { "failedPrecondition", SO_ERROR_CHANGE, N_ ("This Google account has no mailbox: sign in with another one") },
  };
  g_autofree char *reason = reason_of (response);

  for (guint i = 0; reason && response->status < 500 && i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reason, reasons[i].reason))
      return so_fail (error, reasons[i].code, "%s", _(reasons[i].words));
  if (response->status == 429)
    return so_fail (error, SO_ERROR_WAIT, "%s", _("Gmail asks for a pause: it goes on by itself"));
  switch (so_retry_sort (response->status))
    {
    case SO_ERROR_SIGN_IN:
      return so_fail (error, SO_ERROR_SIGN_IN, _("%s asks you to sign in again"), "Google");
    case SO_ERROR_WAIT:
      return so_fail (error, SO_ERROR_WAIT, _("Gmail does not work right now (%u): it is tried again later"), response->status);
    default:
      return so_fail (error, SO_ERROR_CHANGE, _("Gmail did not take this (%u): check the address and the settings of this account"), response->status);
    }
}

JsonNode *
so_gmail_get (SoGmail *self, const char *path, guint *status, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHttpResponse) response = so_gmail_ask (self, &(SoGmailRequest) { .path = path }, NULL, cancellable, error);
  g_autoptr (JsonNode) node = NULL;

  if (status)
    *status = response ? response->status : 0;
  if (!response)
    return NULL;
  if (response->status / 100 != 2)
    {
      so_gmail_fail (response, error);
      so_retry_note (error, response);
      return NULL;
    }
  node = so_http_parse (response, error);
  if (node && !JSON_NODE_HOLDS_OBJECT (node))
    return so_fail (error, SO_ERROR_WAIT, _("The server's answer makes no sense: it is tried again later")), NULL;
  return g_steal_pointer (&node);
}

/* The answer in the file at @path, apart. */
static JsonNode *
read_mail (const char *path, SoMailSpool *mail, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GString) rest = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;

  if (!stream || !so_gmail_raw_split (G_INPUT_STREAM (stream), mail, rest, cancellable, error))
    return NULL;
  node = so_json_parse (rest->str, (gssize) rest->len, 0, NULL);
  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    return so_fail (error, SO_ERROR_WAIT, _("The server's answer makes no sense: it is tried again later")), NULL;
  return g_steal_pointer (&node);
}

JsonNode *
so_gmail_get_mail (SoGmail *self, const char *id, SoMailSpool **mail, SoHttpProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE), *path = g_strdup_printf ("/messages/%s?format=raw", escaped);
  g_autofree char *folder = g_dir_make_tmp ("studio-os-XXXXXX", NULL), *file = folder ? g_build_filename (folder, "mail", NULL) : NULL;
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (SoMailSpool) spool = so_mail_spool_new ();
  JsonNode *node = NULL;

  if (!folder)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no room for temporary files. Free some space and try again.")), NULL;
  response = so_gmail_ask (self, &(SoGmailRequest) { .path = path, .file = file, .progress = progress, .data = data }, NULL, cancellable, error);
  if (response && response->status / 100 == 2)
    node = read_mail (file, spool, cancellable, error);
  else if (response && response->status != 404)
    so_gmail_fail (response, error);
  g_unlink (file);
  g_rmdir (folder);
  if (node)
    *mail = g_steal_pointer (&spool);
  return node;
}
