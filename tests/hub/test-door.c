/* SPDX-License-Identifier: MIT */
/* The door, with a server behind it that counts what it gets; the limits are short, so that the test is too. */
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>

#include "so-error.h"
#include "so-door.h"

typedef struct {
  SoupServer *server;
  SoDoor *guard;
  guint requests;
  gsize bytes;
  SoupServerMessage *held;      /* of /hold */
  GIOStream *upgraded;          /* of /up */
} Door;

static void
on_upgraded (SoupServerMessage *message, Door *door)
{
  door->upgraded = so_door_upgrade (message);
}

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Door *door = data;

  door->requests++;
  door->bytes += soup_server_message_get_request_body (message)->length;
  if (g_str_equal (path, "/up"))
    {
      soup_server_message_set_status (message, 101, NULL);
      g_signal_connect (message, "wrote-informational", G_CALLBACK (on_upgraded), door);
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "yes\n", 4);
  if (g_str_equal (path, "/hold"))
    {
      door->held = g_object_ref (message);
      soup_server_message_pause (message);
    }
}

static guint64
most (const char *path, gpointer data)
{
  return g_str_equal (path, "/none") ? 0 : 1000;
}

static Door *
open_door (const SoDoorLimits *limits, const char *address)
{
  Door *door = g_new0 (Door, 1);
  g_autoptr (GError) error = NULL;

  door->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (door->server, NULL, on_request, door, NULL);
  door->guard = so_door_new (door->server, limits, most, door);
  g_assert_true (so_door_listen (door->guard, address, &error));
  g_assert_no_error (error);
  return door;
}

static void
turn (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
close_door (Door *door)
{
  so_door_free (door->guard);
  g_object_unref (door->server);
  turn ();
  g_free (door);
}

static GSocketConnection *
knock (Door *door)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection = g_socket_client_connect_to_host (client, so_door_get_address (door->guard), 0, NULL, &error);

  g_assert_no_error (error);
  g_socket_set_blocking (g_socket_connection_get_socket (connection), FALSE);
  return connection;
}

static void
say (GSocketConnection *connection, const char *text, gssize length)
{
  g_socket_send (g_socket_connection_get_socket (connection), text, length < 0 ? strlen (text) : (gsize) length, NULL, NULL);
}

/* What comes back until the connection ends, or until @until was said; NULL: until it ends. Ten seconds at most. */
static char *
hear (GSocketConnection *connection, const char *until)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  while (g_get_monotonic_time () < end)
    {
      char bytes[4096];
      g_autoptr (GError) error = NULL;
      gssize size = g_socket_receive (g_socket_connection_get_socket (connection), bytes, sizeof bytes, NULL, &error);

      if (size > 0)
        g_string_append_len (text, bytes, size);
      if (size == 0 || (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK)))
        return g_string_free_and_steal (g_steal_pointer (&text));
      if (until && strstr (text->str, until))
        return g_string_free_and_steal (g_steal_pointer (&text));
      turn ();
      g_usleep (500);
    }
  g_error ("nothing more came after: %s", text->str);
  return NULL;
}

#define assert_begins(text, start) g_assert_cmpint (strncmp (text, start, strlen (start)), ==, 0)

#define GET "GET / HTTP/1.1\r\nHost: h\r\n\r\n"

