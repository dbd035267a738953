/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-hub-parcel.h"

#include "so-error.h"
#include "so-hub-client-private.h"
#include "so-hub-media-key.h"
#include "so-json.h"
#include "so-retry.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PART (1024 * 1024)
#define MOST (200 * PART)
#define WORDS (64 * 1024)
#define SECONDS 30
/* A part over the slowest line on which this makes sense. */
#define PART_SECONDS 300
#define NOT_FOUND 404
#define DOES_NOT_FIT 422
#define NO_ROOM 507

/* What the hub has of a file. */
typedef struct {
  gboolean whole;
  gint64 parts;            /* from the first one on */
  gint64 size;
  char *mime, *sha256;
} Held;

static void
held_clear (Held *held)
{
  g_free (held->mime);
  g_free (held->sha256);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Held, held_clear)

static gint64
parts_of (gint64 size)
{
  return (size + PART - 1) / PART;
}

static gboolean
read_held (const SoHttpResponse *response, Held *held, GError **error)
{
  g_autoptr (JsonNode) node = so_http_parse (response, NULL);
  JsonObject *object = so_json_root (node);
  const char *mime = object ? so_json_string (object, "mime") : NULL, *sha256 = object ? so_json_string (object, "sha256") : NULL;

  if (object)
    {
      held->whole = json_object_get_boolean_member_with_default (object, "whole", FALSE);
      held->parts = so_json_int (object, "parts");
      held->size = so_json_int (object, "size");
      held->mime = g_strdup (mime ? mime : "");
      held->sha256 = g_strdup (sha256);
    }
  if (sha256 && strlen (sha256) == 64 && held->parts >= 0 && (!held->whole || (held->size > 0 && held->size <= MOST && held->parts == parts_of (held->size))))
    return TRUE;
  return so_fail (error, SO_ERROR_WAIT, _("The hub's answer cannot be read: it is asked again later"));
}

/* Nothing of it: all zero. */
static gboolean
ask (SoHubClient *client, const char *path, Held *held, GCancellable *cancellable, GError **error)
{
  SoHttpRequest request = { .most_bytes = WORDS, .most_seconds = SECONDS };
  g_autoptr (SoHttpResponse) response = so_hub_client_send (client, &request, path, cancellable, error);

  if (!response || response->status == NOT_FOUND)
    return response != NULL;
  return response->status == 200 ? read_held (response, held, error) : so_hub_client_fail (response, error);
}

/* To the hub -------------------------------------------------------------------------------------- */

typedef struct {
  SoHubClient *client;
  const char *sha256, *mime;
  int fd;
  gint64 size;
  guint8 *part;            /* PART bytes */
  SoChannelProgress progress;
  gpointer data;
  GCancellable *cancellable;
  gboolean shared;
} Put;

static void
put_clear (Put *put)
{
  if (put->fd >= 0)
    close (put->fd);
  g_free (put->part);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Put, put_clear)

static void
tell (SoChannelProgress progress, gint64 now, gint64 all, gpointer data)
{
  if (progress)
    progress (now, all, data);
}

static gboolean
fail_changed (GError **error)
{
  return so_fail (error, SO_ERROR_CHANGE, _("The file is not what it was when it was attached: attach it again"));
}

static gboolean
fail_put (const SoHttpResponse *response, GError **error)
{
  if (response->status == NO_ROOM)
    return so_fail (error, SO_ERROR_CHANGE, _("The hub has no room left for files of this studio: let who runs it give more (files-mb= in hub.conf)"));
  return so_hub_client_fail (response, error);
}

static gboolean
read_part (Put *put, gint64 n, gsize *size, GError **error)
{
  gsize wanted = (gsize) MIN (PART, put->size - n * PART);
  gssize got;

  for (*size = 0; *size < wanted; *size += got)
    {
      got = pread (put->fd, put->part + *size, wanted - *size, n * PART + (off_t) *size);
      if (got <= 0)
        return fail_changed (error);
    }
  return TRUE;
}

