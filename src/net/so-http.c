/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-http.h"

#include "so-deadline.h"
#include "so-error.h"
#include "so-json.h"
#include "so-public-address.h"
#include "so-tls.h"
#include "so-upload.h"

#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>

#define SILENCE_SECONDS 20       /* between two reads */
#define PIECE (64 * 1024)

/* A session belongs to the thread that made it, so each has its own, with its own connections: [of this computer][patient]. How long a
 * connection bears silence is said when it is made, so who waits longer has others. */
static GPrivate sessions[2][2] = { { G_PRIVATE_INIT (g_object_unref), G_PRIVATE_INIT (g_object_unref) }, { G_PRIVATE_INIT (g_object_unref), G_PRIVATE_INIT (g_object_unref) } };

/* @here: of this computer, which no proxy may ever hear: what goes there may be without TLS. @patient: only the deadline ends it. */
static SoupSession *
session_of_thread (gboolean here, gboolean patient)
{
  GPrivate *place = &sessions[here ? 1 : 0][patient ? 1 : 0];
  SoupSession *session = g_private_get (place);

  if (session)
    return session;
  session = soup_session_new_with_options ("timeout", patient ? 0 : SILENCE_SECONDS, "idle-timeout", 30, "user-agent", "StudioOS/" APP_VERSION, NULL);
  if (here)
    soup_session_set_proxy_resolver (session, NULL);
  g_private_set (place, session);
  return session;
}

void
so_http_response_free (SoHttpResponse *response)
{
  g_clear_pointer (&response->body, g_bytes_unref);
  g_clear_pointer (&response->headers, g_hash_table_unref);
  g_free (response);
}

const char *
so_http_header (const SoHttpResponse *response, const char *name)
{
  return g_hash_table_lookup (response->headers, name);
}

static gboolean
is_this_computer (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address ? g_inet_address_get_is_loopback (address) : g_str_equal (host, "localhost");
}

gboolean
so_http_is_allowed (const char *url)
{
  g_autoptr (GUri) uri = url ? g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  const char *scheme = uri ? g_uri_get_scheme (uri) : NULL, *host = uri ? g_uri_get_host (uri) : NULL;

  if (!host || !*host)
    return FALSE;
  return g_str_equal (scheme, "https") || (g_str_equal (scheme, "http") && is_this_computer (host));
}

gboolean
so_http_is_this_computer (const char *url)
{
  g_autoptr (GUri) uri = url ? g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  const char *host = uri ? g_uri_get_host (uri) : NULL;

  return host && is_this_computer (host);
}

static void
add_header (const char *name, const char *value, gpointer headers)
{
  char *key = g_ascii_strdown (name, -1);
  const char *before = g_hash_table_lookup (headers, key);

  g_hash_table_replace (headers, key, before ? g_strdup_printf ("%s, %s", before, value) : g_strdup (value));
}

/* What is on its way, and what became of it. */
typedef struct {
  const SoHttpRequest *request;
  SoupMessage *message;
  SoDeadline *deadline;
  GOutputStream *file;         /* or NULL: into memory */
  SoHttpProgress progress;
  SoHttpTake take;             /* or NULL */
  gpointer data;
  gboolean started;            /* bytes may have left */
  gboolean not_a_server;       /* by its certificate */
  gboolean not_public;         /* by its address */
} Exchange;

static void
exchange_clear (Exchange *exchange)
{
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->deadline, so_deadline_free);
  g_clear_object (&exchange->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Exchange, exchange_clear)

static void
on_starting (SoupMessage *message, Exchange *exchange)
{
  exchange->started = TRUE;
}

/* A name may lead elsewhere than it did a moment ago: what counts is the address that is connected to. */
static gboolean
is_public (GIOStream *connection)
{
  g_autoptr (GSocketAddress) address = G_IS_SOCKET_CONNECTION (connection) ? g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL) : NULL;

  return G_IS_INET_SOCKET_ADDRESS (address) && so_public_address_is (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/* Before a byte of ours is sent. */
static void
on_network_event (SoupMessage *message, GSocketClientEvent event, GIOStream *connection, Exchange *exchange)
{
  if (exchange->request->public_only && event == G_SOCKET_CLIENT_CONNECTING && !is_public (connection))
    {
      exchange->not_public = TRUE;
      g_cancellable_cancel (so_deadline_get_cancellable (exchange->deadline));
      return;
    }

  GTlsCertificate *certificate = event == G_SOCKET_CLIENT_TLS_HANDSHAKED ? g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (connection)) : NULL;

  if (event != G_SOCKET_CLIENT_TLS_HANDSHAKED || (certificate && so_tls_is_for_server (certificate)))
    return;
  exchange->not_a_server = TRUE;
  g_cancellable_cancel (so_deadline_get_cancellable (exchange->deadline));
}

