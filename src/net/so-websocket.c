/* SPDX-License-Identifier: MIT */
#include "so-websocket.h"

#include "so-clock.h"
#include "so-deadline.h"
#include "so-frame.h"
#include "so-http.h"
#include "so-tls.h"

#include <libsoup/soup.h>
#include <string.h>
#include <sys/random.h>

#define HEAD_BYTES (8 * 1024)
#define WRITE_SECONDS 20
/* In one so_websocket_hear(): nobody pings as often. */
#define MOST_FRAMES 1000

/* What TLS has read ahead is asked for at least so often. */
#define LOOK_MS 5000

struct _SoWebsocket {
  GSocketConnection *connection;
  SoFrameReader reader;
  GByteArray *in;          /* came and was not read */
  gint64 heard_at;
};

/* Opening ---------------------------------------------------------------------------------------- */

typedef struct {
  GUri *uri;
  const char *authorization;
  char *key;
  SoDeadline *deadline;
} Opening;

static void
opening_clear (Opening *opening)
{
  g_clear_pointer (&opening->uri, g_uri_unref);
  g_clear_pointer (&opening->deadline, so_deadline_free);
  g_free (opening->key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Opening, opening_clear)

/* Before a byte of ours is sent. */
static void
on_event (GSocketClient *client, GSocketClientEvent event, GSocketConnectable *connectable, GIOStream *connection, Opening *opening)
{
  GTlsCertificate *certificate = event == G_SOCKET_CLIENT_TLS_HANDSHAKED ? g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (connection)) : NULL;

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED && (!certificate || !so_tls_is_for_server (certificate)))
    g_cancellable_cancel (so_deadline_get_cancellable (opening->deadline));
}

/* NULL as well where its certificate is not good. */
static GSocketConnection *
reach (Opening *opening)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  gboolean tls = g_str_equal (g_uri_get_scheme (opening->uri), "https");
  g_autofree char *url = g_uri_to_string (opening->uri);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_client_set_tls (client, tls);
  g_socket_client_set_timeout (client, WRITE_SECONDS);
  /* What goes to this computer may be without TLS, and no proxy may ever hear it. */
  g_socket_client_set_enable_proxy (client, !so_http_is_this_computer (url));
  g_signal_connect (client, "event", G_CALLBACK (on_event), opening);
  connection = g_socket_client_connect_to_uri (client, url, tls ? 443 : 80, so_deadline_get_cancellable (opening->deadline), &error);
  if (!connection || g_cancellable_is_cancelled (so_deadline_get_cancellable (opening->deadline)))
    return NULL;
  return g_steal_pointer (&connection);
}

static gboolean
ask (Opening *opening, GOutputStream *output)
{
  const char *host = g_uri_get_host (opening->uri), *query = g_uri_get_query (opening->uri), *path = g_uri_get_path (opening->uri);
  g_autofree char *port = g_uri_get_port (opening->uri) > 0 ? g_strdup_printf (":%d", g_uri_get_port (opening->uri)) : g_strdup ("");
  g_autofree char *head = g_strdup_printf ("GET %s%s%s HTTP/1.1\r\nHost: %s%s%s%s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n", *path ? path : "/", query ? "?" : "", query ? query : "",
                                           strchr (host, ':') ? "[" : "", host, strchr (host, ':') ? "]" : "", port, opening->key);
  GCancellable *cancellable = so_deadline_get_cancellable (opening->deadline);

  if (!g_output_stream_write_all (output, head, strlen (head), NULL, cancellable, NULL))
    return FALSE;
  /* Not through a copy of ours, which nobody would wipe. */
  return (!opening->authorization || (g_output_stream_write_all (output, "Authorization: ", 15, NULL, cancellable, NULL) &&
                                      g_output_stream_write_all (output, opening->authorization, strlen (opening->authorization), NULL, cancellable, NULL) &&
                                      g_output_stream_write_all (output, "\r\n", 2, NULL, cancellable, NULL))) &&
         g_output_stream_write_all (output, "\r\n", 2, NULL, cancellable, NULL);
}

/* The head of the answer, byte by byte, since what is behind it is none. NULL where it does not end. */
static char *
read_head (Opening *opening, GInputStream *input)
{
  g_autoptr (GString) head = g_string_new (NULL);
  char byte;

  while (head->len < HEAD_BYTES && g_input_stream_read (input, &byte, 1, so_deadline_get_cancellable (opening->deadline), NULL) == 1)
    {
      g_string_append_c (head, byte);
      if (g_str_has_suffix (head->str, "\r\n\r\n"))
        return g_string_free_and_steal (g_steal_pointer (&head));
    }
  return NULL;
}

