/* SPDX-License-Identifier: MIT */
#include "so-test-peer.h"

#define MOST_SECONDS 120

struct _SoTestPeer {
  GSubprocess *process;
  char *base;
  guint16 port;
};

/* One that is free now; nobody takes it in the second until the peer does. */
static guint16
free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);
  g_assert_cmpuint (port, !=, 0);
  return port;
}

static gboolean
is_listening (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

  return connection != NULL;
}

static void
wait_for (SoTestPeer *self)
{
  gint64 end = g_get_monotonic_time () + MOST_SECONDS * G_TIME_SPAN_SECOND;

  while (!is_listening (self->port))
    {
      g_assert_nonnull (g_subprocess_get_identifier (self->process));
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (100 * 1000);
    }
}

SoTestPeer *
so_test_peer_start (const char *api)
{
  const char *folder = g_getenv ("STUDIO_OS_PEERS");
  g_autofree char *program = folder ? g_build_filename (folder, "mock.sh", NULL) : NULL, *port = NULL;
  g_autoptr (GError) error = NULL;
  SoTestPeer *self;

  if (!program || !g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_test_skip ("STUDIO_OS_PEERS names no folder of contract peers");
      return NULL;
    }
  self = g_new0 (SoTestPeer, 1);
  self->port = free_port ();
  port = g_strdup_printf ("%u", self->port);
  self->base = g_strconcat ("http://127.0.0.1:", port, NULL);
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, program, api, port, NULL);
  g_assert_no_error (error);
  wait_for (self);
  return self;
}

void
so_test_peer_stop (SoTestPeer *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_free (self->base);
  g_free (self);
}

const char *
so_test_peer_get_base (SoTestPeer *self)
{
  return self->base;
}
