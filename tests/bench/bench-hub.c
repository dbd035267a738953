/* SPDX-License-Identifier: MIT */
/* bench-hub HUB [SECONDS]: signed requests of 1.2 kB over 64 connections, to a bare SoupServer that checks the signature by GLib and answers 200, and
 * to the hub, which also stores them for good first; in turns, so that the neighbours' load meets both. Prints requests a second, their
 * 50th and 99th percentile, and the ratio. In SQLite, or on the server of SO_HUB_TEST_SERVER, whose own processor time is not counted. */
#include <arpa/inet.h>
#include <errno.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

#define CONNECTIONS 64
#define SECRET "app-secret-of-the-bench"
#define PREPARED 200000
#define ROUNDS 5

static GPtrArray *requests;      /* GString, each one another */
static guint next;               /* of the server whose turn it is; to the hub none is sent twice */

static void
prepare (void)
{
  g_autofree char *text = g_strnfill (1000, 'x');

  requests = g_ptr_array_new ();
  for (guint i = 0; i < PREPARED; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"%010u\",\"changes\":[{\"field\":\"messages\","
        "\"value\":{\"messages\":[{\"from\":\"4917000000\",\"id\":\"wamid.%010u%010u\",\"text\":{\"body\":\"%s\"}}]}}]}]}", i, i, (guint) getpid (), text);
      g_autofree char *hex = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) SECRET, strlen (SECRET), body, -1);
      GString *request = g_string_new (NULL);

      g_string_printf (request, "POST /hook/whatsapp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256=%s\r\n"
        "Content-Length: %zu\r\n\r\n%s", hex, strlen (body), body);
      g_ptr_array_add (requests, request);
    }
}

/* --- the bare server, in a process of its own --- */

static void
on_bare (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  const char *header = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "X-Hub-Signature-256");
  g_autofree char *right = g_compute_hmac_for_data (G_CHECKSUM_SHA256, (const guchar *) SECRET, strlen (SECRET), g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  soup_server_message_set_status (message, header && g_str_has_prefix (header, "sha256=") && !strcmp (header + 7, right) ? 200 : 403, NULL);
}

static guint
start_bare (GPid *pid)
{
  int fds[2];
  guint port = 0;

  g_assert_cmpint (pipe (fds), ==, 0);
  *pid = fork ();
  if (*pid == 0)
    {
      SoupServer *server = g_object_new (SOUP_TYPE_SERVER, NULL);
      g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
      g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0), bound = NULL;

      g_socket_set_listen_backlog (socket, 1024);
      g_socket_bind (socket, address, TRUE, NULL);
      g_socket_listen (socket, NULL);
      soup_server_add_handler (server, NULL, on_bare, NULL, NULL);
      soup_server_listen_socket (server, socket, 0, NULL);
      bound = g_socket_get_local_address (socket, NULL);
      port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
      if (write (fds[1], &port, sizeof port) == sizeof port)
        g_main_loop_run (g_main_loop_new (NULL, FALSE));
      _exit (0);
    }
  g_assert_cmpint (read (fds[0], &port, sizeof port), ==, sizeof port);
  return port;
}

