/* SPDX-License-Identifier: MIT */
#include "so-door.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#include "so-error.h"
#include "so-door-stream.h"

/* libsoup's own socket has a queue of ten: 64 senders at once wait for a second then. */
#define BACKLOG 1024
#define MOST_AT_ONCE 64
#define MOST_CONNECTIONS 1024
/* Those that were cut go a turn of the loop or two later. */
#define MOST_LEAVING (4 * MOST_AT_ONCE)
#define SPARE_FILES (MOST_LEAVING + 64)
#define SWEEP_MS 250
/* Where a connection's stream is found again: the server keeps the address it was given, and wraps the stream. */
#define STREAM_KEY "so-door-stream"

struct _SoDoor {
  SoupServer *server;
  SoDoorLimits limits;
  SoDoorMost most;
  gpointer data;
  SoDoorNumbers numbers;

  GSocket *socket;
  GSource *listening;
  GSource *sweeping;
  char *address;
  char *path;              /* of a unix socket, removed at the end */
  GHashTable *open;        /* SoDoorStream, borrowed */
};

static gint64
limit_of (SoDoor *self, SoDoorState state)
{
  switch (state)
    {
    case SO_DOOR_IDLE: return self->limits.idle_ms;
    case SO_DOOR_HEAD: return self->limits.head_ms;
    case SO_DOOR_BODY: return self->limits.body_ms;
    case SO_DOOR_ANSWER: return self->limits.answer_ms;
    case SO_DOOR_SOCKET: return self->limits.socket_ms;
    case SO_DOOR_CUT: return G_MAXINT32;
    default: return MIN (self->limits.head_ms, 2000);
    }
}

static gboolean
on_sweep (gpointer data)
{
  SoDoor *self = data;
  GHashTableIter iter;
  gpointer stream;
  gint64 now = g_get_monotonic_time ();

  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, &stream, NULL))
    if (now - so_door_stream_get_since (stream) > limit_of (self, so_door_stream_get_state (stream)) * 1000)
      {
        self->numbers.timed_out++;
        so_door_stream_cut (stream);
      }
  return G_SOURCE_CONTINUE;
}

/* The one in one of @states that has been there longest; NULL where there is none but @but. */
static SoDoorStream *
find_longest (SoDoor *self, guint states, SoDoorStream *but)
{
  GHashTableIter iter;
  gpointer stream;
  SoDoorStream *found = NULL;

  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, &stream, NULL))
    if (stream != but && (states & 1u << so_door_stream_get_state (stream)) &&
        (!found || so_door_stream_get_since (stream) < so_door_stream_get_since (found)))
      found = stream;
  return found;
}

/* Room for bytes that have come: bodies that have been on their way for longest make it, so that half a body keeps nobody out. */
static gboolean
make_body_room (SoDoor *self, SoDoorStream *stream, guint64 more)
{
  SoDoorStream *slow;

  while (self->numbers.body_bytes + more > self->limits.most_body_bytes && (slow = find_longest (self, 1u << SO_DOOR_BODY, stream)))
    {
      self->numbers.displaced++;
      so_door_stream_cut (slow);
    }
  return self->numbers.body_bytes + more <= self->limits.most_body_bytes;
}

static guint
on_body (SoDoorStream *stream, const char *path, guint64 announced, guint64 come, gpointer data)
{
  SoDoor *self = data;
  guint64 before = so_door_stream_get_granted (stream), more = come - MIN (come, before);
  guint no = 0;

  if (!path)
    {
      self->numbers.body_bytes -= before;
      return 0;
    }
  if (announced && announced > self->most (path, self->data))
    no = 413;
  else if (more && !make_body_room (self, stream, more))
    no = 503;
  if (no)
    self->numbers.refused++;
  else
    self->numbers.body_bytes += more;
  return no;
}

static void
on_gone (gpointer data, GObject *stream)
{
  SoDoor *self = data;

  g_hash_table_remove (self->open, stream);
  self->numbers.connections--;
}

/* Room for one more, which a slow stranger never keeps from a good sender: those who have said nothing yet make it, then those who have not said
 * all. */
static gboolean
make_room (SoDoor *self)
{
  SoDoorStream *idlest;

  if (self->numbers.connections < self->limits.most_connections)
    return TRUE;
  idlest = find_longest (self, 1u << SO_DOOR_IDLE | 1u << SO_DOOR_HEAD | 1u << SO_DOOR_REFUSED, NULL);
  idlest = idlest ? idlest : find_longest (self, 1u << SO_DOOR_BODY, NULL);
  if (idlest)
    {
      so_door_stream_cut (idlest);
      self->numbers.displaced++;
    }
  return idlest && self->numbers.connections < self->limits.most_connections + MOST_LEAVING;
}