/* The status; 0 where it makes no sense. */
static guint
check_answer (Opening *opening, const char *head)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_autofree char *wanted = so_frame_accept (opening->key);
  SoupHTTPVersion version;
  guint status;

  if (!head || !soup_headers_parse_response (head, (int) strlen (head) - 2, headers, &version, &status, NULL))
    return 0;
  if (status != 101)
    return status;
  return !g_strcmp0 (soup_message_headers_get_one (headers, "Sec-WebSocket-Accept"), wanted) &&
         !soup_message_headers_get_one (headers, "Sec-WebSocket-Extensions") ? 101 : 0;
}

static char *
make_key (void)
{
  guint8 bytes[16];

  return getrandom (bytes, sizeof bytes, 0) == sizeof bytes ? g_base64_encode (bytes, sizeof bytes) : NULL;
}

SoWebsocket *
so_websocket_open (const char *url, const char *authorization, guint seconds, guint *status, GCancellable *cancellable)
{
  g_auto (Opening) opening = { .authorization = authorization };
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *head = NULL;
  SoWebsocket *self;

  *status = 0;
  opening.uri = so_http_is_allowed (url) ? g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  opening.key = make_key ();
  if (!opening.uri || !opening.key)
    return NULL;
  opening.deadline = so_deadline_new (seconds, cancellable);
  connection = reach (&opening);
  if (!connection || !ask (&opening, g_io_stream_get_output_stream (G_IO_STREAM (connection))))
    return NULL;
  head = read_head (&opening, g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  *status = check_answer (&opening, head);
  if (*status != 101)
    return NULL;
  self = g_new0 (SoWebsocket, 1);
  self->connection = g_steal_pointer (&connection);
  self->reader.most = SO_FRAME_MOST;
  self->in = g_byte_array_new ();
  self->heard_at = so_monotonic ();
  return self;
}

void
so_websocket_free (SoWebsocket *self)
{
  if (!self)
    return;
  g_object_unref (self->connection);
  g_byte_array_unref (self->in);
  g_free (self);
}

/* Hearing ---------------------------------------------------------------------------------------- */

static gboolean
answer_ping (SoWebsocket *self, GCancellable *cancellable)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 mask[4];

  if (getrandom (mask, sizeof mask, 0) != sizeof mask)
    return FALSE;
  so_frame_write (out, SO_FRAME_PONG, self->reader.bytes, self->reader.size, mask);
  return g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)), out->data, out->len, NULL, cancellable, NULL);
}

/* FALSE: it is over. */
static gboolean
take_frames (SoWebsocket *self, char **text, guint *frames, GCancellable *cancellable)
{
  while (!*text)
    {
      gsize used;
      guint code = so_frame_read (&self->reader, self->in->data, self->in->len, &used);

      if (used)
        g_byte_array_remove_range (self->in, 0, used);
      if (code == SO_FRAME_MORE)
        return TRUE;
      if (code != SO_FRAME_WHOLE || ++*frames > MOST_FRAMES || self->reader.kind == SO_FRAME_CLOSE)
        return FALSE;
      if (self->reader.kind == SO_FRAME_PING && !answer_ping (self, cancellable))
        return FALSE;
      if (self->reader.kind == SO_FRAME_TEXT)
        *text = g_strdup ((const char *) self->reader.bytes);
    }
  return TRUE;
}

/* Until there is something to read, @ms are over, or it is cancelled. By hand: a main context of its own is woken once by each source that it is given, and one that is
 * freed while somebody cancels may be used by that thread after its end. */
static void
wait_for (SoWebsocket *self, gint64 ms, GCancellable *cancellable)
{
  GPollFD fds[2] = { { .fd = g_socket_get_fd (g_socket_connection_get_socket (self->connection)), .events = G_IO_IN } };
  gboolean both = g_cancellable_make_pollfd (cancellable, &fds[1]);

  g_poll (fds, both ? 2 : 1, (gint) MIN (ms, LOOK_MS));
  if (both)
    g_cancellable_release_fd (cancellable);
}

gboolean
so_websocket_hear (SoWebsocket *self, guint seconds, char **text, GCancellable *cancellable)
{
  GPollableInputStream *input = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)));
  gint64 until = so_monotonic () + (gint64) seconds * 1000, left;
  guint frames = 0;

  *text = NULL;
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      guint8 bytes[1024];
      gssize size;

      if (!take_frames (self, text, &frames, cancellable))
        return FALSE;
      if (*text)
        return TRUE;
      size = g_pollable_input_stream_read_nonblocking (input, bytes, sizeof bytes, cancellable, &error);
      if (size > 0)
        {
          self->heard_at = so_monotonic ();
          g_byte_array_append (self->in, bytes, (guint) size);
          continue;
        }
      left = until - so_monotonic ();
      if (size == 0 || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      if (left <= 0)
        return TRUE;
      wait_for (self, left, cancellable);
    }
}

gint64
so_websocket_get_heard_at (const SoWebsocket *self)
{
  return self->heard_at;
}
