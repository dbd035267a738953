/* SPDX-License-Identifier: MIT */
#include "so-test-server.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  GBytes *bytes;
  guint pause_ms;
} Answer;

struct _SoTestServer {
  GSocketListener *listener;
  GCancellable *stop;
  GThread *thread;
  guint16 port;
  guint hold_ms;           /* before each answer */
  GMutex lock;
  GCond heard_cond;
  GPtrArray *answers;      /* Answer; under lock */
  GPtrArray *heard;        /* char*; under lock */
};

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_bytes_unref (answer->bytes);
  g_free (answer);
}

/* Up to the end of the body that its head announces. */
static char *
hear (GInputStream *input, GCancellable *stop)
{
  GString *all = g_string_new (NULL);
  char piece[4096];
  gssize n;

  while ((n = g_input_stream_read (input, piece, sizeof piece, stop, NULL)) > 0)
    {
      const char *end, *length;
      g_string_append_len (all, piece, n);
      end = strstr (all->str, "\r\n\r\n");
      length = end ? strcasestr (all->str, "\r\ncontent-length:") : NULL;
      if (end && (gsize) (end + 4 - all->str) + (length && length < end ? strtoul (length + 17, NULL, 10) : 0) <= all->len)
        break;
    }
  return g_string_free_and_steal (all);
}

static void
hold (SoTestServer *self)
{
  for (guint ms = 0; ms < self->hold_ms && !g_cancellable_is_cancelled (self->stop); ms += 50)
    g_usleep (50 * 1000);
}

static void
speak (SoTestServer *self, GOutputStream *output, Answer *answer)
{
  gsize size;
  const char *data = g_bytes_get_data (answer->bytes, &size);

  if (!answer->pause_ms)
    {
      g_output_stream_write_all (output, data, size, NULL, self->stop, NULL);
      return;
    }
  for (gsize i = 0; i < size && !g_cancellable_is_cancelled (self->stop); i++)
    {
      if (!g_output_stream_write_all (output, data + i, 1, NULL, self->stop, NULL))
        return;
      g_usleep (answer->pause_ms * 1000);
    }
}

static void
serve (SoTestServer *self, GSocketConnection *connection)
{
  char *heard = hear (g_io_stream_get_input_stream (G_IO_STREAM (connection)), self->stop);
  Answer answer = { 0 };

  g_mutex_lock (&self->lock);
  if (self->answers->len)
    {
      Answer *next = self->answers->pdata[MIN (self->heard->len, self->answers->len - 1)];
      answer = (Answer) { g_bytes_ref (next->bytes), next->pause_ms };
    }
  g_ptr_array_add (self->heard, heard);
  g_cond_broadcast (&self->heard_cond);
  g_mutex_unlock (&self->lock);
  if (!answer.bytes)
    return;
  hold (self);
  speak (self, g_io_stream_get_output_stream (G_IO_STREAM (connection)), &answer);
  g_bytes_unref (answer.bytes);
}

static gpointer
run (gpointer data)
{
  SoTestServer *self = data;

  for (;;)
    {
      g_autoptr (GSocketConnection) connection = g_socket_listener_accept (self->listener, NULL, self->stop, NULL);

      if (!connection)
        return NULL;
      serve (self, connection);
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
    }
}

SoTestServer *
so_test_server_new (void)
{
  SoTestServer *self = g_new0 (SoTestServer, 1);
  g_autoptr (GInetAddress) here = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (here, 0), got = NULL;

  g_mutex_init (&self->lock);
  g_cond_init (&self->heard_cond);
  self->answers = g_ptr_array_new_with_free_func (answer_free);
  self->heard = g_ptr_array_new_with_free_func (g_free);
  self->stop = g_cancellable_new ();
  self->listener = g_socket_listener_new ();
  g_assert_true (g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &got, NULL));
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  self->thread = g_thread_new ("so-test-server", run, self);
  return self;
}

void
so_test_server_free (SoTestServer *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->stop);
  g_ptr_array_unref (self->answers);
  g_ptr_array_unref (self->heard);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->heard_cond);
  g_free (self);
}

char *
so_test_server_url (SoTestServer *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

void
so_test_server_hold (SoTestServer *self, guint ms)
{
  self->hold_ms = ms;
}

void
so_test_server_say (SoTestServer *self, gconstpointer bytes, gsize length, guint pause_ms)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->bytes = g_bytes_new (bytes, length);
  answer->pause_ms = pause_ms;
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->answers, answer);
  g_mutex_unlock (&self->lock);
}

void
so_test_server_answer (SoTestServer *self, const char *status, const char *headers, const char *body)
{
  g_autofree char *all = g_strdup_printf ("HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: %zu\r\n%s\r\n%s", status, strlen (body), headers, body);

  so_test_server_say (self, all, strlen (all), 0);
}

char *
so_test_server_heard (SoTestServer *self, guint i)
{
  char *heard;

  g_mutex_lock (&self->lock);
  while (self->heard->len <= i)
    g_cond_wait (&self->heard_cond, &self->lock);
  heard = g_strdup (self->heard->pdata[i]);
  g_mutex_unlock (&self->lock);
  return heard;
}

guint
so_test_server_count (SoTestServer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->heard->len;
  g_mutex_unlock (&self->lock);
  return n;
}