static void
test_keeps (void)
{
  Door *door = open_door (NULL, "127.0.0.1:0");
  g_autoptr (GSocketConnection) one = knock (door);
  g_autofree char *first = NULL, *second = NULL, *third = NULL;

  say (one, GET, -1);
  first = hear (one, "yes\n");
  assert_begins (first, "HTTP/1.1 200");
  say (one, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello", -1);
  second = hear (one, "yes\n");
  say (one, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n", -1);
  third = hear (one, "yes\n");
  g_assert_cmpuint (door->requests, ==, 3);
  g_assert_cmpuint (door->bytes, ==, 12);
  g_assert_cmpuint (so_door_get_numbers (door->guard)->connections, ==, 1);
  close_door (door);
}

/* Two requests in one piece; and a wrong one behind a good one is refused after that was answered. */
static void
test_pipeline (void)
{
  Door *door = open_door (NULL, "127.0.0.1:0");
  g_autoptr (GSocketConnection) one = knock (door), two = knock (door);
  g_autofree char *both = NULL, *mixed = NULL;

  say (one, GET "GET /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", -1);
  both = hear (one, NULL);
  g_assert_nonnull (strstr (strstr (both, "yes\n") + 4, "yes\n"));
  g_assert_cmpuint (door->requests, ==, 2);
  say (two, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nxGET / HTTP/1.1\nHost: h\n\n", -1);
  mixed = hear (two, NULL);
  assert_begins (mixed, "HTTP/1.1 200");
  g_assert_nonnull (strstr (mixed, "yes\nHTTP/1.1 400"));
  g_assert_cmpuint (door->requests, ==, 3);
  close_door (door);
}

static void
test_split (void)
{
  static const char request[] = "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
  Door *door = open_door (NULL, "127.0.0.1:0");

  for (gsize i = 1; i < strlen (request); i++)
    {
      g_autoptr (GSocketConnection) one = knock (door);
      g_autofree char *answer = NULL;

      say (one, request, i);
      turn ();
      say (one, request + i, -1);
      answer = hear (one, NULL);
      assert_begins (answer, "HTTP/1.1 200");
    }
  g_assert_cmpuint (door->bytes, ==, 5 * (strlen (request) - 1));
  turn ();
  g_assert_cmpuint (so_door_get_numbers (door->guard)->body_bytes, ==, 0);
  close_door (door);
}

static const struct { const char *request, *answer; } refused[] = {
  { "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/1.1 400" },
  { "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", "HTTP/1.1 400" },
  { "GET / HTTP/1.1\nHost: h\n\n", "HTTP/1.1 400" },
  { "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", "HTTP/1.1 400" },
  { "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;x\r\nhello\r\n0\r\n\r\n", "HTTP/1.1 400" },
  { "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n", "HTTP/1.1 413" },
  { "POST /none HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx", "HTTP/1.1 413" },
  { "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999\r\n\r\n", "HTTP/1.1 413" },
  { "GET /x HTTP/3.0\r\nHost: h\r\n\r\n", "HTTP/1.1 505" },
  { "\026\003\001\002\0hello", "HTTP/1.1 400" },
};

static void
test_refused (void)
{
  Door *door = open_door (NULL, "127.0.0.1:0");
  g_autoptr (GSocketConnection) chunked = knock (door);
  g_autoptr (GString) text = g_string_new ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
  g_autofree char *large = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GSocketConnection) one = knock (door);
      g_autofree char *answer = NULL;

      say (one, refused[i].request, i == G_N_ELEMENTS (refused) - 1 ? 10 : -1);
      if (i == G_N_ELEMENTS (refused) - 1)
        say (one, "\r\n\r\n", 4);
      answer = hear (one, NULL);
      g_test_message ("%u: %s", i, answer);
      assert_begins (answer, refused[i].answer);
    }
  /* What was not announced is stopped where it becomes too much. */
  for (guint i = 0; i < 200; i++)
    g_string_append (text, "6\r\n123456\r\n");
  say (chunked, text->str, -1);
  large = hear (chunked, NULL);
  assert_begins (large, "HTTP/1.1 413");
  g_clear_object (&chunked);
  for (guint i = 0; i < 5000 && so_door_get_numbers (door->guard)->connections; i++)
    {
      turn ();
      g_usleep (1000);
    }
  g_assert_cmpuint (door->requests, ==, 0);
  g_assert_cmpuint (so_door_get_numbers (door->guard)->body_bytes, ==, 0);
  g_assert_cmpuint (so_door_get_numbers (door->guard)->connections, ==, 0);
  close_door (door);
}

/* Half a head, half a body and nothing at all end by themselves, and so does who never takes the answer. */
static void
test_slow (void)
{
  static const SoDoorLimits limits = { .idle_ms = 1000, .head_ms = 1000, .body_ms = 1000, .answer_ms = 1000 };
  static const char *const parts[] = { "", "GET / HTT", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel", GET };
  Door *door = open_door (&limits, "127.0.0.1:0");
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GSocketConnection) waiting = NULL;
  g_autofree char *cut = NULL;

  for (guint i = 0; i < 40; i++)
    {
      GSocketConnection *one = knock (door);

      say (one, parts[i % 4], -1);
      g_ptr_array_add (open, one);
    }
  for (guint i = 0; i < open->len; i++)
    {
      g_autofree char *answer = hear (open->pdata[i], NULL);

      g_assert_cmpint (*answer != '\0', ==, i % 4 == 3);
    }
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 1000 * 1000);
  waiting = knock (door);
  say (waiting, "GET /hold HTTP/1.1\r\nHost: h\r\n\r\n", -1);
  cut = hear (waiting, NULL);
  g_assert_cmpstr (cut, ==, "");
  g_assert_nonnull (door->held);
  g_assert_cmpuint (so_door_get_numbers (door->guard)->timed_out, >=, 41);
  g_clear_object (&door->held);
  close_door (door);
}