static guint
start_hub (const char *program, const char *folder, GPid *pid)
{
  const char *argv[] = { program, "--data", folder, "--listen", "127.0.0.1:0", NULL };
  g_autofree char *conf = g_build_filename (folder, "hub.conf", NULL), *secrets = g_build_filename (folder, "secrets", NULL),
    *secret = g_build_filename (secrets, "whatsapp.secret", NULL), *password = g_build_filename (secrets, "storage.password", NULL), *settings = NULL;
  const char *server = g_getenv ("SO_HUB_TEST_SERVER");
  g_autoptr (GError) error = NULL;
  char line[128] = "";
  int out;

  g_mkdir_with_parents (secrets, 0700);
  settings = server ? g_strdup_printf ("[hub]\nstorage=%s\n[endpoint whatsapp]\n", server) : g_strdup ("[endpoint whatsapp]\n");
  g_file_set_contents (conf, settings, -1, &error);
  if (server)
    g_file_set_contents_full (password, g_getenv ("SO_HUB_TEST_PASSWORD"), -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_file_set_contents_full (secret, SECRET "\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (out, line, sizeof line - 1), >, 0);
  return strtoul (strrchr (line, ':') + 1, NULL, 10);
}

/* --- senders --- */

typedef struct {
  int fd;
  gint64 since;
} Line;

static void
send_next (Line *line)
{
  GString *request = requests->pdata[next++ % PREPARED];

  line->since = g_get_monotonic_time ();
  g_assert_cmpint (send (line->fd, request->str, request->len, MSG_NOSIGNAL), ==, request->len);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : 1;
}

/* Seconds of processor time that a process has used, all its threads together. */
static double
read_cpu (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid), *text = NULL;
  unsigned long user = 0, system = 0;

  if (g_file_get_contents (path, &text, NULL, NULL))
    sscanf (strrchr (text, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
  return (user + system) / (double) sysconf (_SC_CLK_TCK);
}

/* Requests a second; *@cpu: microseconds of the server's processor for each. */
static double
load (const char *name, GPid pid, guint port, double seconds, double *cpu)
{
  Line lines[CONNECTIONS];
  int poll = epoll_create1 (0);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port), .sin_addr = { htonl (INADDR_LOOPBACK) } };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 start, end;
  double rate, before = read_cpu (pid);

  for (guint i = 0; i < CONNECTIONS; i++)
    {
      struct epoll_event event = { .events = EPOLLIN, .data = { .ptr = &lines[i] } };

      lines[i].fd = socket (AF_INET, SOCK_STREAM, 0);
      g_assert_cmpint (connect (lines[i].fd, (struct sockaddr *) &address, sizeof address), ==, 0);
      epoll_ctl (poll, EPOLL_CTL_ADD, lines[i].fd, &event);
    }
  start = g_get_monotonic_time ();
  end = start + (gint64) (seconds * G_USEC_PER_SEC);
  for (guint i = 0; i < CONNECTIONS; i++)
    send_next (&lines[i]);
  while (g_get_monotonic_time () < end)
    {
      struct epoll_event events[CONNECTIONS];
      int n = epoll_wait (poll, events, CONNECTIONS, 1000);

      for (int i = 0; i < n; i++)
        {
          Line *line = events[i].data.ptr;
          char answer[4096];
          gint64 took = g_get_monotonic_time () - line->since;

          g_assert_cmpint (recv (line->fd, answer, sizeof answer, 0), >, 12);
          g_assert_cmpint (strncmp (answer + 9, "200", 3), ==, 0);
          g_array_append_val (times, took);
          send_next (line);
        }
    }
  rate = times->len / ((g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC);
  *cpu = (read_cpu (pid) - before) * 1e6 / times->len;
  g_array_sort (times, compare_times);
  printf ("# %-4s %8.0f requests/s, p50 %6.1f ms, p99 %6.1f ms, %5.1f us of processor each\n", name, rate, g_array_index (times, gint64, times->len / 2) / 1000.0,
          g_array_index (times, gint64, times->len * 99 / 100) / 1000.0, *cpu);
  for (guint i = 0; i < CONNECTIONS; i++)
    close (lines[i].fd);
  close (poll);
  return rate;
}

static void
remove_folder (const char *folder)
{
  static const char *const names[] = { "hub.conf", "hub.db", "hub.db-wal", "hub.db-shm", "hub.lock", "secrets/whatsapp.secret", "secrets/storage.password", "secrets", "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      remove (path);
    }
}

static int
compare_rates (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("bench-hub-XXXXXX", NULL);
  double seconds = argc > 2 ? g_ascii_strtod (argv[2], NULL) : 3, ratios[ROUNDS], costs[ROUNDS];
  GPid bare, hub;
  guint bare_port, hub_port, sent = 0;

  g_assert_cmpint (argc, >, 1);
  bare_port = start_bare (&bare);
  hub_port = start_hub (argv[1], folder, &hub);
  prepare ();
  for (guint i = 0; i < ROUNDS; i++)
    {
      double plain, stored, cheap, dear;

      next = 0;
      plain = load ("bare", bare, bare_port, seconds, &cheap);
      next = sent;
      stored = load ("hub", hub, hub_port, seconds, &dear);
      sent = next;
      ratios[i] = stored / plain;
      costs[i] = cheap / dear;
    }
  qsort (costs, ROUNDS, sizeof *costs, compare_rates);
  qsort (ratios, ROUNDS, sizeof *ratios, compare_rates);
  printf ("hub/bare: %.2f (median of %d; %.2f to %.2f)\n", ratios[ROUNDS / 2], ROUNDS, ratios[0], ratios[ROUNDS - 1]);
  printf ("the same by processor time: %.2f (%.2f to %.2f)\n", costs[ROUNDS / 2], costs[0], costs[ROUNDS - 1]);
  kill (bare, SIGKILL);
  kill (hub, SIGTERM);
  waitpid (bare, NULL, 0);
  waitpid (hub, NULL, 0);
  if (sent > PREPARED)
    printf ("# %u requests were sent again: fewer seconds tell more\n", sent - PREPARED);
  remove_folder (folder);
  return 0;
}