static gboolean
put_part (Put *put, gint64 n, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/v1/files/%s/%" G_GINT64_FORMAT, put->sha256, n);
  SoHttpRequest request = { .method = "PUT", .content_type = "application/octet-stream", .most_bytes = WORDS, .most_seconds = PART_SECONDS };
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (GBytes) body = NULL;
  gsize size;

  if (!read_part (put, n, &size, error))
    return FALSE;
  request.body = body = g_bytes_new_static (put->part, size);
  response = so_hub_client_send (put->client, &request, path, put->cancellable, error);
  if (!response)
    return FALSE;
  return response->status / 100 == 2 || fail_put (response, error);
}

/* *@fits: FALSE where the hub has found that its parts are not the file, and has thrown them away. */
static gboolean
put_end (Put *put, gboolean *fits, GError **error)
{
  g_autofree char *path = g_strconcat ("/v1/files/", put->sha256, NULL), *text = NULL;
  SoHttpRequest request = { .method = "POST", .content_type = "application/json", .most_bytes = WORDS, .most_seconds = PART_SECONDS };
  JsonObject *object = json_object_new ();
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (GBytes) body = NULL;

  json_object_set_int_member (object, "size", put->size);
  json_object_set_string_member (object, "mime", put->mime ? put->mime : "");
  if (put->shared)
    json_object_set_boolean_member (object, "shared", TRUE);
  text = so_json_write_object (object);
  request.body = body = g_bytes_new_static (text, strlen (text));
  response = so_hub_client_send (put->client, &request, path, put->cancellable, error);
  if (!response)
    return FALSE;
  *fits = response->status / 100 == 2;
  return *fits || response->status == DOES_NOT_FIT || fail_put (response, error);
}

static gboolean
put_once (Put *put, gboolean *fits, GError **error)
{
  g_autofree char *path = g_strconcat ("/v1/files/", put->sha256, NULL);
  g_auto (Held) held = { 0 };

  if (!ask (put->client, path, &held, put->cancellable, error))
    return FALSE;
  for (gint64 n = MIN (held.parts, parts_of (put->size)); n < parts_of (put->size); n++)
    {
      tell (put->progress, n * PART, put->size, put->data);
      if (!put_part (put, n, error))
        return FALSE;
    }
  tell (put->progress, put->size, put->size, put->data);
  /* Also for one that is whole: it is wanted again, and kept from now on. */
  return put_end (put, fits, error);
}

static gboolean
put_file (SoHubClient *client, const char *path, const char *sha256, const char *mime, gboolean shared, SoChannelProgress progress, gpointer data,
          GCancellable *cancellable, GError **error)
{
  g_auto (Put) put = { client, sha256, mime, g_open (path, O_RDONLY | O_CLOEXEC, 0), 0, g_malloc (PART), progress, data, cancellable, shared };
  struct stat info;
  gboolean fits = FALSE;

  if (put.fd < 0 || fstat (put.fd, &info))
    return fail_changed (error);
  put.size = info.st_size;
  if (put.size < 1 || put.size > MOST)
    return so_fail (error, SO_ERROR_CHANGE, _("The hub takes files of up to 200 MB that are not empty: choose another one"));
  /* Where what was there from before did not fit, it is gone now: once more from the beginning. */
  for (guint i = 0; i < 2 && !fits; i++)
    if (!put_once (&put, &fits, error))
      return FALSE;
  return fits || fail_changed (error);
}

gboolean
so_hub_parcel_put (SoHubClient *client, const char *path, const char *sha256, const char *mime, SoChannelProgress progress, gpointer data,
                   GCancellable *cancellable, GError **error)
{
  return put_file (client, path, sha256, mime, FALSE, progress, data, cancellable, error);
}