static void
take_connection (SoDoor *self, GSocket *socket)
{
  g_autoptr (GSocketConnection) connection = g_socket_connection_factory_create_connection (socket);
  g_autoptr (SoDoorStream) input = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GSocketAddress) local = NULL, remote = NULL;
  g_autoptr (GError) error = NULL;

  self->numbers.accepted++;
  if (!make_room (self))
    {
      g_autofree char *busy = so_door_answer (503);

      self->numbers.refused++;
      g_socket_send (socket, busy, strlen (busy), NULL, NULL);
      return;
    }
  local = g_socket_get_local_address (socket, NULL);
  remote = g_socket_get_remote_address (socket, NULL);
  /* Gone already. */
  if (!local || !remote)
    return;
  input = so_door_stream_new (G_IO_STREAM (connection), on_body, self);
  stream = g_simple_io_stream_new (G_INPUT_STREAM (input), g_io_stream_get_output_stream (G_IO_STREAM (connection)));
  g_hash_table_add (self->open, input);
  self->numbers.connections++;
  g_object_weak_ref (G_OBJECT (input), on_gone, self);
  g_object_set_data (G_OBJECT (remote), STREAM_KEY, input);
  if (!soup_server_accept_iostream (self->server, stream, local, remote, &error))
    g_debug ("a connection was not taken: %s", error->message);
}

static gboolean
on_incoming (GSocket *listening, GIOCondition condition, gpointer data)
{
  SoDoor *self = data;

  for (guint i = 0; i < MOST_AT_ONCE && self->socket; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocket) socket = g_socket_accept (listening, NULL, &error);

      if (!socket)
        {
          /* Out of descriptors or memory: it would be tried again at once, for ever. */
          if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
            g_usleep (10 * 1000);
          break;
        }
      g_socket_set_blocking (socket, FALSE);
      take_connection (self, socket);
    }
  return G_SOURCE_CONTINUE;
}

static GSocketAddress *
parse_address (SoDoor *self, const char *address, GError **error)
{
  g_autoptr (GSocketConnectable) place = NULL;
  g_autoptr (GInetAddress) host = NULL;

  if (g_str_has_prefix (address, "unix:/"))
    {
      self->path = g_strdup (address + 5);
      return g_unix_socket_address_new (self->path);
    }
  place = g_network_address_parse (address, 0, NULL);
  host = place ? g_inet_address_new_from_string (g_network_address_get_hostname (G_NETWORK_ADDRESS (place))) : NULL;
  if (!host || !g_inet_address_get_is_loopback (host))
    {
      so_fail (error, SO_ERROR_CHANGE, "The hub listens on this computer only, not on “%s”: say 127.0.0.1:PORT or unix:/PATH, and let Caddy or nginx stand in front of it.", address);
      return NULL;
    }
  return g_inet_socket_address_new (host, g_network_address_get_port (G_NETWORK_ADDRESS (place)));
}

static char *
describe_address (SoDoor *self)
{
  g_autoptr (GSocketAddress) bound = g_socket_get_local_address (self->socket, NULL);
  g_autofree char *host = NULL;

  if (self->path)
    return g_strconcat ("unix:", self->path, NULL);
  host = g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (bound)));
  return g_strdup_printf (strchr (host, ':') ? "[%s]:%u" : "%s:%u", host, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
}

/* A socket file that nobody listens on any more is in the way. */
static void
clear_path (const char *path)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocketConnection) other = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);

  if (!other && g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR) && !g_file_test (path, G_FILE_TEST_IS_DIR))
    g_unlink (path);
}

gboolean
so_door_listen (SoDoor *self, const char *address, GError **error)
{
  g_autoptr (GSocketAddress) place = parse_address (self, address, error);
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) inner = NULL;

  if (!place)
    return FALSE;
  if (self->path)
    clear_path (self->path);
  socket = g_socket_new (g_socket_address_get_family (place), G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, &inner);
  if (socket)
    {
      g_socket_set_listen_backlog (socket, BACKLOG);
      g_socket_set_blocking (socket, FALSE);
    }
  if (!socket || !g_socket_bind (socket, place, TRUE, &inner) || !g_socket_listen (socket, &inner))
    {
      g_clear_pointer (&self->path, g_free);
      return so_fail (error, SO_ERROR_CHANGE, "The hub cannot listen on %s (%s): end what uses it, or choose another with --listen.", address, inner->message);
    }
  if (self->path)
    g_chmod (self->path, 0660);
  self->socket = g_steal_pointer (&socket);
  self->address = describe_address (self);
  self->listening = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->listening, G_SOURCE_FUNC (on_incoming), self, NULL);
  g_source_attach (self->listening, g_main_context_get_thread_default ());
  return TRUE;
}

