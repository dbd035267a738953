/* SPDX-License-Identifier: MIT */
/* Whoever visits the address at which a browser comes back: forms of any kind, and only the one that was asked for counts. */
#include "so-oauth-listener.h"

#include "so-test-fuzz.h"

#include <string.h>

#define STATE "0bRZ-4711-state"

static const char *const heads[] = {
  "GET /callback?code=4%2F0AX+x%C3%A9&state=0bRZ-4711-statf&scope=a%20b HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n\r\n",
  "GET /callback?error=access_denied&state=0bRZ-4711-stat HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "GET /favicon.ico HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
};

static const char *const tokens[] = {
  "", "%", "%00", "%zz", "%C3", "a=b=c", "state=", "x", "&&&", "%26state%3D", "+", "\xff", "&", "=", "?", "#", "/callback", "/../", "//", "http://127.0.0.1/callback?", " HTTP/1.1", " HTTP/9",
  "\r\n", "\r\n\r\n", "\n", "POST", "GET", "code=", "error=", ";",
};

typedef struct {
  SoOauthListener *listener;
  guint16 port;
} Place;

/* What is answered, up to the end of its head. */
static char *
visit (Place *place, const char *head, gsize length)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_host (client, "127.0.0.1", place->port, NULL, NULL);
  GString *said = g_string_new (NULL);
  char piece[4096];
  gssize n;

  g_assert_nonnull (connection);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), head, length, NULL, NULL, NULL);
  g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), piece, sizeof piece, NULL, NULL)) > 0)
    g_string_append_len (said, piece, n);
  return g_string_free_and_steal (said);
}

static gboolean
feed (const char *body, gsize length, gpointer data)
{
  g_autofree char *said = visit (data, body, length);

  /* Nobody knows the state, so nobody is let in, and nothing that was sent comes back on the page. */
  g_assert_null (strstr (said, " 200 "));
  g_assert_null (strstr (said, "callback"));
  g_assert_null (strstr (said, "4711"));
  return strstr (said, " 400 ") || strstr (said, " 404 ");
}

static gpointer
visit_all (gpointer data)
{
  static const char good[] = "GET /callback?code=4%2F0AX+x%C3%A9&state=" STATE " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  g_autofree char *said = NULL;

  so_test_fuzz (&(SoTestFuzz) { .seeds = heads, .n_seeds = G_N_ELEMENTS (heads), .tokens = tokens, .n_tokens = G_N_ELEMENTS (tokens), .end = "& ", .feed = feed, .data = data });
  said = visit (data, good, strlen (good));
  g_assert_nonnull (strstr (said, " 200 "));
  return NULL;
}

static void
test_sign_in (void)
{
  g_autoptr (GError) error = NULL;
  Place place = { so_oauth_listener_new (0, &error), 0 };
  g_autofree char *code = NULL;
  GThread *visitors;

  g_assert_no_error (error);
  place.port = (guint16) g_ascii_strtoull (strrchr (so_oauth_listener_get_uri (place.listener), ':') + 1, NULL, 10);
  visitors = g_thread_new ("visitors", visit_all, &place);
  code = so_oauth_listener_wait (place.listener, STATE, 600, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "4/0AX xé");
  g_thread_join (visitors);
  so_oauth_listener_free (place.listener);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/sign-in", test_sign_in);
  return g_test_run ();
}
