/* SPDX-License-Identifier: MIT */
#include "so-test-bulk.h"

#include <stdlib.h>
#include <string.h>

#define PIECE (64 * 1024)

typedef struct {
  char *what;
  char *body;        /* or NULL: */
  char *path;
  guint64 bytes;
  guint requests;
} Rule;

struct _SoTestBulk {
  GSocketListener *listener;
  GCancellable *stop;
  GThread *thread;
  char *base;
  GMutex lock;
  GPtrArray *rules;   /* under lock */
};

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  g_free (rule->what);
  g_free (rule->body);
  g_free (rule->path);
  g_free (rule);
}

/* The head of a request; what was read of its body already is told in *@more. */
static char *
read_head (GInputStream *input, gsize *more)
{
  GString *head = g_string_new (NULL);
  char piece[4096];
  gssize n;

  while ((n = g_input_stream_read (input, piece, sizeof piece, NULL, NULL)) > 0)
    {
      const char *end;
      g_string_append_len (head, piece, n);
      end = strstr (head->str, "\r\n\r\n");
      if (!end)
        continue;
      *more = head->len - (gsize) (end + 4 - head->str);
      g_string_truncate (head, (gsize) (end + 4 - head->str));
      break;
    }
  return g_string_free_and_steal (head);
}

static guint64
swallow (GInputStream *input, const char *head, guint64 already)
{
  const char *length = strcasestr (head, "\r\ncontent-length:");
  guint64 all = length ? strtoull (length + 17, NULL, 10) : 0, got = already;
  g_autofree char *piece = g_malloc (PIECE);
  gssize n;

  while (got < all && (n = g_input_stream_read (input, piece, MIN (PIECE, all - got), NULL, NULL)) > 0)
    got += (guint64) n;
  return got == all ? got : 0;
}

static Rule *
find (SoTestBulk *self, const char *head)
{
  g_autofree char *line = g_strndup (head, strcspn (head, "\r"));

  for (guint i = 0; i < self->rules->len; i++)
    if (strstr (line, ((Rule *) self->rules->pdata[i])->what))
      return self->rules->pdata[i];
  g_printerr ("# no answer for %s\n", line);
  return NULL;
}

static void
say (GOutputStream *output, guint64 length)
{
  g_output_stream_printf (output, NULL, NULL, NULL, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %" G_GUINT64_FORMAT "\r\n\r\n", length);
}

static void
answer (const Rule *rule, GOutputStream *output)
{
  g_autoptr (GFile) file = rule->path ? g_file_new_for_path (rule->path) : NULL;
  g_autoptr (GFileInputStream) stream = file ? g_file_read (file, NULL, NULL) : NULL;
  g_autoptr (GFileInfo) info = stream ? g_file_input_stream_query_info (stream, "standard::size", NULL, NULL) : NULL;

  say (output, info ? (guint64) g_file_info_get_size (info) : strlen (rule->body));
  if (info)
    g_output_stream_splice (output, G_INPUT_STREAM (stream), 0, NULL, NULL);
  else
    g_output_stream_write_all (output, rule->body, strlen (rule->body), NULL, NULL, NULL);
}

static void
serve (SoTestBulk *self, GIOStream *connection)
{
  GInputStream *input = g_io_stream_get_input_stream (connection);
  gsize more = 0;
  g_autofree char *head = read_head (input, &more);
  guint64 bytes = swallow (input, head, more);
  Rule *rule;

  g_mutex_lock (&self->lock);
  rule = find (self, head);
  if (rule)
    {
      rule->bytes += bytes;
      rule->requests++;
    }
  g_mutex_unlock (&self->lock);
  if (rule)
    answer (rule, g_io_stream_get_output_stream (connection));
}

static gpointer
run (gpointer data)
{
  SoTestBulk *self = data;

  for (;;)
    {
      g_autoptr (GSocketConnection) connection = g_socket_listener_accept (self->listener, NULL, self->stop, NULL);

      if (!connection)
        return NULL;
      serve (self, G_IO_STREAM (connection));
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
    }
}

SoTestBulk *
so_test_bulk_new (void)
{
  SoTestBulk *self = g_new0 (SoTestBulk, 1);
  g_autoptr (GInetAddress) here = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (here, 0), got = NULL;

  g_mutex_init (&self->lock);
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  self->stop = g_cancellable_new ();
  self->listener = g_socket_listener_new ();
  g_assert_true (g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &got, NULL));
  self->base = g_strdup_printf ("http://127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
  self->thread = g_thread_new ("so-test-bulk", run, self);
  return self;
}

void
so_test_bulk_free (SoTestBulk *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->stop);
  g_ptr_array_unref (self->rules);
  g_mutex_clear (&self->lock);
  g_free (self->base);
  g_free (self);
}

const char *
so_test_bulk_get_base (SoTestBulk *self)
{
  return self->base;
}

static void
add (SoTestBulk *self, const char *what, const char *body, const char *path)
{
  Rule *rule = g_new0 (Rule, 1);

  *rule = (Rule) { g_strdup (what), g_strdup (body), g_strdup (path), 0, 0 };
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->rules, rule);
  g_mutex_unlock (&self->lock);
}

void
so_test_bulk_answer (SoTestBulk *self, const char *what, const char *body)
{
  add (self, what, body, NULL);
}

void
so_test_bulk_answer_file (SoTestBulk *self, const char *what, const char *path)
{
  add (self, what, NULL, path);
}

static Rule
rule_of (SoTestBulk *self, const char *what)
{
  Rule rule = { 0 };

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->rules->len; i++)
    if (g_str_equal (((Rule *) self->rules->pdata[i])->what, what))
      rule = *(Rule *) self->rules->pdata[i];
  g_mutex_unlock (&self->lock);
  return rule;
}

guint64
so_test_bulk_bytes (SoTestBulk *self, const char *what)
{
  return rule_of (self, what).bytes;
}

guint
so_test_bulk_requests (SoTestBulk *self, const char *what)
{
  return rule_of (self, what).requests;
}
