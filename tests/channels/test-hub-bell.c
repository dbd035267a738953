/* SPDX-License-Identifier: MIT */
/* The hub's bell, from hubs that have none, that lie, that fall silent and that hang up: it rings, or it is as if it were not there. */
#include "so-hub-bell.h"

#include "so-frame.h"

#include <string.h>

#define KEY "key-of-this-computer-4711"

/* What a hub does with a connection, after its head: each letter is one thing. */
typedef struct {
  const char *script;      /* of the next connection, and all after it */
  GSocketService *service;
  char *url;
  int connections;         /* atomic */
  int pongs;               /* atomic */
  int running;             /* atomic */
  char *head;              /* of the last request */
  GMutex lock;
  gboolean ending;
  GCond end;
} Hub;

static char *
read_head (GInputStream *input)
{
  g_autoptr (GString) head = g_string_new (NULL);
  char byte;

  while (!g_str_has_suffix (head->str, "\r\n\r\n") && g_input_stream_read (input, &byte, 1, NULL, NULL) == 1)
    g_string_append_c (head, byte);
  return g_string_free_and_steal (g_steal_pointer (&head));
}

static void
say (GOutputStream *output, const char *text)
{
  g_output_stream_write_all (output, text, strlen (text), NULL, NULL, NULL);
}

static void
say_frame (GOutputStream *output, SoFrameKind kind, const char *text)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  so_frame_write (out, kind, text, strlen (text), NULL);
  g_output_stream_write_all (output, out->data, out->len, NULL, NULL, NULL);
}

static void
accept_key (GOutputStream *output, const char *head, gboolean wrong)
{
  const char *key = strstr (head, "Sec-WebSocket-Key: ");
  g_auto (GStrv) parts = g_strsplit (key + strlen ("Sec-WebSocket-Key: "), "\r\n", 2);
  g_autofree char *accept = so_frame_accept (wrong ? "another key" : parts[0]);
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                             "Sec-WebSocket-Accept: %s\r\n\r\n", accept);

  say (output, answer);
}

static void
take_pong (Hub *hub, GInputStream *input)
{
  SoFrameReader reader = { .masked = TRUE, .most = SO_FRAME_SHORT };
  guint8 byte;
  gsize used;

  while (g_input_stream_read (input, &byte, 1, NULL, NULL) == 1)
    {
      if (so_frame_read (&reader, &byte, 1, &used) != SO_FRAME_WHOLE)
        continue;
      g_assert_cmpint (reader.kind, ==, SO_FRAME_PONG);
      g_assert_cmpstr ((const char *) reader.bytes, ==, "here?");
      g_atomic_int_inc (&hub->pongs);
      return;
    }
}

static void
stay (Hub *hub)
{
  g_mutex_lock (&hub->lock);
  while (!hub->ending)
    g_cond_wait (&hub->end, &hub->lock);
  g_mutex_unlock (&hub->lock);
}

