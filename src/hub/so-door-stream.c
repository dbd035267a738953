/* SPDX-License-Identifier: MIT */
#include "so-door-stream.h"

#include <libsoup/soup.h>
#include <netinet/tcp.h>
#include <string.h>

#include "so-http-head.h"

#define READ_SIZE (16 * 1024)
#define MOST_THROWN_AWAY (1024 * 1024)

struct _SoDoorStream {
  GInputStream parent;

  GIOStream *base;
  SoDoorAllow allow;
  gpointer data;

  GByteArray *raw;      /* what came in and was not handed on; its first @ready bytes may be */
  gsize ready;
  gsize seen;           /* of a head that is not whole */
  SoDoorState state;
  gint64 since;
  SoHttpBody body;
  char *path;
  guint64 granted;
  guint64 thrown;
};

static void so_door_stream_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoDoorStream, so_door_stream, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, so_door_stream_pollable_init))

char *
so_door_answer (guint status)
{
  return g_strdup_printf ("HTTP/1.1 %u %s\r\nContent-Length: 0\r\nConnection: close\r\n%s\r\n", status, soup_status_get_phrase (status),
                          status == 503 ? "Retry-After: 5\r\n" : "");
}

static void
enter (SoDoorStream *self, SoDoorState state)
{
  self->state = state;
  self->since = g_get_monotonic_time ();
}

static void
release (SoDoorStream *self)
{
  if (self->granted && self->allow)
    self->allow (self, NULL, 0, 0, self->data);
  self->granted = 0;
}

/* The answer is short and the connection has said nothing yet, so that it goes out at once or not at all. */
static void
refuse (SoDoorStream *self, guint status)
{
  g_autofree char *answer = so_door_answer (status);
  GOutputStream *output = g_io_stream_get_output_stream (self->base);

  g_pollable_output_stream_write_nonblocking (G_POLLABLE_OUTPUT_STREAM (output), answer, strlen (answer), NULL, NULL);
  so_door_stream_hang_up (self);
}

static gboolean
grant (SoDoorStream *self, guint64 announced)
{
  guint no = self->allow ? self->allow (self, self->path, announced, self->body.bytes, self->data) : 503;

  if (no)
    refuse (self, no);
  else
    self->granted = self->body.bytes;
  return no == 0;
}

static void
advance_head (SoDoorStream *self)
{
  g_auto (SoHttpHead) head = { 0 };
  guint status;

  if (!self->raw->len)
    return;
  if (self->state == SO_DOOR_IDLE)
    enter (self, SO_DOOR_HEAD);
  status = so_http_head_parse ((const char *) self->raw->data, self->raw->len, &self->seen, &head);
  if (status == SO_HTTP_HEAD_MORE)
    return;
  self->seen = 0;
  if (status)
    {
      refuse (self, status);
      return;
    }
  g_free (self->path);
  self->path = g_steal_pointer (&head.path);
  so_http_body_begin (&self->body, &head);
  if (!grant (self, head.content_length))
    return;
  self->ready = head.size;
  enter (self, so_http_body_is_over (&self->body) ? SO_DOOR_ANSWER : SO_DOOR_BODY);
}

static void
advance_body (SoDoorStream *self)
{
  gssize used = so_http_body_feed (&self->body, (const char *) self->raw->data, self->raw->len);

  if (used < 0)
    refuse (self, 400);
  else if (self->body.bytes == self->granted || grant (self, self->body.bytes))
    {
      self->ready = used;
      if (so_http_body_is_over (&self->body))
        enter (self, SO_DOOR_ANSWER);
    }
}

/* Looks at what is there, as far as the request that is being read. */
static void
advance (SoDoorStream *self)
{
  if (self->state == SO_DOOR_ANSWER)
    {
      /* The server asks for more, so it has answered. */
      release (self);
      enter (self, SO_DOOR_IDLE);
    }
  if (self->state == SO_DOOR_SOCKET)
    self->ready = self->raw->len;
  else if (self->state == SO_DOOR_IDLE || self->state == SO_DOOR_HEAD)
    advance_head (self);
  else if (self->state == SO_DOOR_BODY && self->raw->len)
    advance_body (self);
}

/* More bytes from the connection: their number, 0 at its end, -1 with @error. */
static gssize
fill (SoDoorStream *self, gboolean block, GCancellable *cancellable, GError **error)
{
  guint8 bytes[READ_SIZE];
  GInputStream *input = g_io_stream_get_input_stream (self->base);
  gssize size = self->state == SO_DOOR_CUT ? 0 : g_pollable_stream_read (input, bytes, sizeof bytes, block, cancellable, error);

  if (size > 0 && self->state == SO_DOOR_REFUSED)
    self->thrown += size;
  else if (size > 0)
    g_byte_array_append (self->raw, bytes, size);
  if (size > 0 && self->state == SO_DOOR_SOCKET)
    enter (self, SO_DOOR_SOCKET);
  return self->thrown > MOST_THROWN_AWAY ? 0 : size;
}

