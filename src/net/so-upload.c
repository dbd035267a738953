/* SPDX-License-Identifier: MIT */
#include "so-upload.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Pollable, and always ready: HTTP/2 then reads it where it stands and asks no other thread. */
#define SO_TYPE_UPLOAD (so_upload_get_type ())
G_DECLARE_FINAL_TYPE (SoUpload, so_upload, SO, UPLOAD, GInputStream)

struct _SoUpload {
  GInputStream parent_instance;

  SoHttpFile file;     /* its bytes are owned */
  guint64 at;          /* in the whole body */
  SoHttpProgress progress;
  gpointer data;
};

static void so_upload_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoUpload, so_upload, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, so_upload_pollable_init))

static gsize
length_of (GBytes *bytes)
{
  return bytes ? g_bytes_get_size (bytes) : 0;
}

guint64
so_upload_size (const SoHttpFile *file)
{
  return length_of (file->before) + file->size + length_of (file->after);
}

static gssize
read_bytes (GBytes *bytes, guint64 at, void *buffer, gsize n)
{
  n = MIN (n, length_of (bytes) - at);
  memcpy (buffer, (const guint8 *) g_bytes_get_data (bytes, NULL) + at, n);
  return (gssize) n;
}

static gssize
read_file (SoUpload *self, guint64 at, void *buffer, gsize n, GError **error)
{
  gssize got;

  do
    got = pread (self->file.fd, buffer, MIN (n, self->file.size - at), (off_t) at);
  while (got < 0 && errno == EINTR);
  if (got <= 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a file that is sent became shorter or cannot be read");
      return -1;
    }
  return got;
}

static gssize
so_upload_read (GInputStream *stream, void *buffer, gsize n, GCancellable *cancellable, GError **error)
{
  SoUpload *self = SO_UPLOAD (stream);
  guint64 before = length_of (self->file.before), until = before + self->file.size, all = so_upload_size (&self->file);
  gssize got;

  if (self->at >= all)
    return 0;
  if (self->at < before)
    got = read_bytes (self->file.before, self->at, buffer, n);
  else if (self->at < until)
    got = read_file (self, self->at - before, buffer, n, error);
  else
    got = read_bytes (self->file.after, self->at - until, buffer, n);
  if (got <= 0)
    return got;
  self->at += (guint64) got;
  if (self->progress)
    self->progress (self->at, all, self->data);
  return got;
}

static gboolean
so_upload_is_readable (GPollableInputStream *stream)
{
  return TRUE;
}

static GSource *
so_upload_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) now = g_timeout_source_new (0);

  return g_pollable_source_new_full (stream, now, cancellable);
}

static void
so_upload_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = so_upload_is_readable;
  iface->create_source = so_upload_create_source;
}

static void
so_upload_finalize (GObject *object)
{
  SoUpload *self = SO_UPLOAD (object);

  g_clear_pointer (&self->file.before, g_bytes_unref);
  g_clear_pointer (&self->file.after, g_bytes_unref);
  G_OBJECT_CLASS (so_upload_parent_class)->finalize (object);
}

static void
so_upload_class_init (SoUploadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_upload_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = so_upload_read;
}

static void
so_upload_init (SoUpload *self)
{
}

GInputStream *
so_upload_new (const SoHttpFile *file, SoHttpProgress progress, gpointer data)
{
  SoUpload *self = g_object_new (SO_TYPE_UPLOAD, NULL);

  self->file = *file;
  if (file->before)
    g_bytes_ref (file->before);
  if (file->after)
    g_bytes_ref (file->after);
  self->progress = progress;
  self->data = data;
  return G_INPUT_STREAM (self);
}
