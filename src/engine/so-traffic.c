/* SPDX-License-Identifier: MIT */
#include "so-traffic.h"

/* A cancellable tells nobody who waits on a condition: it is looked at this often. */
#define LOOK_US (50 * G_TIME_SPAN_MILLISECOND)

struct _SoTraffic {
  GMutex lock;
  GCond moved;
  GHashTable *roads;    /* id of an account → Road */
};

typedef struct {
  gboolean read;        /* by some thread */
  GCancellable *stop;   /* of that; or NULL */
  guint sending;
  guint sent;           /* begun so far */
} Road;

static void
road_free (gpointer data)
{
  Road *road = data;

  g_clear_object (&road->stop);
  g_free (road);
}

SoTraffic *
so_traffic_new (void)
{
  SoTraffic *self = g_new0 (SoTraffic, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->moved);
  self->roads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, road_free);
  return self;
}

void
so_traffic_free (SoTraffic *self)
{
  g_hash_table_unref (self->roads);
  g_cond_clear (&self->moved);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static Road *
road_of (SoTraffic *self, const char *account)
{
  Road *road = g_hash_table_lookup (self->roads, account ? account : "");

  if (road)
    return road;
  road = g_new0 (Road, 1);
  g_hash_table_insert (self->roads, g_strdup (account ? account : ""), road);
  return road;
}

static gboolean
is_read (const Road *road)
{
  return road->read;
}

static gboolean
is_sending (const Road *road)
{
  return road->sending > 0;
}

/* With the lock. */
static gboolean
wait_while (SoTraffic *self, const Road *road, gboolean (*busy) (const Road *road), GCancellable *cancellable, GError **error)
{
  while (busy (road))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_cond_wait_until (&self->moved, &self->lock, g_get_monotonic_time () + LOOK_US);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

gboolean
so_traffic_begin_pull (SoTraffic *self, const char *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Road *road = road_of (self, account);

  if (!wait_while (self, road, is_read, cancellable, error))
    return FALSE;
  road->read = TRUE;
  g_set_object (&road->stop, cancellable);
  return TRUE;
}

void
so_traffic_take (SoTraffic *self, const char *account)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Road *road = road_of (self, account);

  while (road->read)
    {
      g_autoptr (GCancellable) stop = road->stop ? g_object_ref (road->stop) : NULL;

      /* Its handlers must not meet the lock. */
      g_mutex_unlock (&self->lock);
      g_cancellable_cancel (stop);
      g_mutex_lock (&self->lock);
      if (road->read)
        g_cond_wait_until (&self->moved, &self->lock, g_get_monotonic_time () + LOOK_US);
    }
  road->read = TRUE;
}

void
so_traffic_end_pull (SoTraffic *self, const char *account)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  road_of (self, account)->read = FALSE;
  g_clear_object (&road_of (self, account)->stop);
  g_cond_broadcast (&self->moved);
}

void
so_traffic_begin_send (SoTraffic *self, const char *account)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Road *road = road_of (self, account);

  road->sending++;
  road->sent++;
}

void
so_traffic_end_send (SoTraffic *self, const char *account)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  road_of (self, account)->sending--;
  g_cond_broadcast (&self->moved);
}

gboolean
so_traffic_mark (SoTraffic *self, const char *account, guint *mark, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Road *road = road_of (self, account);

  if (!wait_while (self, road, is_sending, cancellable, error))
    return FALSE;
  *mark = road->sent;
  return TRUE;
}

gboolean
so_traffic_is_same (SoTraffic *self, const char *account, guint mark)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return road_of (self, account)->sent == mark;
}
