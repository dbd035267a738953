/* SPDX-License-Identifier: MIT */
#include "so-alikes.h"

#define PATIENCE_MS 5000
#define EAGER_MS 100

struct _SoAlikes {
  GObject parent_instance;

  SoStudio *studio;
  GPtrArray *pairs;         /* SoLikeness, or NULL */
  GCancellable *looking;    /* NULL: nobody looks */
  guint timer;
  gboolean watched, eager, stale;
};

G_DEFINE_FINAL_TYPE (SoAlikes, so_alikes, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void look (SoAlikes *self);

static gboolean
on_time (gpointer user_data)
{
  SoAlikes *self = user_data;

  self->timer = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
look_soon (SoAlikes *self)
{
  if (self->stale && self->watched && !self->looking && !self->timer)
    self->timer = g_timeout_add (self->eager || !self->pairs ? EAGER_MS : PATIENCE_MS, on_time, self);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoAlikes) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs = so_studio_suggest_merges_finish (SO_STUDIO (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->looking);
  /* A proposal is no duty: where the studio cannot be read, everything else says so. */
  if (pairs)
    {
      g_clear_pointer (&self->pairs, g_ptr_array_unref);
      self->pairs = g_steal_pointer (&pairs);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  look_soon (self);
}

static void
look (SoAlikes *self)
{
  self->stale = FALSE;
  self->looking = g_cancellable_new ();
  so_studio_suggest_merges_async (self->studio, SO_MOST_ALIKES, self->looking, on_looked, g_object_ref (self));
}

static void
on_store_changed (SoAlikes *self, guint changes)
{
  if (!(changes & SO_CHANGED_CONTACTS))
    return;
  self->stale = TRUE;
  look_soon (self);
}

static void
so_alikes_dispose (GObject *object)
{
  SoAlikes *self = SO_ALIKES (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_alikes_parent_class)->dispose (object);
}

static void
so_alikes_class_init (SoAlikesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_alikes_dispose;
  signals[CHANGED] = g_signal_new ("changed", SO_TYPE_ALIKES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_alikes_init (SoAlikes *self)
{
  self->stale = TRUE;
}

SoAlikes *
so_alikes_new (SoStudio *studio)
{
  SoAlikes *self = g_object_new (SO_TYPE_ALIKES, NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  return self;
}

void
so_alikes_set_watched (SoAlikes *self, gboolean watched, gboolean eager)
{
  g_return_if_fail (SO_IS_ALIKES (self));

  self->watched = watched;
  self->eager = eager;
  /* Who waits now does not wait for the time of before. */
  g_clear_handle_id (&self->timer, g_source_remove);
  look_soon (self);
}

GPtrArray *
so_alikes_get (SoAlikes *self)
{
  g_return_val_if_fail (SO_IS_ALIKES (self), NULL);

  return self->pairs;
}
