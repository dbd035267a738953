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
  char *sum;                 /* of all numbers, as it was seen last */
  GHashTable *heads;         /* studio → its number then, as text */
  GThread *thread;
  int stop;                  /* an eventfd: there is something in it once the thread is to end */
  GMutex lock;
  GHashTable *news;          /* under lock: the studios of which something was heard */
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

/* @studio "": something else than an event. */
static void
tell (SoHubEar *self, const char *studio)
{
  g_mutex_lock (&self->lock);
  if (*studio)
    g_hash_table_add (self->news, g_strdup (studio));
  g_mutex_unlock (&self->lock);
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

static void
take_notifications (SoHubEar *self)
{
  PGconn *conn = so_hub_pg_get_conn (self->pg);
  PGnotify *notification;

  if (!conn || !PQconsumeInput (conn))
    return;
  for (; (notification = PQnotifies (conn)); PQfreemem (notification))
    tell (self, notification->extra);
}

/* Tells of the studios whose numbers are others than at the last look. One number is asked for as long as nothing happens. */
static void
look (SoHubEar *self)
{
  g_autoptr (PGresult) sum = so_hub_pg_exec (self->pg, "SELECT (SELECT sum(head) FROM studio) || ' ' || (SELECT coalesce(sum(head), 0) FROM sync_studio)", NULL), all = NULL;

  if (!sum || !g_strcmp0 (PQgetvalue (sum, 0, 0), self->sum))
    return;
  all = so_hub_pg_exec (self->pg, "SELECT s.id, s.head || ' ' || coalesce(y.head, 0) FROM studio s LEFT JOIN sync_studio y ON y.studio = s.id", NULL);
  for (int i = 0; all && i < PQntuples (all); i++)
    {
      const char *id = PQgetvalue (all, i, 0), *head = PQgetvalue (all, i, 1);

      if (!g_strcmp0 (head, g_hash_table_lookup (self->heads, id)))
        continue;
      g_hash_table_replace (self->heads, g_strdup (id), g_strdup (head));
      tell (self, id);
    }
  if (all)
    g_set_str (&self->sum, PQgetvalue (sum, 0, 0));
}

static gpointer
listen_on (gpointer data)
{
  SoHubEar *self = data;

  for (;;)
    {
      gboolean ready = begin_listening (self);

      if (ready)
        {
          look (self);
          /* Also what came in beside the answer to the look. */
          take_notifications (self);
        }
      if (wait_for (self, PQsocket (so_hub_pg_get_conn (self->pg)), ready ? LOOK_MS : PAUSE_MS))
        return NULL;
    }
}

static GHashTable *
new_studios (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static gboolean
on_ready (gpointer data)
{
  SoHubEar *self = data;
  g_autoptr (GHashTable) news = NULL;
  g_autofree const char **studios = NULL;

  g_source_set_ready_time (self->source, -1);
  g_mutex_lock (&self->lock);
  news = g_steal_pointer (&self->news);
  self->news = new_studios ();
  g_mutex_unlock (&self->lock);
  studios = (const char **) g_hash_table_get_keys_as_array (news, NULL);
  self->heard (studios, self->data);
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
  self->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->news = new_studios ();
  g_mutex_init (&self->lock);
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
  g_hash_table_unref (self->heads);
  g_hash_table_unref (self->news);
  g_mutex_clear (&self->lock);
  g_free (self->sum);
  g_free (self);
}
