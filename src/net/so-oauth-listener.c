/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-oauth-listener.h"

#include "so-deadline.h"
#include "so-error.h"
#include "so-oauth-pkce.h"
#include "so-secrets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_HEAD (16 * 1024)
#define MOST_VISITORS 32
#define VISIT_SECONDS 10

struct _SoOauthListener {
  GSocketListener *listener;
  char *uri;
  GMainContext *context;
  const char *state;     /* while waiting */
  char *code;
  GError *error;         /* that ended the waiting */
  gboolean done;
  GPtrArray *visitors;   /* Visitor */
  GCancellable *stop;    /* while waiting */
};

/* One connection. Browsers open some on which they never speak, so none may keep the others waiting. */
typedef struct {
  SoOauthListener *owner;
  GSocketConnection *connection;
  char head[MOST_HEAD + 1];
  gsize length;
} Visitor;

static void
visitor_free (gpointer data)
{
  Visitor *visitor = data;

  g_io_stream_close (G_IO_STREAM (visitor->connection), NULL, NULL);
  g_object_unref (visitor->connection);
  explicit_bzero (visitor->head, sizeof visitor->head);
  g_free (visitor);
}

SoOauthListener *
so_oauth_listener_new (guint16 port, GError **error)
{
  g_autoptr (SoOauthListener) self = g_new0 (SoOauthListener, 1);
  g_autoptr (GInetAddress) here = g_inet_address_new_from_string ("127.0.0.1");
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (here, port), got = NULL;

  self->context = g_main_context_new ();
  self->visitors = g_ptr_array_new_with_free_func (visitor_free);
  self->listener = g_socket_listener_new ();
  if (!g_socket_listener_add_address (self->listener, wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &got, NULL))
    return so_fail (error, SO_ERROR_CHANGE, _("The sign-in page cannot come back to this computer, since no port is free here: close other programs and try again")), NULL;
  self->uri = g_strdup_printf ("http://127.0.0.1:%u" SO_OAUTH_PATH, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
  return g_steal_pointer (&self);
}

void
so_oauth_listener_free (SoOauthListener *self)
{
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_ptr_array_unref (self->visitors);
  g_main_context_unref (self->context);
  so_secret_free (self->code);
  g_clear_error (&self->error);
  g_free (self->uri);
  g_free (self);
}

const char *
so_oauth_listener_get_uri (SoOauthListener *self)
{
  return self->uri;
}

static void
answer (Visitor *visitor, const char *status, const char *title, const char *words)
{
  g_autofree char *t = g_markup_escape_text (title, -1), *w = g_markup_escape_text (words, -1);
  g_autofree char *page = g_strdup_printf ("<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                                           "<title>%s</title><h1>%s</h1><p>%s</p>\n", t, t, w);
  g_autofree char *all = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %zu\r\nConnection: close\r\n"
                                          "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
                                          "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\r\n%s", status, strlen (page), page);

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (visitor->connection)), all, strlen (all), NULL, NULL, NULL);
  /* A connection that is closed while the other side still has something to say is reset, and the page with it. */
  g_socket_shutdown (g_socket_connection_get_socket (visitor->connection), FALSE, TRUE, NULL);
}

/* What the provider says by the browser, where the state was ours. */
static void
take (Visitor *visitor, GHashTable *query)
{
  SoOauthListener *self = visitor->owner;
  const char *code = g_hash_table_lookup (query, "code"), *refused = g_hash_table_lookup (query, "error");

  self->done = TRUE;
  if (code && *code && !refused)
    {
      self->code = g_strdup (code);
      answer (visitor, "200 OK", _("You are signed in"), _("You can close this page and go back to Studio OS."));
      return;
    }
  if (!g_strcmp0 (refused, "access_denied"))
    so_fail (&self->error, SO_ERROR_SIGN_IN, _("The sign-in was turned down in the browser, so nothing was connected: sign in again"));
  else
    so_fail (&self->error, SO_ERROR_CHANGE, _("The sign-in was refused by the provider: check the client id and what the account may do, then sign in again"));
  answer (visitor, "200 OK", _("You are not signed in"), self->error->message);
}