static const char *
host_of (Exchange *exchange)
{
  return g_uri_get_host (soup_message_get_uri (exchange->message));
}

static SoupSession *
session_of (Exchange *exchange)
{
  return session_of_thread (is_this_computer (host_of (exchange)), exchange->take || exchange->request->patient);
}

static gboolean
is_unreachable (const GError *error)
{
  return error->domain == G_RESOLVER_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_FAILED);
}

/* What the library said, in words of ours. Takes @inner. */
static gboolean
explain (Exchange *exchange, GError *inner, GError **error)
{
  g_autoptr (GError) taken = inner;
  const char *host = host_of (exchange);

  if (exchange->not_public)
    return so_fail (error, SO_ERROR_CHANGE, _("%s is in a private network: nothing is fetched from there"), host);
  if (exchange->not_a_server)
    return so_tls_fail (G_TLS_CERTIFICATE_GENERIC_ERROR, host, error);
  if (so_deadline_is_over (exchange->deadline) || g_error_matches (taken, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return so_fail (error, SO_ERROR_WAIT, _("%s does not answer: it is tried again later"), host);
  if (g_error_matches (taken, G_IO_ERROR, G_IO_ERROR_CANCELLED) || taken->domain == SO_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&taken));
      return FALSE;
    }
  if (taken->domain == G_TLS_ERROR && !g_error_matches (taken, G_TLS_ERROR, G_TLS_ERROR_EOF))
    return so_tls_fail (soup_message_get_tls_peer_certificate_errors (exchange->message), host, error);
  if (is_unreachable (taken))
    return so_fail (error, SO_ERROR_WAIT, _("%s cannot be reached: check the internet connection"), host);
  return so_fail (error, SO_ERROR_WAIT, _("The connection to %s broke off: it is tried again later"), host);
}

static gboolean
refuse_private (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  return so_fail (error, SO_ERROR_CHANGE, _("%s is in a private network: nothing is fetched from there"), uri ? g_uri_get_host (uri) : url);
}

static gboolean
make_message (Exchange *exchange, GError **error)
{
  const SoHttpRequest *request = exchange->request;
  const char *method = request->method ? request->method : "GET";
  SoupMessageHeaders *headers;

  if (!so_http_is_allowed (request->url))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no address that can be used: it begins with https://"), request->url ? request->url : "");
  if (request->public_only && so_http_is_this_computer (request->url))
    return refuse_private (request->url, error);
  exchange->message = soup_message_new (method, request->url);
  /* A POST that meets a connection which the server just closed is not sent a second time without our knowing. */
  soup_message_set_flags (exchange->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE |
                          (g_str_equal (method, "GET") && !request->public_only ? 0 : SOUP_MESSAGE_NEW_CONNECTION));
  headers = soup_message_get_request_headers (exchange->message);
  if (request->authorization)
    soup_message_headers_replace (headers, "Authorization", request->authorization);
  for (const char *const *h = request->headers; h && h[0] && h[1]; h += 2)
    soup_message_headers_replace (headers, h[0], h[1]);
  if (request->body)
    soup_message_set_request_body_from_bytes (exchange->message, request->content_type, request->body);
  if (request->file)
    {
      g_autoptr (GInputStream) stream = so_upload_new (request->file, request->uploaded, request->data);
      soup_message_set_request_body (exchange->message, request->content_type, stream, (gssize) so_upload_size (request->file));
    }
  g_signal_connect (exchange->message, "starting", G_CALLBACK (on_starting), exchange);
  g_signal_connect (exchange->message, "network-event", G_CALLBACK (on_network_event), exchange);
  return TRUE;
}

static gboolean
cannot_write (GError **error)
{
  return so_fail (error, SO_ERROR_CHANGE, _("A file could not be written into the studio's folder: is the disk full?"));
}

static gboolean
put (Exchange *exchange, GByteArray *memory, const guint8 *piece, gsize n, GError **error)
{
  if (exchange->take)
    {
      so_deadline_restart (exchange->deadline, exchange->request->most_seconds);
      return exchange->take (piece, n, exchange->data, error);
    }
  if (exchange->file)
    return g_output_stream_write_all (exchange->file, piece, n, NULL, NULL, NULL) || cannot_write (error);
  g_byte_array_append (memory, piece, (guint) n);
  return TRUE;
}

/* Of a connection that is not kept the library takes any end for the end: half a file is none. */
static gboolean
is_cut_off (Exchange *exchange, guint64 now, goffset all)
{
  return exchange->file && all > 0 && now < (guint64) all && !soup_message_headers_get_one (soup_message_get_response_headers (exchange->message), "Content-Encoding");
}

