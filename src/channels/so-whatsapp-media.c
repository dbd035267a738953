/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-whatsapp-private.h"

#include "so-base64url.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MB (1024 * 1024)
#define MOST_FILE (100 * MB)
#define PIECE (64 * 1024)

/* https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types; what is not among it, or larger, goes as
 * a document. */
static const struct {
  const char *mime;
  const char *kind;
  guint64 most;
} taken[] = {
  { "image/jpeg", "image", 5 * MB }, { "image/png", "image", 5 * MB },
  { "audio/aac", "audio", 16 * MB }, { "audio/amr", "audio", 16 * MB }, { "audio/mpeg", "audio", 16 * MB }, { "audio/mp4", "audio", 16 * MB },
  { "video/mp4", "video", 16 * MB }, { "video/3gpp", "video", 16 * MB },
};

/* Ogg is taken with Opus in it only; the codec's name stands in the first page. */
static gboolean
is_opus (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  return file && g_mapped_file_get_length (file) >= 36 && !memcmp (g_mapped_file_get_contents (file) + 28, "OpusHead", 8);
}

gboolean
so_whatsapp_media_kind (const SoOutgoingFile *file, SoWhatsappMedia *media, GError **error)
{
  const char *mime = file->mime && *file->mime ? file->mime : "application/octet-stream";
  GStatBuf info;

  if (g_stat (file->path, &info) || (guint64) info.st_size != file->size)
    return so_fail (error, SO_ERROR_CHANGE, _("The file “%s” is not what it was when it was attached: attach it again"), file->name ? file->name : "");
  if (!file->size || file->size > MOST_FILE)
    return so_fail (error, SO_ERROR_CHANGE, _("WhatsApp takes files of up to 100 MB that are not empty: choose another one instead of “%s”"),
                    file->name ? file->name : "");
  *media = (SoWhatsappMedia) { "document", mime };
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    if (g_str_equal (mime, taken[i].mime) && file->size <= taken[i].most)
      media->kind = taken[i].kind;
  if (g_str_has_prefix (mime, "audio/ogg") && file->size <= 16 * MB && is_opus (file->path))
    *media = (SoWhatsappMedia) { "audio", "audio/ogg; codecs=opus" };
  return TRUE;
}

static void
add_field (GString *body, const char *boundary, const char *name, const char *value)
{
  g_string_append_printf (body, "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", boundary, name, value);
}

/* A file's name is a stranger's text between quotes. */
static char *
safe_name (const char *name)
{
  return g_strdelimit (g_strdup (name && *name ? name : "file"), "\"\\\r\n", '_');
}

/* What stands before the bytes of the file. */
static GBytes *
new_head (const SoOutgoingFile *file, const char *mime, const char *boundary)
{
  g_autofree char *name = safe_name (file->name);
  g_autoptr (GString) head = g_string_new (NULL);

  add_field (head, boundary, "messaging_product", "whatsapp");
  add_field (head, boundary, "type", mime);
  g_string_append_printf (head, "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n",
                          boundary, name, mime);
  return g_string_free_to_bytes (g_steal_pointer (&head));
}

static GBytes *
new_tail (const char *boundary)
{
  char *tail = g_strdup_printf ("\r\n--%s--\r\n", boundary);

  return g_bytes_new_take (tail, strlen (tail));
}

/* -1 where it is gone or another one by now. */
static int
open_file (const SoOutgoingFile *file, GError **error)
{
  int fd = g_open (file->path, O_RDONLY | O_CLOEXEC, 0);
  struct stat info;

  if (fd >= 0 && !fstat (fd, &info) && (guint64) info.st_size == file->size)
    return fd;
  if (fd >= 0)
    close (fd);
  so_fail (error, SO_ERROR_CHANGE, _("The file “%s” is not what it was when it was attached: attach it again"), file->name ? file->name : "");
  return -1;
}

gboolean
so_whatsapp_upload (SoMeta *meta, const SoWhatsappUpload *upload, char **media_id, SoMetaAnswer *answer, GError **error)
{
  /* Long and random, so that no file has it inside. */
  g_autofree char *boundary = g_uuid_string_random (), *type = g_strconcat ("multipart/form-data; boundary=", boundary, NULL);
  g_autofree char *id = g_uri_escape_string (so_meta_setting (meta, "phone_number_id"), NULL, FALSE), *path = g_strconcat ("/", id, "/media", NULL);
  g_autoptr (GBytes) head = new_head (upload->file, upload->mime, boundary), tail = new_tail (boundary);
  SoHttpFile file = { head, open_file (upload->file, error), upload->file->size, tail };
  gboolean good;
  const char *made;

  if (file.fd < 0)
    return FALSE;
  good = so_meta_call (meta, &(SoMetaRequest) { .method = "POST", .path = path, .content_type = type, .file = &file,
                                                .uploaded = upload->progress, .data = upload->data, .most_seconds = 1800 }, answer, NULL, error);
  close (file.fd);
  if (!good)
    return FALSE;
  made = so_json_string (answer->object, "id");
  if (!made || !*made)
    return so_fail (error, SO_ERROR_WAIT, _("WhatsApp did not say whether it took the file: it is tried again later"));
  *media_id = g_strdup (made);
  return TRUE;
}