/* A full house: who has not said anything goes first, and a good sender is served at once. */
static void
test_full (void)
{
  static const SoDoorLimits limits = { .most_connections = 8 };
  Door *door = open_door (&limits, "127.0.0.1:0");
  g_autoptr (GPtrArray) idle = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GSocketConnection) good = NULL;
      g_autofree char *answer = NULL;

      g_ptr_array_add (idle, knock (door));
      turn ();
      if (i % 10)
        continue;
      good = knock (door);
      say (good, GET, -1);
      answer = hear (good, "yes\n");
      assert_begins (answer, "HTTP/1.1 200");
    }
  turn ();
  g_assert_cmpuint (door->requests, ==, 5);
  g_assert_cmpuint (so_door_get_numbers (door->guard)->connections, <=, 9);
  g_assert_cmpuint (so_door_get_numbers (door->guard)->displaced, >=, 40);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_TIME_SPAN_SECOND);
  close_door (door);
}

/* Until so many bytes of bodies have come. */
static void
await_bytes (Door *door, guint64 bytes)
{
  for (guint i = 0; i < 10000 && so_door_get_numbers (door->guard)->body_bytes != bytes; i++)
    {
      turn ();
      g_usleep (1000);
    }
  g_assert_cmpuint (so_door_get_numbers (door->guard)->body_bytes, ==, bytes);
}

/* Bodies of all together have a limit too: of what has come, not of what was announced. Who has been on the way for longest makes room; what is
 * being answered stays. */
static void
test_budget (void)
{
  static const SoDoorLimits limits = { .most_body_bytes = 1500 };
  Door *door = open_door (&limits, "127.0.0.1:0");
  g_autoptr (GSocketConnection) half = knock (door), younger = knock (door), held = knock (door), more = knock (door);
  g_autofree char *x = g_strnfill (900, 'x'), *cut = NULL, *no = NULL, *yes = NULL, *whole = NULL;

  say (half, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n", -1);
  say (half, x, 800);
  await_bytes (door, 800);
  say (younger, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\n", -1);
  say (younger, x, 400);
  await_bytes (door, 1200);
  /* These are answered late, so that all of them are there at once. */
  say (held, "POST /hold HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\n", -1);
  say (held, x, 900);
  cut = hear (half, NULL);
  g_assert_cmpstr (cut, ==, "");
  await_bytes (door, 1300);
  g_assert_cmpuint (so_door_get_numbers (door->guard)->displaced, ==, 1);
  say (younger, x, 500);
  whole = hear (younger, NULL);
  assert_begins (whole, "HTTP/1.1 503");
  say (more, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\n", -1);
  say (more, x, 900);
  no = hear (more, NULL);
  assert_begins (no, "HTTP/1.1 503");
  g_assert_nonnull (strstr (no, "Retry-After"));
  await_bytes (door, 900);
  soup_server_message_unpause (door->held);
  yes = hear (held, "yes\n");
  assert_begins (yes, "HTTP/1.1 200");
  g_clear_object (&door->held);
  close_door (door);
}

/* What came on the connection that was upgraded; -1: it has ended. */
static gssize
take (Door *door, char *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;
  gssize n = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (door->upgraded)), bytes, size, NULL, &error);

  return n > 0 ? n : g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK) ? 0 : -1;
}