/* "GET /callback?code=…&state=… HTTP/1.1"; the rest of the head is of no interest. */
static void
serve (Visitor *visitor)
{
  SoOauthListener *self = visitor->owner;
  char *end = strpbrk (visitor->head, "\r\n"), *target = visitor->head + 4, *mark;
  g_autoptr (GHashTable) query = NULL;

  *end = 0;
  if (!g_str_has_prefix (visitor->head, "GET /") || !(mark = strstr (target, " HTTP/1.")))
    {
      answer (visitor, "400 Bad Request", _("Nothing is here"), _("This address is only for the end of a sign-in."));
      return;
    }
  *mark = 0;
  mark = target + strcspn (target, "?");
  query = *mark ? g_uri_parse_params (mark + 1, -1, "&", G_URI_PARAMS_WWW_FORM, NULL) : NULL;
  *mark = 0;
  if (strcmp (target, SO_OAUTH_PATH))
    answer (visitor, "404 Not Found", _("Nothing is here"), _("This address is only for the end of a sign-in."));
  else if (self->done || !query || !so_oauth_is_same (self->state, g_hash_table_lookup (query, "state")))
    answer (visitor, "400 Bad Request", _("This is not the sign-in that was begun"), _("Go back to Studio OS and begin the sign-in again."));
  else
    take (visitor, query);
}

static void on_read (GObject *source, GAsyncResult *result, gpointer data);

static void
listen_to (Visitor *visitor)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (visitor->connection));

  g_input_stream_read_async (input, visitor->head + visitor->length, MOST_HEAD - visitor->length, G_PRIORITY_DEFAULT, visitor->owner->stop, on_read, visitor);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Visitor *visitor = data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n > 0)
    {
      visitor->length += (gsize) n;
      visitor->head[visitor->length] = 0;
    }
  if (n > 0 && !strstr (visitor->head, "\r\n\r\n") && visitor->length < MOST_HEAD)
    {
      listen_to (visitor);
      return;
    }
  if (n > 0 && strstr (visitor->head, "\r\n\r\n") && strlen (visitor->head) == visitor->length)
    serve (visitor);
  g_ptr_array_remove_fast (visitor->owner->visitors, visitor);
}

static void on_visit (GObject *source, GAsyncResult *result, gpointer data);

static void
await_visit (SoOauthListener *self)
{
  g_socket_listener_accept_async (self->listener, self->stop, on_visit, self);
}

static void
on_visit (GObject *source, GAsyncResult *result, gpointer data)
{
  SoOauthListener *self = data;
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept_finish (G_SOCKET_LISTENER (source), result, NULL, NULL);
  Visitor *visitor;

  if (g_cancellable_is_cancelled (self->stop))
    return;
  await_visit (self);
  if (!connection || self->visitors->len >= MOST_VISITORS)
    return;
  g_socket_set_timeout (g_socket_connection_get_socket (connection), VISIT_SECONDS);
  visitor = g_new0 (Visitor, 1);
  visitor->owner = self;
  visitor->connection = g_steal_pointer (&connection);
  g_ptr_array_add (self->visitors, visitor);
  listen_to (visitor);
}

/* All that was begun ends before the waiting does: its callbacks know this object. */
static void
drain (SoOauthListener *self)
{
  g_cancellable_cancel (self->stop);
  while (self->visitors->len || g_main_context_pending (self->context))
    g_main_context_iteration (self->context, FALSE);
}

static gboolean
wake (GCancellable *cancellable, gpointer context)
{
  g_main_context_wakeup (context);
  return G_SOURCE_REMOVE;
}

char *
so_oauth_listener_wait (SoOauthListener *self, const char *state, guint seconds, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoDeadline) deadline = so_deadline_new (seconds, cancellable);
  g_autoptr (GSource) woken = NULL;

  self->stop = so_deadline_get_cancellable (deadline);
  self->state = state;
  woken = g_cancellable_source_new (self->stop);
  g_source_set_callback (woken, G_SOURCE_FUNC (wake), self->context, NULL);
  g_source_attach (woken, self->context);
  g_main_context_push_thread_default (self->context);
  await_visit (self);
  while (!self->done && !g_cancellable_is_cancelled (self->stop))
    g_main_context_iteration (self->context, TRUE);
  drain (self);
  g_main_context_pop_thread_default (self->context);
  g_source_destroy (woken);
  g_socket_listener_close (self->listener);
  self->state = NULL;
  self->stop = NULL;
  if (self->error)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else if (!self->code && !g_cancellable_set_error_if_cancelled (cancellable, error))
    so_fail (error, SO_ERROR_SIGN_IN, _("Nobody came back from the browser in time, so nothing was connected: sign in again"));
  return g_steal_pointer (&self->code);
}
