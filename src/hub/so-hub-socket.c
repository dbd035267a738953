/* SPDX-License-Identifier: MIT */
#include "so-hub-socket.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-frame.h"
#include "so-hub-computers.h"
#include "so-hub-shelf.h"
#include "so-hub-sync.h"
#include "so-json.h"

/* With the polls and the visitors that wait, fewer than connections in all (so-door.h). */
#define MOST_SOCKETS 256
#define MOST_OF_DEVICE 4
#define CHECK_SECONDS 5
#define PING_CHECKS 4
/* Answers to pings are three a minute. */
#define MOST_FRAMES 30
#define UPGRADE_REQUIRED 426
#define FRAMES_MS (60 * 1000)

struct _SoHubSocket {
  SoHub *hub;
  GIOStream *stream;       /* NULL: not yet */
  SoupServerMessage *message; /* until then */
  gulong written, finished;
  char *key, *device, *studio;

  SoFrameReader reader;
  GSource *reading, *writing;
  GByteArray *out;         /* what the connection did not take yet: a few frames at most */
  gboolean ending;         /* goodbye was said */
  gboolean gone;           /* it is freed with the answer of the store */
  guint frames, checks;
  gint64 frames_since;
  char *said, *found;      /* what it was told last, and what it would be told now */

  gboolean looking;
  guint64 news;            /* the last one before it looked */
  char *fresh;             /* of the store's thread while it looks: what there is */
};

static void
socket_free (SoHubSocket *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_byte_array_unref (self->out);
  explicit_bzero (self->key, strlen (self->key));
  g_free (self->key);
  g_free (self->device);
  g_free (self->studio);
  g_free (self->said);
  g_free (self->found);
  g_free (self->fresh);
  g_free (self);
}

static void
stop_watching (GSource **source)
{
  if (*source)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* It has ended, however. */
static void
drop (SoHubSocket *self)
{
  if (self->gone)
    return;
  self->gone = TRUE;
  stop_watching (&self->reading);
  stop_watching (&self->writing);
  if (self->message)
    {
      g_clear_signal_handler (&self->written, self->message);
      g_clear_signal_handler (&self->finished, self->message);
    }
  g_ptr_array_remove_fast (self->hub->sockets, self);
  if (self->stream)
    g_io_stream_close (self->stream, NULL, NULL);
  if (!self->looking)
    socket_free (self);
}

/* --- what it is told --- */

static gboolean on_writable (GObject *stream, gpointer data);

/* FALSE: the connection is broken. */
static gboolean
flush (SoHubSocket *self)
{
  GPollableOutputStream *output = G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (self->stream));
  g_autoptr (GError) error = NULL;
  gssize size;

  while (self->out->len)
    {
      size = g_pollable_output_stream_write_nonblocking (output, self->out->data, self->out->len, NULL, &error);
      if (size < 0)
        break;
      g_byte_array_remove_range (self->out, 0, size);
    }
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return FALSE;
  if (self->out->len && !self->writing)
    {
      self->writing = g_pollable_output_stream_create_source (output, NULL);
      g_source_set_callback (self->writing, G_SOURCE_FUNC (on_writable), self, NULL);
      g_source_attach (self->writing, g_main_context_get_thread_default ());
    }
  return TRUE;
}

/* Who does not read what it was told is told nothing more until then: what is new stands in the next word. */
static gboolean
is_clear (SoHubSocket *self)
{
  return self->stream && !self->ending && !self->gone && !self->out->len;
}

/* The word goes out at once or not at all. */
static void
end (SoHubSocket *self, guint code)
{
  if (!self->stream || self->ending)
    return;
  so_frame_write_close (self->out, code, NULL);
  self->ending = TRUE;
  flush (self);
  stop_watching (&self->writing);
  so_door_hang_up (self->stream);
}

static void look (SoHubSocket *self);

static void
say (SoHubSocket *self)
{
  if (!is_clear (self) || !self->found || !g_strcmp0 (self->found, self->said))
    return;
  so_frame_write (self->out, SO_FRAME_TEXT, self->found, MIN (strlen (self->found), SO_FRAME_MOST), NULL);
  g_set_str (&self->said, self->found);
  if (!flush (self))
    drop (self);
}

