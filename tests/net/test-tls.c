/* SPDX-License-Identifier: MIT */
/* Servers that are not who they should be. Each is a process of its own (this program once more): which TLS is spoken is settled once in a
 * process. The keys beside this file are of tests only, and the authority's is thrown away. */
#include "so-http.h"
#include "so-tls.h"

#include "so-error.h"

#include <stdio.h>
#include <string.h>

static const struct {
  const char *name, *key;
  const char *priority;     /* of the server */
  const char *says;         /* a part of the sentence; NULL: all is well */
} servers[] = {
  { "good", "server", "NORMAL", NULL },
  { "good", "server", "NORMAL:-VERS-ALL:+VERS-TLS1.2", NULL },
  { "expired", "server", "NORMAL", "has expired" },
  { "future", "server", "NORMAL", "not valid yet" },
  { "other-host", "server", "NORMAL", "somebody else" },
  { "self-signed", "server", "NORMAL", "Nobody whom this computer trusts" },
  { "name-only", "server", "NORMAL", "not one for this" },
  { "client-only", "server", "NORMAL", "not one for this" },
  { "weak", "weak", "NORMAL:%PROFILE_VERY_WEAK", "too weak" },
  { "good", "server", "NORMAL:-VERS-ALL:+VERS-TLS1.1:+SHA1:+SIGN-ALL:%PROFILE_VERY_WEAK", "safe enough" },
  { "good", "server", "NORMAL:-VERS-ALL:+VERS-TLS1.0:+SHA1:+SIGN-ALL:%PROFILE_VERY_WEAK", "safe enough" },
};

static char *
path_of (const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);

  return g_test_build_filename (G_TEST_DIST, "net", "certificates", file, NULL);
}

/* The server: one connection after the other; prints its port, and "heard" where somebody said something. */

static void
serve (GTlsCertificate *certificate, GSocketConnection *plain)
{
  static const char answer[] = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
  g_autoptr (GIOStream) safe = g_tls_server_connection_new (G_IO_STREAM (plain), certificate, NULL);
  char piece[4096];

  if (g_input_stream_read (g_io_stream_get_input_stream (safe), piece, sizeof piece, NULL, NULL) <= 0)
    return;
  g_print ("heard\n");
  g_output_stream_write_all (g_io_stream_get_output_stream (safe), answer, sizeof answer - 1, NULL, NULL, NULL);
  g_io_stream_close (safe, NULL, NULL);
}

G_NORETURN static void
run_server (const char *certificate_path, const char *key_path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_files (certificate_path, key_path, &error);
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_assert_no_error (error);
  setvbuf (stdout, NULL, _IOLBF, 0);
  g_print ("%u\n", port);
  for (;;)
    {
      g_autoptr (GSocketConnection) plain = g_socket_listener_accept (listener, NULL, NULL, NULL);

      if (plain)
        serve (certificate, plain);
    }
}

/* The client ---------------------------------------------------------------------------------------- */

static GSubprocess *
start (const char *program, guint i)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *certificate = path_of (servers[i].name, ".pem"), *key = path_of (servers[i].key, ".key");
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "G_TLS_GNUTLS_PRIORITY", servers[i].priority, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, program, "--serve", certificate, key, NULL);
  g_assert_no_error (error);
  return process;
}

static void
ask (const char *url, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHttpResponse) response = so_http_send (&(SoHttpRequest) { .url = url, .authorization = "Bearer canary" }, NULL, NULL, &error);

  g_test_message ("%s", error ? error->message : "all is well");
  if (!says)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (response->status, ==, 200);
      return;
    }
  g_assert_null (response);
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_nonnull (strstr (error->message, says));
  g_assert_nonnull (strstr (error->message, "nothing was sent"));
  g_assert_nonnull (strstr (error->message, "localhost"));
}

static void
test_servers (gconstpointer program)
{
  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      g_autoptr (GSubprocess) process = start (program, i);
      g_autoptr (GDataInputStream) said = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
      g_autofree char *port = g_data_input_stream_read_line (said, NULL, NULL, NULL), *url = NULL, *heard = NULL;

      g_test_message ("%s, %s", servers[i].name, servers[i].priority);
      g_assert_nonnull (port);
      url = g_strdup_printf ("https://localhost:%s/", port);
      ask (url, servers[i].says);
      g_subprocess_force_exit (process);
      g_subprocess_wait (process, NULL, NULL);
      heard = g_data_input_stream_read_line (said, NULL, NULL, NULL);
      /* Not even a question, with a token in it, came to a server that is not trusted. */
      g_assert_cmpstr (heard, ==, servers[i].says ? NULL : "heard");
    }
}

/* A server that speaks no TLS at all, and one that ends in the middle. */
static void
test_no_tls (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://localhost:%u/", port);
  g_autoptr (GError) error = NULL;

  g_socket_listener_close (listener);
  g_assert_null (so_http_send (&(SoHttpRequest) { .url = url }, NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
}

int
main (int argc, char **argv)
{
  g_autoptr (GTlsDatabase) trusted = NULL;
  g_autofree char *authority = NULL;
  g_autoptr (GError) error = NULL;

  if (argc == 4 && g_str_equal (argv[1], "--serve"))
    run_server (argv[2], argv[3]);
  so_tls_init ();
  g_setenv ("https_proxy", "http://127.0.0.1:9", TRUE);
  g_test_init (&argc, &argv, NULL);
  authority = path_of ("ca", ".pem");
  trusted = g_tls_file_database_new (authority, &error);
  if (!trusted)
    g_error ("%s", error->message);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), trusted);
  g_test_add_data_func ("/tls/servers", argv[0], test_servers);
  g_test_add_func ("/tls/no-server", test_no_tls);
  return g_test_run ();
}