/* A piece at a time: a video of 100 MB must not be in memory for it. */
static char *
hash_file (const char *path, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *piece = g_malloc (PIECE);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  gssize n = -1;

  while (stream && (n = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE, NULL, NULL)) > 0)
    g_checksum_update (sum, piece, n);
  if (n < 0)
    return so_fail (error, SO_ERROR_CHANGE, _("A file that was fetched cannot be read: is the disk full?")), NULL;
  return g_strdup (g_checksum_get_string (sum));
}

/* "SfInY0gGKTs…=" as webhooks write it, as hex; NULL where it is no SHA-256. Some examples of Meta's are too short. */
static char *
hex_of (const char *text)
{
  gsize n = 0;
  g_autofree guchar *bytes = NULL;
  GString *hex;

  if (!text || !*text)
    return NULL;
  if (strlen (text) == 64 && strspn (text, "0123456789abcdefABCDEF") == 64)
    return g_ascii_strdown (text, -1);
  bytes = so_base64_decode (text, &n);
  if (n != 32)
    return NULL;
  hex = g_string_new (NULL);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free_and_steal (hex);
}

static gboolean
is_file (const char *path, gint64 size, const char *const *hashes, GError **error)
{
  g_autofree char *real = hash_file (path, error);
  GStatBuf info;
  gboolean good;

  if (!real)
    return FALSE;
  good = !g_stat (path, &info) && (size <= 0 || info.st_size == size);
  for (guint i = 0; hashes[i]; i++)
    {
      g_autofree char *hex = hex_of (hashes[i]);
      good = good && (!hex || g_str_equal (hex, real));
    }
  return good || so_fail (error, SO_ERROR_WAIT, _("The file arrived damaged: it is fetched again later"));
}

static gboolean
is_media_id (const char *id)
{
  return *id && strspn (id, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-") == strlen (id);
}

static gboolean
find_media (SoMeta *meta, const char *id, SoMetaAnswer *answer, GCancellable *cancellable, GError **error)
{
  const char *number = so_meta_setting (meta, "phone_number_id");
  g_autofree char *escaped = number ? g_uri_escape_string (number, NULL, FALSE) : NULL;
  g_autofree char *path = g_strconcat ("/", id, escaped ? "?phone_number_id=" : NULL, escaped, NULL);

  if (!is_media_id (id))
    return so_fail (error, SO_ERROR_GIVE_UP, _("WhatsApp gave this file a name that cannot be asked for: look at it on the phone"));
  if (so_meta_call (meta, &(SoMetaRequest) { .path = path }, answer, cancellable, error))
    return TRUE;
  if (answer->response && (answer->response->status == 404 || (answer->code == 100 && answer->subcode == 33)))
    {
      g_clear_error (error);
      so_fail (error, SO_ERROR_GIVE_UP, _("WhatsApp keeps files for a week only, and this one is older: ask for it again in the conversation"));
    }
  return FALSE;
}

gboolean
so_whatsapp_fetch_media (SoMeta *meta, const char *remote, const char *path, char **mime, SoChannelProgress progress,
                         gpointer data, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) fields = g_strsplit (remote, " ", 2);
  g_auto (SoMetaAnswer) answer = { 0 };
  const char *url, *hashes[3] = { NULL };
  guint n = 0;
  gint64 size;

  if (!find_media (meta, fields[0] ? fields[0] : "", &answer, cancellable, error))
    return FALSE;
  url = so_json_string (answer.object, "url");
  size = so_meta_number (answer.object, "file_size");
  if (size > MOST_FILE)
    return so_fail (error, SO_ERROR_GIVE_UP, _("This file is larger than WhatsApp allows: look at it on the phone"));
  if (fields[0] && fields[1])
    hashes[n++] = fields[1];
  if (so_json_string (answer.object, "sha256"))
    hashes[n++] = so_json_string (answer.object, "sha256");
  if (!so_meta_download (meta, url ? url : "", TRUE, path, MOST_FILE, mime, progress, data, cancellable, error))
    return FALSE;
  if (!is_file (path, size, hashes, error))
    {
      g_unlink (path);
      g_clear_pointer (mime, g_free);
      return FALSE;
    }
  if (so_json_string (answer.object, "mime_type"))
    {
      g_free (*mime);
      *mime = g_strdup (so_json_string (answer.object, "mime_type"));
    }
  return TRUE;
}
