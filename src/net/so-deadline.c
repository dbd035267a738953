/* SPDX-License-Identifier: MIT */
#include "so-deadline.h"

struct _SoDeadline {
  GCancellable *inner;
  GCancellable *outer;   /* or NULL */
  gulong outer_handler;
  GThread *watch;
  GMutex lock;
  GCond done_cond;
  gboolean done;         /* under lock */
  gboolean over;         /* under lock */
  gint64 end;            /* monotonic, µs; under lock */
};

static gpointer
watch (gpointer data)
{
  SoDeadline *self = data;

  g_mutex_lock (&self->lock);
  while (!self->done && !self->over)
    if (!g_cond_wait_until (&self->done_cond, &self->lock, self->end) && g_get_monotonic_time () >= self->end)
      self->over = !self->done;
  g_mutex_unlock (&self->lock);
  if (so_deadline_is_over (self))
    g_cancellable_cancel (self->inner);
  return NULL;
}

static void
on_outer_cancelled (GCancellable *outer, GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

SoDeadline *
so_deadline_new (guint seconds, GCancellable *outer)
{
  SoDeadline *self = g_new0 (SoDeadline, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->done_cond);
  self->inner = g_cancellable_new ();
  self->end = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  if (outer)
    {
      self->outer = g_object_ref (outer);
      self->outer_handler = g_cancellable_connect (outer, G_CALLBACK (on_outer_cancelled), g_object_ref (self->inner), g_object_unref);
    }
  self->watch = g_thread_new ("so-deadline", watch, self);
  return self;
}

void
so_deadline_free (SoDeadline *self)
{
  if (self->outer)
    g_cancellable_disconnect (self->outer, self->outer_handler);
  g_mutex_lock (&self->lock);
  self->done = TRUE;
  g_cond_signal (&self->done_cond);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->watch);
  g_clear_object (&self->outer);
  g_object_unref (self->inner);
  g_cond_clear (&self->done_cond);
  g_mutex_clear (&self->lock);
  g_free (self);
}

GCancellable *
so_deadline_get_cancellable (SoDeadline *self)
{
  return self->inner;
}

void
so_deadline_restart (SoDeadline *self, guint seconds)
{
  g_mutex_lock (&self->lock);
  self->end = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  g_mutex_unlock (&self->lock);
}

gboolean
so_deadline_is_over (SoDeadline *self)
{
  gboolean over;

  g_mutex_lock (&self->lock);
  over = self->over;
  g_mutex_unlock (&self->lock);
  return over;
}
