/* SPDX-License-Identifier: MIT */
#include "so-hub-ear.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "so-error.h"
#include "so-hub-pg-put.h"

#define LOOK_MS 2000
#define PAUSE_MS 500

struct _SoHubEar {
  SoHubPg *pg;               /* of the thread */
  gboolean notify;
  guint listening;           /* on the connection of this serial */
  char *heads;               /* sum of all numbers, as it was seen last */
  GThread *thread;
  int stop;                  /* an eventfd: there is something in it once the thread is to end */
  GSource *source;           /* of who made it; ready when something was heard */
  SoHubHeard heard;
  gpointer data;
};

/* TRUE: it is time to end. */
static gboolean
wait_for (SoHubEar *self, int fd, int ms)
{
  struct pollfd fds[] = { { .fd = self->stop, .events = POLLIN }, { .fd = fd, .events = POLLIN } };

  return poll (fds, fd < 0 ? 1 : 2, ms) > 0 && fds[0].revents;
}

static void
tell (SoHubEar *self)
{
  g_source_set_ready_time (self->source, 0);
}

static gboolean
begin_listening (SoHubEar *self)
{
  g_autoptr (PGresult) result = NULL;

  if (!so_hub_pg_ready (self->pg, NULL))
    return FALSE;
  if (self->listening == so_hub_pg_get_serial (self->pg))
    return TRUE;
  result = so_hub_pg_exec (self->pg, self->notify ? "LISTEN " SO_HUB_PG_CHANNEL : "SELECT 1", NULL);
  if (!result)
    return FALSE;
  self->listening = so_hub_pg_get_serial (self->pg);
  return TRUE;
}

static gboolean
take_notifications (SoHubEar *self)
{
  PGconn *conn = so_hub_pg_get_conn (self->pg);
  gboolean some = FALSE;
  PGnotify *notification;

  if (!conn || !PQconsumeInput (conn))
    return FALSE;
  for (; (notification = PQnotifies (conn)); PQfreemem (notification))
    some = TRUE;
  return some;
}

/* TRUE where the numbers are others than at the last look. */
static gboolean
look (SoHubEar *self)
{
  g_autoptr (PGresult) result = so_hub_pg_get_conn (self->pg) ? so_hub_pg_exec (self->pg, "SELECT sum(head) FROM studio", NULL) : NULL;

  return result && g_set_str (&self->heads, PQgetvalue (result, 0, 0));
}

static gpointer
listen_on (gpointer data)
{
  SoHubEar *self = data;

  for (;;)
    {
      gboolean ready = begin_listening (self), changed = ready && look (self);

      /* Also what came in beside the answer to the look. */
      if ((ready && take_notifications (self)) || changed)
        tell (self);
      if (wait_for (self, PQsocket (so_hub_pg_get_conn (self->pg)), ready ? LOOK_MS : PAUSE_MS))
        return NULL;
    }
}

static gboolean
on_ready (gpointer data)
{
  SoHubEar *self = data;

  g_source_set_ready_time (self->source, -1);
  self->heard (self->data);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

SoHubEar *
so_hub_ear_new (const SoHubPlace *place, SoHubHeard heard, gpointer data, GError **error)
{
  static GSourceFuncs functions = { .dispatch = dispatch };
  SoHubPg *pg = so_hub_pg_new (place->server, place->password, TRUE, error);
  SoHubEar *self;

  if (!pg)
    return NULL;
  self = g_new0 (SoHubEar, 1);
  self->pg = pg;
  self->notify = place->notify;
  self->heard = heard;
  self->data = data;
  self->stop = eventfd (0, EFD_CLOEXEC);
  self->source = g_source_new (&functions, sizeof (GSource));
  g_source_set_static_name (self->source, "hub-ear");
  g_source_set_callback (self->source, on_ready, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  self->thread = g_thread_new ("hub-ear", listen_on, self);
  return self;
}

void
so_hub_ear_free (SoHubEar *self)
{
  if (!self)
    return;
  while (eventfd_write (self->stop, 1) < 0 && errno == EINTR)
    ;
  g_thread_join (self->thread);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  close (self->stop);
  so_hub_pg_free (self->pg);
  g_free (self->heads);
  g_free (self);
}
