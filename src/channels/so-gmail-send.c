/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-gmail-private.h"

#include "so-base64url.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-json.h"
#include "so-mail-write.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the API takes at most; and from where on a mail goes as it is and not inside JSON. */
#define MOST_BYTES 36700160
#define SMALL_BYTES (1024 * 1024)
/* A search may not know yet what was taken a moment ago. */
#define SEARCH_LAG (2 * 60 * 1000)

/* Ours, so that what may have been sent can be looked for: "TAG@studio.example". */
static char *
message_id_of (SoGmail *self, const SoOutgoing *outgoing)
{
  g_autofree char *host = g_hostname_to_ascii (strchr (self->address, '@') + 1);

  return g_strdup_printf ("%s@%s", outgoing->tag, host ? host : "studio.invalid");
}

static gboolean
write_mail (SoGmail *self, const SoOutgoing *outgoing, const char *message_id, int fd, GError **error)
{
  g_autofree SoMailFile *files = g_new0 (SoMailFile, outgoing->n_files + 1);
  gboolean reply = outgoing->reply_to || (outgoing->thread_key && g_str_has_prefix (outgoing->thread_key, "gmail:"));
  g_autofree char *subject = reply ? so_mail_reply_subject (outgoing->subject) : g_strdup (outgoing->subject);
  SoMail mail = {
    .message_id = message_id, .from_name = self->name, .from_address = self->address, .to_name = outgoing->recipient->name,
    .to_address = outgoing->recipient->value, .cc = outgoing->cc, .bcc = outgoing->bcc, .with_bcc = TRUE, .subject = subject, .text = outgoing->text, .html = outgoing->html, .in_reply_to = outgoing->reply_to,
    .references = outgoing->references, .date = so_now (), .automatic = !outgoing->by_person, .files = files, .n_files = outgoing->n_files,
  };

  for (guint i = 0; i < outgoing->n_files; i++)
    files[i] = (SoMailFile) { outgoing->files[i].path, outgoing->files[i].name, outgoing->files[i].mime };
  return so_mail_write (fd, &mail, error);
}

/* {"raw":"…","threadId":"…"} of a small mail. */
static GBytes *
small_body (GBytes *mail, const char *thread_id)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *raw = so_base64url_encode (g_bytes_get_data (mail, NULL), g_bytes_get_size (mail));
  char *text;

  json_object_set_string_member (object, "raw", raw);
  if (thread_id)
    json_object_set_string_member (object, "threadId", thread_id);
  json_node_set_object (node, object);
  text = so_json_write (node, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

/* The bytes of the open file, not read before they are needed. */
static GBytes *
map (int fd)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new_from_fd (fd, FALSE, NULL);

  return mapped ? g_mapped_file_get_bytes (mapped) : NULL;
}

static gboolean
put (int fd, const char *text)
{
  return write (fd, text, strlen (text)) == (gssize) strlen (text);
}

/* A large one: multipart/related of what JSON would say and of the mail as it is. */
static gboolean
put_head (int fd, const char *boundary, const char *thread_id)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL, *head = NULL;

  if (thread_id)
    json_object_set_string_member (object, "threadId", thread_id);
  json_node_set_object (node, object);
  json = so_json_write (node, FALSE);
  head = g_strdup_printf ("--%s\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n%s\r\n--%s\r\nContent-Type: message/rfc822\r\n\r\n", boundary, json, boundary);
  return put (fd, head);
}

typedef struct {
  char *message_id, *thread_id, *boundary;
  int fd;               /* nameless */
  GBytes *body;         /* a small one; or NULL */
  SoHttpFile file;      /* a large one */
} Parcel;

static void
parcel_clear (Parcel *parcel)
{
  g_free (parcel->message_id);
  g_free (parcel->thread_id);
  g_free (parcel->boundary);
  g_clear_pointer (&parcel->body, g_bytes_unref);
  if (parcel->fd >= 0)
    close (parcel->fd);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parcel, parcel_clear)