const char *
so_door_get_address (SoDoor *self)
{
  return self->address;
}

void
so_door_stop (SoDoor *self)
{
  if (self->listening)
    g_source_destroy (self->listening);
  g_clear_pointer (&self->listening, g_source_unref);
  if (self->socket)
    g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
  if (self->path)
    g_unlink (self->path);
  g_clear_pointer (&self->path, g_free);
}

/* libsoup keeps a connection for a second request only as long as it listens by itself. It gets a socket that nobody can reach: its name is
 * gone before anybody could have seen it, in a folder of ours. */
static void
keep_connections (SoupServer *server)
{
  g_autofree char *folder = g_dir_make_tmp ("studio-os-hub-XXXXXX", NULL), *path = folder ? g_build_filename (folder, "s", NULL) : NULL;
  g_autoptr (GSocketAddress) address = path ? g_unix_socket_address_new (path) : NULL;
  g_autoptr (GSocket) socket = path ? g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL) : NULL;
  g_autoptr (GError) error = NULL;

  if (!socket || !g_socket_bind (socket, address, FALSE, &error) || !g_socket_listen (socket, &error) ||
      !soup_server_listen_socket (server, socket, 0, &error))
    g_message ("connections are not kept: %s", error ? error->message : "there is no folder for temporary files");
  if (path)
    {
      g_unlink (path);
      g_rmdir (folder);
    }
}

GIOStream *
so_door_upgrade (SoupServerMessage *message)
{
  SoDoorStream *input = g_object_get_data (G_OBJECT (soup_server_message_get_remote_address (message)), STREAM_KEY);
  GIOStream *stream = soup_server_message_steal_connection (message);

  /* It holds @input. */
  g_object_set_data (G_OBJECT (stream), STREAM_KEY, input);
  so_door_stream_upgrade (input);
  return stream;
}

void
so_door_hang_up (GIOStream *upgraded)
{
  so_door_stream_hang_up (g_object_get_data (G_OBJECT (upgraded), STREAM_KEY));
}

const SoDoorNumbers *
so_door_get_numbers (SoDoor *self)
{
  return &self->numbers;
}

/* Fewer than there are descriptors, with room for files and for those that are on their way out: where none can be accepted, nobody can be
 * displaced either. */
static guint
most_connections (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= MOST_CONNECTIONS + SPARE_FILES)
    return MOST_CONNECTIONS;
  return limit.rlim_cur > 2 * SPARE_FILES ? limit.rlim_cur - SPARE_FILES : SPARE_FILES;
}

SoDoor *
so_door_new (SoupServer *server, const SoDoorLimits *limits, SoDoorMost most, gpointer data)
{
  SoDoor *self = g_new0 (SoDoor, 1);

  self->server = g_object_ref (server);
  self->most = most;
  self->data = data;
  self->limits = limits ? *limits : (SoDoorLimits) { 0 };
  self->limits.most_connections = self->limits.most_connections ? self->limits.most_connections : most_connections ();
  self->limits.most_body_bytes = self->limits.most_body_bytes ? self->limits.most_body_bytes : 40 * 1024 * 1024;
  self->limits.idle_ms = self->limits.idle_ms ? self->limits.idle_ms : 75 * 1000;
  self->limits.head_ms = self->limits.head_ms ? self->limits.head_ms : 10 * 1000;
  self->limits.body_ms = self->limits.body_ms ? self->limits.body_ms : 30 * 1000;
  self->limits.answer_ms = self->limits.answer_ms ? self->limits.answer_ms : 90 * 1000;
  self->limits.socket_ms = self->limits.socket_ms ? self->limits.socket_ms : 90 * 1000;
  self->open = g_hash_table_new (NULL, NULL);
  keep_connections (server);
  self->sweeping = g_timeout_source_new (SWEEP_MS);
  g_source_set_callback (self->sweeping, on_sweep, self, NULL);
  g_source_attach (self->sweeping, g_main_context_get_thread_default ());
  return self;
}

void
so_door_free (SoDoor *self)
{
  GHashTableIter iter;
  gpointer stream;

  if (!self)
    return;
  so_door_stop (self);
  g_source_destroy (self->sweeping);
  g_source_unref (self->sweeping);
  /* They outlive the door where the server still holds them. */
  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, &stream, NULL))
    {
      so_door_stream_orphan (stream);
      so_door_stream_cut (stream);
      g_object_weak_unref (stream, on_gone, self);
    }
  g_hash_table_unref (self->open);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self->address);
  g_free (self);
}