/* One that is no HTTP any more: every byte as it comes, for as long as some come. */
static void
test_upgraded (void)
{
  static const SoDoorLimits limits = { .idle_ms = 300, .head_ms = 300, .body_ms = 300, .answer_ms = 300, .socket_ms = 2000 };
  Door *door = open_door (&limits, "127.0.0.1:0");
  g_autoptr (GSocketConnection) one = knock (door);
  g_autoptr (GString) sent = g_string_new (NULL), got = g_string_new (NULL);
  g_autofree char *head = NULL, *rest = NULL;
  gint64 start = g_get_monotonic_time ();
  char bytes[64];
  gssize n = 0;

  say (one, "GET /up HTTP/1.1\r\nHost: h\r\n\r\n", -1);
  head = hear (one, "\r\n\r\n");
  assert_begins (head, "HTTP/1.1 101");
  while (!door->upgraded)
    turn ();
  while (g_get_monotonic_time () - start < 5 * G_TIME_SPAN_SECOND)
    {
      say (one, "\r\nGET \xff", 7);
      g_string_append_len (sent, "\r\nGET \xff", 7);
      turn ();
      g_assert_cmpint ((n = take (door, bytes, sizeof bytes)), >=, 0);
      g_string_append_len (got, bytes, n);
      g_usleep (5000);
    }
  while (got->len < sent->len && (n = take (door, bytes, sizeof bytes)) >= 0)
    g_string_append_len (got, bytes, n);
  g_assert_cmpmem (got->str, got->len, sent->str, sent->len);
  rest = hear (one, NULL);
  g_assert_cmpstr (rest, ==, "");
  g_assert_cmpint (take (door, bytes, sizeof bytes), ==, -1);
  g_assert_cmpuint (so_door_get_numbers (door->guard)->timed_out, ==, 1);
  g_clear_object (&door->upgraded);
  g_assert_cmpuint (so_door_get_numbers (door->guard)->connections, ==, 0);
  close_door (door);
}

static void
test_addresses (void)
{
  static const char *const wrong[] = { "0.0.0.0:0", "192.168.1.2:0", "[::]:0", "example.org:80", "", "127.0.0.1:port", "unix:relative", "unix:/nowhere/at/all/socket" };
  g_autoptr (SoupServer) server = g_object_new (SOUP_TYPE_SERVER, NULL);
  g_autofree char *folder = g_dir_make_tmp ("door-XXXXXX", NULL), *path = g_build_filename (folder, "socket", NULL), *address = g_strconcat ("unix:", path, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) place = g_unix_socket_address_new (path);
  g_autoptr (GSocketConnection) one = NULL;
  g_autofree char *answer = NULL;
  SoDoor *first, *second;
  Door *door;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      SoDoor *guard = so_door_new (server, NULL, most, NULL);
      g_autoptr (GError) refusal = NULL;

      g_assert_false (so_door_listen (guard, wrong[i], &refusal));
      g_assert_error (refusal, SO_ERROR, SO_ERROR_CHANGE);
      so_door_free (guard);
    }
  first = so_door_new (server, NULL, most, NULL);
  second = so_door_new (server, NULL, most, NULL);
  g_assert_true (so_door_listen (first, address, NULL));
  g_assert_false (so_door_listen (second, address, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_error (&error);
  so_door_free (second);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  so_door_free (first);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  door = open_door (NULL, address);
  one = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (place), NULL, &error);
  g_assert_no_error (error);
  g_socket_set_blocking (g_socket_connection_get_socket (one), FALSE);
  say (one, GET, -1);
  answer = hear (one, "yes\n");
  assert_begins (answer, "HTTP/1.1 200");
  close_door (door);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/door/keeps", test_keeps);
  g_test_add_func ("/hub/door/pipeline", test_pipeline);
  g_test_add_func ("/hub/door/split", test_split);
  g_test_add_func ("/hub/door/refused", test_refused);
  g_test_add_func ("/hub/door/slow", test_slow);
  g_test_add_func ("/hub/door/full", test_full);
  g_test_add_func ("/hub/door/budget", test_budget);
  g_test_add_func ("/hub/door/upgraded", test_upgraded);
  g_test_add_func ("/hub/door/addresses", test_addresses);
  return g_test_run ();
}