static gssize
read_bytes (SoDoorStream *self, void *buffer, gsize count, gboolean block, GCancellable *cancellable, GError **error)
{
  while (!self->ready)
    {
      gssize size;

      advance (self);
      if (self->ready)
        break;
      size = fill (self, block, cancellable, error);
      if (size <= 0)
        return size;
    }
  count = MIN (count, self->ready);
  memcpy (buffer, self->raw->data, count);
  g_byte_array_remove_range (self->raw, 0, count);
  self->ready -= count;
  return count;
}

static gssize
so_door_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  return read_bytes (SO_DOOR_STREAM (stream), buffer, count, TRUE, cancellable, error);
}

static gssize
so_door_stream_read_nonblocking (GPollableInputStream *stream, void *buffer, gsize count, GError **error)
{
  return read_bytes (SO_DOOR_STREAM (stream), buffer, count, FALSE, NULL, error);
}

static gboolean
has_own_bytes (SoDoorStream *self)
{
  return self->ready || ((self->state == SO_DOOR_ANSWER || self->state == SO_DOOR_SOCKET) && self->raw->len);
}

static gboolean
so_door_stream_is_readable (GPollableInputStream *stream)
{
  SoDoorStream *self = SO_DOOR_STREAM (stream);

  return has_own_bytes (self) || g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (self->base)));
}

static GSource *
so_door_stream_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  SoDoorStream *self = SO_DOOR_STREAM (stream);
  g_autoptr (GSource) child = has_own_bytes (self) ? g_timeout_source_new (0) :
    g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (self->base)), NULL);

  return g_pollable_source_new_full (stream, child, cancellable);
}

static gboolean
so_door_stream_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  return g_io_stream_close (SO_DOOR_STREAM (stream)->base, cancellable, error);
}

static void
so_door_stream_dispose (GObject *object)
{
  so_door_stream_orphan (SO_DOOR_STREAM (object));
  G_OBJECT_CLASS (so_door_stream_parent_class)->dispose (object);
}

static void
so_door_stream_finalize (GObject *object)
{
  SoDoorStream *self = SO_DOOR_STREAM (object);

  g_object_unref (self->base);
  g_byte_array_unref (self->raw);
  g_free (self->path);
  G_OBJECT_CLASS (so_door_stream_parent_class)->finalize (object);
}

static void
so_door_stream_class_init (SoDoorStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_door_stream_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_door_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = so_door_stream_read;
  G_INPUT_STREAM_CLASS (klass)->close_fn = so_door_stream_close;
}

static void
so_door_stream_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = so_door_stream_is_readable;
  iface->create_source = so_door_stream_create_source;
  iface->read_nonblocking = so_door_stream_read_nonblocking;
}

static void
so_door_stream_init (SoDoorStream *self)
{
  self->raw = g_byte_array_new ();
  enter (self, SO_DOOR_IDLE);
}

SoDoorStream *
so_door_stream_new (GIOStream *base, SoDoorAllow allow, gpointer data)
{
  SoDoorStream *self = g_object_new (SO_TYPE_DOOR_STREAM, NULL);

  self->base = g_object_ref (base);
  self->allow = allow;
  self->data = data;
  /* A small answer goes out at once; on a unix socket this says no, and is not needed. */
  g_socket_set_option (g_socket_connection_get_socket (G_SOCKET_CONNECTION (base)), G_SOCKET_PROTOCOL_TCP, TCP_NODELAY, 1, NULL);
  return self;
}

SoDoorState
so_door_stream_get_state (SoDoorStream *self)
{
  return self->state;
}

gint64
so_door_stream_get_since (SoDoorStream *self)
{
  return self->since;
}

guint64
so_door_stream_get_granted (SoDoorStream *self)
{
  return self->granted;
}

void
so_door_stream_upgrade (SoDoorStream *self)
{
  release (self);
  enter (self, SO_DOOR_SOCKET);
}

static void
shut (SoDoorStream *self, gboolean reading, SoDoorState state)
{
  g_socket_shutdown (g_socket_connection_get_socket (G_SOCKET_CONNECTION (self->base)), reading, TRUE, NULL);
  g_byte_array_set_size (self->raw, 0);
  self->ready = 0;
  release (self);
  enter (self, state);
}

void
so_door_stream_hang_up (SoDoorStream *self)
{
  shut (self, FALSE, SO_DOOR_REFUSED);
}

void
so_door_stream_cut (SoDoorStream *self)
{
  shut (self, TRUE, SO_DOOR_CUT);
}

void
so_door_stream_orphan (SoDoorStream *self)
{
  release (self);
  self->allow = NULL;
}