static gboolean
on_writable (GObject *stream, gpointer data)
{
  SoHubSocket *self = data;

  if (!flush (self))
    {
      drop (self);
      return G_SOURCE_REMOVE;
    }
  if (self->out->len)
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->writing, g_source_unref);
  say (self);
  return G_SOURCE_REMOVE;
}

static gboolean
work_look (SoHubStore *store, gpointer data, GError **error)
{
  SoHubSocket *self = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, self->key, error);
  g_autofree char *epoch = device ? so_hub_store_dup_epoch (store, device->studio, error) : NULL;
  g_autoptr (GPtrArray) none = NULL;
  JsonObject *object;
  gint64 head, log, files;

  none = epoch ? so_hub_store_page (store, device->studio, G_MAXINT64, 1, 0, 0, &head, error) : NULL;
  if (!none || !so_hub_sync_head (store, device->studio, &log, error) || !so_hub_shelf_stand (store, device->studio, &files, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_int_member (object, "head", head);
  json_object_set_string_member (object, "epoch", epoch);
  json_object_set_int_member (object, "sync", log);
  json_object_set_int_member (object, "files", files);
  g_free (self->fresh);
  self->fresh = so_json_write_object (object);
  return TRUE;
}

static void
on_looked (const GError *error, gpointer data)
{
  SoHubSocket *self = data;

  self->looking = FALSE;
  if (!error)
    {
      g_free (self->found);
      self->found = g_steal_pointer (&self->fresh);
    }
  if (self->gone)
    socket_free (self);
  else if (g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN))
    end (self, SO_FRAME_POLICY);
  /* What could not be looked up is looked up with the next check. */
  else if (!error && so_hub_has_news (self->hub, self->studio, self->news) && !self->hub->stopping)
    look (self);
  else if (!error)
    say (self);
}

static void
look (SoHubSocket *self)
{
  if (self->looking || self->ending || !self->stream || !self->hub->reader)
    return;
  self->looking = TRUE;
  self->news = self->hub->news;
  so_hub_worker_run (self->hub->reader, work_look, on_looked, self);
}

/* --- what it says --- */

/* 0, or why it ends. */
static guint
take_frame (SoHubSocket *self)
{
  gint64 now = so_monotonic ();

  if (now - self->frames_since > FRAMES_MS)
    {
      self->frames = 0;
      self->frames_since = now;
    }
  if (++self->frames > MOST_FRAMES)
    return SO_FRAME_POLICY;
  if (self->reader.kind == SO_FRAME_TEXT || self->reader.kind == SO_FRAME_BINARY)
    return SO_FRAME_NOT_ASKED;
  so_hub_studio_of (self->hub, self->studio)->asked_at = now;
  so_hub_saw (self->hub, self->device);
  if (self->reader.kind == SO_FRAME_PING && is_clear (self))
    so_frame_write (self->out, SO_FRAME_PONG, self->reader.bytes, self->reader.size, NULL);
  /* 1000: as it wishes. */
  return self->reader.kind == SO_FRAME_CLOSE ? 1000 : 0;
}

static guint
take_bytes (SoHubSocket *self, const guint8 *bytes, gsize size)
{
  gsize at = 0, used;
  guint code = SO_FRAME_WHOLE;

  while (code == SO_FRAME_WHOLE)
    {
      code = so_frame_read (&self->reader, bytes + at, size - at, &used);
      at += used;
      if (code == SO_FRAME_WHOLE)
        {
          guint why = take_frame (self);

          code = why ? why : code;
        }
    }
  return code;
}

static gboolean
on_readable (GObject *stream, gpointer data)
{
  SoHubSocket *self = data;
  guint8 bytes[1024];
  g_autoptr (GError) error = NULL;
  gssize size = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (stream), bytes, sizeof bytes, NULL, &error);
  guint code = size > 0 && !self->ending ? take_bytes (self, bytes, size) : 0;

  if (code)
    end (self, code);
  if (size == 0 || (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK)) || (!self->ending && !flush (self)))
    {
      drop (self);
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

/* --- how it begins and ends --- */

static void
on_written (SoupServerMessage *message, SoHubSocket *self)
{
  GInputStream *input;

  g_clear_signal_handler (&self->written, message);
  g_clear_signal_handler (&self->finished, message);
  self->stream = so_door_upgrade (message);
  g_clear_object (&self->message);
  input = g_io_stream_get_input_stream (self->stream);
  self->reading = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (input), NULL);
  g_source_set_callback (self->reading, G_SOURCE_FUNC (on_readable), self, NULL);
  g_source_attach (self->reading, g_main_context_get_thread_default ());
  so_hub_studio_of (self->hub, self->studio)->asked_at = so_monotonic ();
  so_hub_saw (self->hub, self->device);
  if (self->hub->stopping)
    end (self, SO_FRAME_AWAY);
  else
    look (self);
}