static gboolean
read_body (Exchange *exchange, GInputStream *stream, GByteArray *memory, GError **error)
{
  GCancellable *cancellable = so_deadline_get_cancellable (exchange->deadline);
  gsize most = exchange->request->most_bytes ? exchange->request->most_bytes : SO_HTTP_MOST_BYTES;
  goffset all = soup_message_headers_get_content_length (soup_message_get_response_headers (exchange->message));
  g_autofree guint8 *piece = g_malloc (PIECE);
  guint64 now = 0;
  gssize n;

  while ((n = g_input_stream_read (stream, piece, PIECE, cancellable, error)) > 0)
    {
      /* Counted after decompression: half a megabyte of gzip can be half a gigabyte. */
      if ((now += n) > most)
        return so_fail (error, SO_ERROR_GIVE_UP, _("The answer of %s is too large: it was left there"), host_of (exchange));
      if (!put (exchange, memory, piece, n, error))
        return FALSE;
      if (exchange->progress)
        exchange->progress (now, MAX (all, 0), exchange->data);
    }
  if (n == 0 && is_cut_off (exchange, now, all))
    return so_fail (error, SO_ERROR_WAIT, _("The connection to %s broke off: it is tried again later"), host_of (exchange));
  return n == 0;
}

static gboolean
is_good (guint status)
{
  return status >= 200 && status < 300;
}

static SoHttpResponse *
exchange_run (Exchange *exchange, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) memory = g_byte_array_new ();
  g_autoptr (SoHttpResponse) response = g_new0 (SoHttpResponse, 1);

  response->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  stream = soup_session_send (session_of (exchange), exchange->message, so_deadline_get_cancellable (exchange->deadline), &inner);
  response->status = soup_message_get_status (exchange->message);
  if (stream && !is_good (response->status))
    {
      g_clear_object (&exchange->file);
      exchange->take = NULL;
    }
  if (!stream || !read_body (exchange, stream, memory, &inner))
    return explain (exchange, g_steal_pointer (&inner), error), NULL;
  soup_message_headers_foreach (soup_message_get_response_headers (exchange->message), add_header, response->headers);
  response->body = g_byte_array_free_to_bytes (g_steal_pointer (&memory));
  return g_steal_pointer (&response);
}

SoHttpResponse *
so_http_send (const SoHttpRequest *request, gboolean *sent, GCancellable *cancellable, GError **error)
{
  g_auto (Exchange) exchange = { .request = request };
  SoHttpResponse *response;

  if (sent)
    *sent = FALSE;
  if (!make_message (&exchange, error))
    return NULL;
  exchange.deadline = so_deadline_new (request->most_seconds ? request->most_seconds : SO_HTTP_MOST_SECONDS, cancellable);
  response = exchange_run (&exchange, error);
  if (sent)
    *sent = exchange.started;
  return response;
}

SoHttpResponse *
so_http_download (const SoHttpRequest *request, const char *path, SoHttpProgress progress, gpointer data,
                  GCancellable *cancellable, GError **error)
{
  g_auto (Exchange) exchange = { .request = request, .progress = progress, .data = data };
  g_autoptr (SoHttpResponse) response = NULL;
  int fd;

  if (!make_message (&exchange, error))
    return NULL;
  /* What is compressed already is only made larger in memory by packing it once more. */
  soup_message_headers_replace (soup_message_get_request_headers (exchange.message), "Accept-Encoding", "identity");
  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return cannot_write (error), NULL;
  exchange.file = g_unix_output_stream_new (fd, TRUE);
  exchange.deadline = so_deadline_new (request->most_seconds ? request->most_seconds : SO_HTTP_MOST_SECONDS, cancellable);
  response = exchange_run (&exchange, error);
  if (response && exchange.file && !g_output_stream_close (exchange.file, NULL, NULL))
    {
      g_clear_pointer (&response, so_http_response_free);
      cannot_write (error);
    }
  if (!response || !is_good (response->status))
    g_unlink (path);
  return g_steal_pointer (&response);
}

SoHttpResponse *
so_http_stream (const SoHttpRequest *request, SoHttpTake take, gpointer data, GCancellable *cancellable, GError **error)
{
  g_auto (Exchange) exchange = { .request = request, .take = take, .data = data };

  g_return_val_if_fail (request->most_seconds, NULL);
  if (!make_message (&exchange, error))
    return NULL;
  exchange.deadline = so_deadline_new (request->most_seconds, cancellable);
  return exchange_run (&exchange, error);
}

JsonNode *
so_http_parse (const SoHttpResponse *response, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (response->body, &size);
  JsonNode *node = so_json_parse (data ? data : "", (gssize) size, SO_HTTP_MOST_BYTES, NULL);

  if (!node)
    so_fail (error, SO_ERROR_WAIT, _("The server's answer makes no sense: it is tried again later"));
  return node;
}

gint64
so_http_parse_date (const char *text)
{
  g_autoptr (GDateTime) date = text ? soup_date_time_new_from_http_string (text) : NULL;

  return date ? g_date_time_to_unix (date) * 1000 : -1;
}