static gboolean
pack (SoGmail *self, const SoOutgoing *outgoing, Parcel *parcel, GError **error)
{
  g_autofree char *name = NULL, *tail = g_strdup_printf ("\r\n--%s--\r\n", parcel->boundary);
  g_autoptr (GBytes) mail = NULL;
  guint64 files = 0;
  struct stat info;
  gboolean large;

  for (guint i = 0; i < outgoing->n_files; i++)
    files += outgoing->files[i].size;
  large = files / 3 * 4 > SMALL_BYTES;
  parcel->fd = g_file_open_tmp ("studio-os-XXXXXX", &name, NULL);
  if (parcel->fd >= 0)
    g_unlink (name);
  if (parcel->fd < 0 || (large && !put_head (parcel->fd, parcel->boundary, parcel->thread_id)))
    return so_fail (error, SO_ERROR_CHANGE, _("The mail could not be made, so nothing was sent: is the disk full?"));
  if (!write_mail (self, outgoing, parcel->message_id, parcel->fd, error))
    return FALSE;
  if (fstat (parcel->fd, &info) || info.st_size > MOST_BYTES)
    return so_fail (error, SO_ERROR_CHANGE, _("The mail is too large for Gmail, which takes files of 25 MB together: take some out"));
  if (large ? !put (parcel->fd, tail) : !(mail = map (parcel->fd)))
    return so_fail (error, SO_ERROR_CHANGE, _("The mail could not be made, so nothing was sent: is the disk full?"));
  if (large)
    parcel->file = (SoHttpFile) { NULL, parcel->fd, (guint64) info.st_size + strlen (tail), NULL };
  else
    parcel->body = small_body (mail, parcel->thread_id);
  return TRUE;
}

static SoSendOutcome
outcome_of (guint status)
{
  if (status / 100 == 2)
    return SO_SEND_ACCEPTED;
  if (status == 401 || status == 403 || status == 429)
    return SO_SEND_RETRY;
  return status >= 500 || status == 408 ? SO_SEND_LOST : SO_SEND_REFUSED;
}

SoSendOutcome
so_gmail_send (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  SoGmail *self = SO_GMAIL (channel);
  g_auto (Parcel) parcel = { message_id_of (self, outgoing), so_gmail_thread_id (outgoing->thread_key), g_uuid_string_random (), -1 };
  g_autofree char *type = g_strdup_printf ("multipart/related; boundary=%s", parcel.boundary);
  g_autoptr (SoHttpResponse) response = NULL;
  gboolean sent = FALSE, large;

  if (!pack (self, outgoing, &parcel, error))
    return SO_SEND_REFUSED;
  large = !parcel.body;
  response = so_gmail_ask (self, &(SoGmailRequest) { .path = large ? "/messages/send?uploadType=multipart" : "/messages/send", .upload = large,
                                                     .content_type = large ? type : "application/json", .body = parcel.body,
                                                     .body_file = large ? &parcel.file : NULL, .progress = outgoing->progress,
                                                     .data = outgoing->progress_data }, &sent, NULL, error);
  if (!response)
    return sent ? SO_SEND_LOST : SO_SEND_RETRY;
  if (response->status / 100 == 2)
    *remote_id = g_steal_pointer (&parcel.message_id);
  else
    so_gmail_fail (response, error);
  return outcome_of (response->status);
}

SoReconcile
so_gmail_reconcile (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  SoGmail *self = SO_GMAIL (channel);
  g_autofree char *id = message_id_of (self, outgoing), *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/messages?includeSpamTrash=true&maxResults=1&q=rfc822msgid%3A", escaped, NULL);
  g_autoptr (JsonNode) page = so_gmail_get (self, path, NULL, NULL, error);
  JsonArray *messages = page ? so_json_array (json_node_get_object (page), "messages") : NULL;

  if (!page)
    return SO_RECONCILE_UNSURE;
  if (!messages || !json_array_get_length (messages))
    return so_now () - outgoing->tried_at < SEARCH_LAG ? SO_RECONCILE_UNSURE : SO_RECONCILE_NOT_SENT;
  *remote_id = g_steal_pointer (&id);
  return SO_RECONCILE_SENT;
}