/* It went away before that. */
static void
on_finished (SoupServerMessage *message, SoHubSocket *self)
{
  drop (self);
}

static gboolean
on_check (gpointer data)
{
  SoHub *self = data;

  so_hub_sockets_check (self);
  for (guint i = self->sockets->len; i > 0; i--)
    {
      SoHubSocket *socket = self->sockets->pdata[i - 1];

      if (++socket->checks % PING_CHECKS || !is_clear (socket))
        continue;
      so_frame_write (socket->out, SO_FRAME_PING, NULL, 0, NULL);
      if (!flush (socket))
        drop (socket);
    }
  if (self->sockets->len)
    return G_SOURCE_CONTINUE;
  self->checking = 0;
  return G_SOURCE_REMOVE;
}

static guint
count_of (SoHub *self, const char *device)
{
  guint n = 0;

  for (guint i = 0; i < self->sockets->len; i++)
    n += !strcmp (((SoHubSocket *) self->sockets->pdata[i])->device, device);
  return n;
}

static gboolean
is_welcome (SoHubCall *call)
{
  SoHub *self = call->hub;

  if (self->stopping || self->sockets->len >= MOST_SOCKETS)
    so_hub_answer_error (call->message, SOUP_STATUS_SERVICE_UNAVAILABLE, "Too many computers wait at this hub: ask with wait= instead.");
  else if (count_of (self, call->word) >= MOST_OF_DEVICE)
    so_hub_answer_error (call->message, SO_HUB_TOO_MANY, "This computer waits here already: ask with wait= instead.");
  else if (!soup_websocket_server_check_handshake (call->message, NULL, NULL, NULL, NULL))
    {
      so_hub_answer_error (call->message, UPGRADE_REQUIRED, "This is a WebSocket.");
      soup_message_headers_replace (soup_server_message_get_response_headers (call->message), "Upgrade", "websocket");
    }
  else
    return TRUE;
  return FALSE;
}

void
so_hub_socket_begin (SoHubCall *call)
{
  SoHub *self = call->hub;
  SoHubSocket *socket;

  if (!call->gone && is_welcome (call) && soup_websocket_server_process_handshake (call->message, NULL, NULL, NULL, NULL))
    {
      socket = g_new0 (SoHubSocket, 1);
      socket->hub = self;
      socket->message = g_object_ref (call->message);
      socket->key = g_strdup (call->key);
      socket->device = g_strdup (call->word);
      socket->studio = g_strdup (call->name);
      socket->out = g_byte_array_new ();
      socket->reader = (SoFrameReader) { .masked = TRUE, .most = SO_FRAME_SHORT };
      socket->written = g_signal_connect (call->message, "wrote-informational", G_CALLBACK (on_written), socket);
      socket->finished = g_signal_connect (call->message, "finished", G_CALLBACK (on_finished), socket);
      g_ptr_array_add (self->sockets, socket);
      if (!self->checking)
        self->checking = g_timeout_add_seconds (CHECK_SECONDS, on_check, self);
    }
  so_hub_call_finish (call);
}

void
so_hub_sockets_wake (SoHub *self)
{
  for (guint i = 0; i < self->sockets->len; i++)
    {
      SoHubSocket *socket = self->sockets->pdata[i];

      if (so_hub_has_news (self, socket->studio, socket->news))
        look (socket);
    }
}

void
so_hub_sockets_check (SoHub *self)
{
  for (guint i = 0; i < self->sockets->len; i++)
    look (self->sockets->pdata[i]);
}

void
so_hub_sockets_close (SoHub *self)
{
  for (guint i = 0; i < self->sockets->len; i++)
    end (self->sockets->pdata[i], SO_FRAME_AWAY);
}

void
so_hub_sockets_free (SoHub *self)
{
  while (self->sockets->len)
    drop (self->sockets->pdata[self->sockets->len - 1]);
  g_clear_handle_id (&self->checking, g_source_remove);
}