static void
play (Hub *hub, char what, const char *head, GInputStream *input, GOutputStream *output)
{
  g_autofree char *large = NULL;

  switch (what)
    {
    case '4': say (output, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"); break;
    case '5': say (output, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"); break;
    case 'x': say (output, "HTTP/1.1 101 Switching Protocols\r\n\r\n"); break;
    case 'w': accept_key (output, head, TRUE); break;
    case 'u': accept_key (output, head, FALSE); break;
    case '3': say_frame (output, SO_FRAME_TEXT, "{\"head\":3,\"epoch\":\"e1\",\"more\":[1]}"); break;
    case '9': say_frame (output, SO_FRAME_TEXT, "{\"head\":9,\"epoch\":\"e1\"}"); break;
    case 'e': say_frame (output, SO_FRAME_TEXT, "{\"head\":3,\"epoch\":\"e2\"}"); break;
    case 'j': say_frame (output, SO_FRAME_TEXT, "{}{}"); break;
    case 'n': say_frame (output, SO_FRAME_TEXT, "{\"head\":3}"); break;
    case 'f': say (output, "\x01\x01{"); break;
    case 'L': say (output, "\x81\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f"); break;
    case 'p': say_frame (output, SO_FRAME_PING, "here?"); take_pong (hub, input); break;
    case 'c': say_frame (output, SO_FRAME_CLOSE, ""); break;
    case 'D':
      for (guint i = 0; i < 100000; i++)
        say_frame (output, SO_FRAME_PING, "here?");
      break;
    default: stay (hub);
    }
}

static gboolean
on_run (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  Hub *hub = data;
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autofree char *head = read_head (input);

  g_atomic_int_inc (&hub->running);
  g_atomic_int_inc (&hub->connections);
  g_mutex_lock (&hub->lock);
  g_set_str (&hub->head, head);
  g_mutex_unlock (&hub->lock);
  for (const char *what = hub->script; *what; what++)
    play (hub, *what, head, input, output);
  g_atomic_int_add (&hub->running, -1);
  return TRUE;
}

/* Its threads see to the connections; the accepting itself is done by a main loop of its own. */
static gpointer
serve (gpointer data)
{
  g_main_loop_run (data);
  return NULL;
}

typedef struct {
  Hub hub;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  SoHubClient *client;
  SoHubLink link;
  SoHubBell *bell;
} Case;

static void
set_up (Case *c, gconstpointer data)
{
  guint16 port;

  g_mutex_init (&c->hub.lock);
  g_cond_init (&c->hub.end);
  c->context = g_main_context_new ();
  c->loop = g_main_loop_new (c->context, FALSE);
  g_main_context_push_thread_default (c->context);
  c->hub.service = g_threaded_socket_service_new (10);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (c->hub.service), NULL, NULL);
  g_signal_connect (c->hub.service, "run", G_CALLBACK (on_run), &c->hub);
  g_main_context_pop_thread_default (c->context);
  c->thread = g_thread_new ("hub", serve, c->loop);
  c->hub.url = g_strdup_printf ("http://127.0.0.1:%u", port);
  c->client = so_hub_client_new (c->hub.url, KEY, NULL);
  c->link = (SoHubLink) { .url = c->hub.url, .device = (char *) "d1", .epoch = (char *) "e1", .cursor = 3 };
  c->bell = so_hub_bell_new ();
}

static void
tear_down (Case *c, gconstpointer data)
{
  so_hub_bell_free (c->bell);
  g_mutex_lock (&c->hub.lock);
  c->hub.ending = TRUE;
  g_cond_broadcast (&c->hub.end);
  g_mutex_unlock (&c->hub.lock);
  while (g_atomic_int_get (&c->hub.running))
    g_usleep (1000);
  g_main_loop_quit (c->loop);
  g_thread_join (c->thread);
  g_socket_service_stop (c->hub.service);
  g_socket_listener_close (G_SOCKET_LISTENER (c->hub.service));
  g_object_unref (c->hub.service);
  g_main_loop_unref (c->loop);
  g_main_context_unref (c->context);
  so_hub_client_free (c->client);
  g_free (c->hub.url);
  g_free (c->hub.head);
}

static SoHubBellSays
wait_with (Case *c, const char *script, guint seconds)
{
  c->hub.script = script;
  return so_hub_bell_wait (c->bell, c->client, &c->link, seconds, NULL);
}

static void
test_rings (Case *c, gconstpointer data)
{
  /* The same number is nothing new; the next word is. */
  g_assert_cmpint (wait_with (c, "u3pp9s", 60), ==, SO_HUB_BELL_RINGS);
  g_assert_cmpint (g_atomic_int_get (&c->hub.pongs), ==, 2);
  g_assert_nonnull (strstr (c->hub.head, "GET /v1/socket HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (c->hub.head, "\r\nAuthorization: Bearer " KEY "\r\n"));
  g_assert_nonnull (strstr (c->hub.head, "\r\nHost: 127.0.0.1:"));
  /* Until it is fetched, and then not any more; all on one line. */
  g_assert_cmpint (wait_with (c, "4", 60), ==, SO_HUB_BELL_RINGS);
  c->link.cursor = 9;
  g_assert_cmpint (wait_with (c, "4", 1), ==, SO_HUB_BELL_QUIET);
  g_assert_cmpint (g_atomic_int_get (&c->hub.connections), ==, 1);
  /* Another hub is another line. */
  c->link.device = (char *) "d2";
  g_assert_cmpint (wait_with (c, "ues", 60), ==, SO_HUB_BELL_RINGS);
  g_assert_cmpint (g_atomic_int_get (&c->hub.connections), ==, 2);
}

static gpointer
cancel (gpointer data)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancelled (Case *c, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel, cancellable);
  gint64 began = g_get_monotonic_time ();

  c->hub.script = "u3s";
  g_assert_cmpint (so_hub_bell_wait (c->bell, c->client, &c->link, 600, cancellable), ==, SO_HUB_BELL_QUIET);
  g_thread_join (thread);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 300 * G_TIME_SPAN_SECOND);
  /* Nothing is wrong with the line. */
  g_assert_cmpint (wait_with (c, "4", 1), ==, SO_HUB_BELL_QUIET);
  g_assert_cmpint (g_atomic_int_get (&c->hub.connections), ==, 1);
}

/* What there is instead of a hub with a bell; it is not tried again at once, and the waiting is left to who asks. */
static const char *const none[] = {
  "4", "5", "x", "w", "", "uc", "u", "uj", "un", "uf", "uL", "uD", "u3c", "us",
};

static void
test_none (Case *c, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      int before = g_atomic_int_get (&c->hub.connections);

      g_test_message ("%s", none[i]);
      g_clear_pointer (&c->bell, so_hub_bell_free);
      c->bell = so_hub_bell_new ();
      g_assert_cmpint (wait_with (c, none[i], strchr (none[i], 's') ? 1 : 60), ==, SO_HUB_BELL_NONE);
      for (guint k = 0; k < 3; k++)
        g_assert_cmpint (wait_with (c, "u9s", 60), ==, SO_HUB_BELL_NONE);
      g_assert_cmpint (g_atomic_int_get (&c->hub.connections), ==, before + 1);
    }
  /* Nobody at all. */
  g_clear_pointer (&c->client, so_hub_client_free);
  c->client = so_hub_client_new ("http://127.0.0.1:1", KEY, NULL);
  c->link.device = (char *) "d3";
  g_assert_cmpint (wait_with (c, "u9s", 60), ==, SO_HUB_BELL_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/hub-bell/rings", Case, NULL, set_up, test_rings, tear_down);
  g_test_add ("/hub-bell/cancelled", Case, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/hub-bell/none", Case, NULL, set_up, test_none, tear_down);
  return g_test_run ();
}
