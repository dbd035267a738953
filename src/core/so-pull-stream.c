/* SPDX-License-Identifier: MIT */
#include "so-pull-stream.h"

#include <string.h>

struct _SoPullStream {
  GInputStream parent_instance;
  SoPull pull;
  gpointer data;
  GBytes *bytes;
  guint64 count;
  gboolean failed;
};

G_DEFINE_FINAL_TYPE (SoPullStream, so_pull_stream, G_TYPE_INPUT_STREAM)

static gssize
pull_bytes (gpointer data, void *buffer, gsize count, GError **error)
{
  SoPullStream *self = data;
  gsize size;
  const char *bytes = g_bytes_get_data (self->bytes, &size);
  gsize n = MIN (count, size - self->count);

  if (n)
    memcpy (buffer, bytes + self->count, n);
  return n;
}

static gssize
so_pull_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  SoPullStream *self = SO_PULL_STREAM (stream);
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
so_pull_stream_finalize (GObject *object)
{
  SoPullStream *self = SO_PULL_STREAM (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  G_OBJECT_CLASS (so_pull_stream_parent_class)->finalize (object);
}

static void
so_pull_stream_class_init (SoPullStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_pull_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = so_pull_stream_read;
}

static void
so_pull_stream_init (SoPullStream *self)
{
}

SoPullStream *
so_pull_stream_new (SoPull pull, gpointer data)
{
  SoPullStream *self = g_object_new (SO_TYPE_PULL_STREAM, NULL);

  self->pull = pull;
  self->data = data;
  return self;
}

SoPullStream *
so_pull_stream_new_bytes (GBytes *bytes)
{
  SoPullStream *self = so_pull_stream_new (pull_bytes, NULL);

  self->data = self;
  self->bytes = g_bytes_ref (bytes);
  return self;
}

guint64
so_pull_stream_get_count (SoPullStream *self)
{
  return self->count;
}

gboolean
so_pull_stream_get_failed (SoPullStream *self)
{
  return self->failed;
}