gboolean
so_hub_parcel_share (SoHubClient *client, const char *path, const char *sha256, const char *mime, GCancellable *cancellable, GError **error)
{
  return put_file (client, path, sha256, mime, TRUE, NULL, NULL, cancellable, error);
}

/* From the hub ------------------------------------------------------------------------------------ */

static gboolean
write_all (int fd, const guint8 *bytes, gsize size, GError **error)
{
  gssize done;

  for (; size; bytes += done, size -= (gsize) done)
    {
      done = write (fd, bytes, size);
      if (done <= 0)
        return so_fail (error, SO_ERROR_CHANGE, _("A file of the hub cannot be written: is the disk full?"));
    }
  return TRUE;
}

static gboolean
fail_gone (GError **error)
{
  return so_fail (error, SO_ERROR_GIVE_UP, _("The hub does not have this file (any more)"));
}

static gboolean
get_part (SoHubClient *client, const char *sha256, gint64 n, gsize wanted, int fd, GChecksum *sum, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/v1/files/%s/%" G_GINT64_FORMAT, sha256, n);
  SoHttpRequest request = { .most_bytes = PART, .most_seconds = PART_SECONDS };
  g_autoptr (SoHttpResponse) response = so_hub_client_send (client, &request, path, cancellable, error);
  const guint8 *bytes;
  gsize size;

  if (!response)
    return FALSE;
  if (response->status == NOT_FOUND)
    return fail_gone (error);
  if (response->status != 200)
    return so_hub_client_fail (response, error);
  bytes = g_bytes_get_data (response->body, &size);
  if (size != wanted)
    return so_fail (error, SO_ERROR_WAIT, _("The file arrived damaged: it is fetched again later"));
  g_checksum_update (sum, bytes, (gssize) size);
  return write_all (fd, bytes, size, error);
}

static gboolean
get_parts (SoHubClient *client, const Held *held, const char *sha256, int fd, SoChannelProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gint64 n = 0; n < held->parts; n++)
    {
      tell (progress, n * PART, held->size, data);
      if (!get_part (client, sha256, n, (gsize) MIN (PART, held->size - n * PART), fd, sum, cancellable, error))
        return FALSE;
    }
  tell (progress, held->size, held->size, data);
  return g_str_equal (g_checksum_get_string (sum), sha256) || so_fail (error, SO_ERROR_WAIT, _("The file arrived damaged: it is fetched again later"));
}

gboolean
so_hub_parcel_get (SoHubClient *client, const char *sha256, const char *path, char **mime, SoChannelProgress progress, gpointer data,
                   GCancellable *cancellable, GError **error)
{
  g_autofree char *question = g_strconcat ("/v1/files/", sha256, NULL);
  g_auto (Held) held = { 0 };
  gboolean good;
  int fd;

  if (!ask (client, question, &held, cancellable, error))
    return FALSE;
  if (!held.whole)
    return fail_gone (error);
  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return so_fail (error, SO_ERROR_CHANGE, _("A file of the hub cannot be written: is the disk full?"));
  good = get_parts (client, &held, sha256, fd, progress, data, cancellable, error);
  /* What the disk says only now counts, too. */
  if (close (fd) && good)
    good = so_fail (error, SO_ERROR_CHANGE, _("A file of the hub cannot be written: is the disk full?"));
  if (!good)
    g_unlink (path);
  else if (mime)
    *mime = *held.mime ? g_steal_pointer (&held.mime) : NULL;
  return good;
}

gboolean
so_hub_parcel_find (SoHubClient *client, const char *account, const char *remote, char **sha256, GCancellable *cancellable, GError **error)
{
  g_autofree char *key = so_hub_media_key (account, remote), *path = g_strconcat ("/v1/media/", key, NULL);
  g_auto (Held) held = { 0 };

  *sha256 = NULL;
  if (!ask (client, path, &held, cancellable, error))
    return FALSE;
  if (held.whole)
    *sha256 = g_steal_pointer (&held.sha256);
  return TRUE;
}
