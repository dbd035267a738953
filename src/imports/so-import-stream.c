/* SPDX-License-Identifier: MIT */
#include "so-import-stream.h"

#include <string.h>

struct _SoImportStream {
  GInputStream parent_instance;
  SoImportPull pull;
  gpointer data;
  GBytes *bytes;
  guint64 count;
  gboolean failed;
};

G_DEFINE_FINAL_TYPE (SoImportStream, so_import_stream, G_TYPE_INPUT_STREAM)

static gssize
pull_bytes (gpointer data, void *buffer, gsize count, GError **error)
{
  SoImportStream *self = data;
  gsize size;
  const char *bytes = g_bytes_get_data (self->bytes, &size);
  gsize n = MIN (count, size - self->count);

  if (n)
    memcpy (buffer, bytes + self->count, n);
  return n;
}

static gssize
so_import_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  SoImportStream *self = SO_IMPORT_STREAM (stream);
  gssize n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  n = self->pull (self->data, buffer, count, error);
  if (n < 0)
    self->failed = TRUE;
  else
    self->count += n;
  return n;
}

static void
so_import_stream_finalize (GObject *object)
{
  SoImportStream *self = SO_IMPORT_STREAM (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  G_OBJECT_CLASS (so_import_stream_parent_class)->finalize (object);
}

static void
so_import_stream_class_init (SoImportStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_import_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = so_import_stream_read;
}

static void
so_import_stream_init (SoImportStream *self)
{
}

SoImportStream *
so_import_stream_new (SoImportPull pull, gpointer data)
{
  SoImportStream *self = g_object_new (SO_TYPE_IMPORT_STREAM, NULL);

  self->pull = pull;
  self->data = data;
  return self;
}

SoImportStream *
so_import_stream_new_bytes (GBytes *bytes)
{
  SoImportStream *self = so_import_stream_new (pull_bytes, NULL);

  self->data = self;
  self->bytes = g_bytes_ref (bytes);
  return self;
}

guint64
so_import_stream_get_count (SoImportStream *self)
{
  return self->count;
}

gboolean
so_import_stream_get_failed (SoImportStream *self)
{
  return self->failed;
}
