/* SPDX-License-Identifier: MIT */
#include "so-test-peer.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#define NODE "node_modules/node/bin/node"

struct _SoTestPeer {
  GSubprocess *process;
  GThread *reader;
  char *base;                   /* or NULL */
  GMutex lock;
  GCond ready_cond;
  char *ready;
  gboolean is_ready, is_over;   /* under lock */
};

const char *
so_test_peers (void)
{
  const char *folder = g_getenv ("STUDIO_OS_PEERS");
  g_autofree char *node = folder ? g_build_filename (folder, NODE, NULL) : NULL;

  if (node && g_file_test (node, G_FILE_TEST_IS_EXECUTABLE))
    return folder;
  g_test_skip (folder ? "STUDIO_OS_PEERS names a folder where no peers are set up" : "STUDIO_OS_PEERS is not set: no stand-ins for providers' servers to judge by");
  return NULL;
}

guint16
so_test_free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

/* A test that fails must not leave a peer behind, on whose output somebody waits. */
static void
die_with_us (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
start (const char *environment, const char *first, va_list args)
{
  const char *folder = g_getenv ("STUDIO_OS_PEERS");
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) pair = g_strsplit (environment ? environment : "", "=", 2);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, g_build_filename (folder, NODE, NULL));
  for (const char *arg = first; arg; arg = va_arg (args, const char *))
    g_ptr_array_add (argv, g_strdup (arg));
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_set_child_setup (launcher, die_with_us, NULL, NULL);
  if (environment)
    g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

/* Reads to the end, so that the peer is never stopped by a full pipe. */
static gpointer
read_lines (gpointer data)
{
  SoTestPeer *self = data;
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));

  for (char *line; (line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)); g_free (line))
    {
      g_mutex_lock (&self->lock);
      self->is_ready = self->is_ready || strstr (line, self->ready);
      g_cond_signal (&self->ready_cond);
      g_mutex_unlock (&self->lock);
      g_test_message ("peer: %s", line);
    }
  g_mutex_lock (&self->lock);
  self->is_over = TRUE;
  g_cond_signal (&self->ready_cond);
  g_mutex_unlock (&self->lock);
  return NULL;
}

SoTestPeer *
so_test_peer_new (const char *ready, const char *environment, const char *first, ...)
{
  SoTestPeer *self = g_new0 (SoTestPeer, 1);
  va_list args;

  g_mutex_init (&self->lock);
  g_cond_init (&self->ready_cond);
  self->ready = g_strdup (ready);
  va_start (args, first);
  self->process = start (environment, first, args);
  va_end (args);
  self->reader = g_thread_new ("peer", read_lines, self);
  g_mutex_lock (&self->lock);
  while (!self->is_ready && !self->is_over)
    g_cond_wait (&self->ready_cond, &self->lock);
  g_assert_true (self->is_ready);
  g_mutex_unlock (&self->lock);
  return self;
}

void
so_test_peer_free (SoTestPeer *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_thread_join (self->reader);
  g_object_unref (self->process);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ready_cond);
  g_free (self->ready);
  g_free (self->base);
  g_free (self);
}

SoTestPeer *
so_test_peer_mock (const char *api)
{
  g_autofree char *port = g_strdup_printf ("%u", so_test_free_port ()), *contract = g_strconcat ("build/", api, ".json", NULL);
  SoTestPeer *self;

  if (!so_test_peers ())
    return NULL;
  self = so_test_peer_new ("is listening", NULL, "prism-strict.cjs", "mock", "--host", "127.0.0.1", "--port", port, contract, NULL);
  self->base = g_strconcat ("http://127.0.0.1:", port, NULL);
  return self;
}

SoTestPeer *
so_test_peer_gate (const char *api, const char *upstream)
{
  g_autofree char *port = g_strdup_printf ("%u", so_test_free_port ());
  SoTestPeer *self = so_test_peer_new ("gate on", NULL, "gate.mjs", port, upstream, api, NULL);

  self->base = g_strconcat ("http://127.0.0.1:", port, NULL);
  return self;
}

const char *
so_test_peer_get_base (SoTestPeer *self)
{
  return self->base;
}

char *
so_test_peer_run (const char *first, ...)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *said = NULL;
  va_list args;

  va_start (args, first);
  process = start (NULL, first, args);
  va_end (args);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (process));
  return g_strchomp (g_steal_pointer (&said));
}
