/* SPDX-License-Identifier: MIT */
#include "so-transfers.h"

/* More than can be seen at once. */
#define MOST_WISHES 50

struct _SoTransfers {
  GObject parent_instance;

  GMutex lock;
  GHashTable *percents;   /* name → percent + 1; under lock */
  GHashTable *moved;      /* names to be told; under lock */
  guint idle;             /* under lock */
  GQueue wishes;          /* of char *, the newest first; under lock */
  gboolean served;        /* under lock */
};

static guint moved, wished;

G_DEFINE_FINAL_TYPE (SoTransfers, so_transfers, G_TYPE_OBJECT)

static void
so_transfers_finalize (GObject *object)
{
  SoTransfers *self = SO_TRANSFERS (object);

  g_hash_table_unref (self->percents);
  g_hash_table_unref (self->moved);
  g_queue_clear_full (&self->wishes, g_free);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (so_transfers_parent_class)->finalize (object);
}

static void
so_transfers_class_init (SoTransfersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_transfers_finalize;
  moved = g_signal_new ("moved", SO_TYPE_TRANSFERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  wished = g_signal_new ("wished", SO_TYPE_TRANSFERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_transfers_init (SoTransfers *self)
{
  g_mutex_init (&self->lock);
  self->percents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

SoTransfers *
so_transfers_new (void)
{
  return g_object_new (SO_TYPE_TRANSFERS, NULL);
}

static gboolean
on_idle (gpointer data)
{
  SoTransfers *self = data;
  g_autoptr (GHashTable) names = NULL;
  GHashTableIter iter;
  gpointer name;

  g_mutex_lock (&self->lock);
  names = g_steal_pointer (&self->moved);
  self->moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->idle = 0;
  g_mutex_unlock (&self->lock);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_signal_emit (self, moved, 0, name);
  return G_SOURCE_REMOVE;
}

/* Under lock. */
static void
tell_moved (SoTransfers *self, const char *name)
{
  g_hash_table_add (self->moved, g_strdup (name));
  if (!self->idle)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle, g_object_ref (self), g_object_unref);
}

/* @percent -1: it has ended. A download of 100 MB tells a thousand times; only what people would see goes on. */
static void
set (SoTransfers *self, const char *name, int percent)
{
  g_mutex_lock (&self->lock);
  if (GPOINTER_TO_INT (g_hash_table_lookup (self->percents, name)) != percent + 1)
    {
      if (percent < 0)
        g_hash_table_remove (self->percents, name);
      else
        g_hash_table_replace (self->percents, g_strdup (name), GINT_TO_POINTER (percent + 1));
      tell_moved (self, name);
    }
  g_mutex_unlock (&self->lock);
}

void
so_transfers_tell (SoTransfers *self, const char *name, guint64 now, guint64 all)
{
  g_return_if_fail (SO_IS_TRANSFERS (self) && name);

  set (self, name, all ? (int) (MIN (now, all) * 100 / all) : 0);
}

/* Under lock. */
static void
drop_wish (SoTransfers *self, const char *name)
{
  GList *link = g_queue_find_custom (&self->wishes, name, (GCompareFunc) g_strcmp0);

  if (!link)
    return;
  g_free (link->data);
  g_queue_delete_link (&self->wishes, link);
}

void
so_transfers_end (SoTransfers *self, const char *name)
{
  g_return_if_fail (SO_IS_TRANSFERS (self) && name);

  g_mutex_lock (&self->lock);
  drop_wish (self, name);
  g_mutex_unlock (&self->lock);
  set (self, name, -1);
}

gboolean
so_transfers_wish (SoTransfers *self, const char *sha256)
{
  gboolean served;

  g_return_val_if_fail (SO_IS_TRANSFERS (self) && sha256, FALSE);

  g_mutex_lock (&self->lock);
  served = self->served;
  drop_wish (self, sha256);
  g_queue_push_head (&self->wishes, g_strdup (sha256));
  while (g_queue_get_length (&self->wishes) > MOST_WISHES)
    g_free (g_queue_pop_tail (&self->wishes));
  g_mutex_unlock (&self->lock);
  if (served)
    g_signal_emit (self, wished, 0);
  return served;
}

GStrv
so_transfers_dup_wishes (SoTransfers *self)
{
  g_autoptr (GStrvBuilder) wishes = g_strv_builder_new ();

  g_return_val_if_fail (SO_IS_TRANSFERS (self), NULL);

  g_mutex_lock (&self->lock);
  for (GList *wish = self->wishes.head; wish; wish = wish->next)
    g_strv_builder_add (wishes, wish->data);
  g_mutex_unlock (&self->lock);
  return g_strv_builder_end (wishes);
}

void
so_transfers_serve (SoTransfers *self, gboolean served)
{
  g_return_if_fail (SO_IS_TRANSFERS (self));

  g_mutex_lock (&self->lock);
  for (GList *wish = served != self->served ? self->wishes.head : NULL; wish; wish = wish->next)
    tell_moved (self, wish->data);
  self->served = served;
  g_mutex_unlock (&self->lock);
}

gboolean
so_transfers_is_served (SoTransfers *self)
{
  gboolean served;

  g_return_val_if_fail (SO_IS_TRANSFERS (self), FALSE);

  g_mutex_lock (&self->lock);
  served = self->served;
  g_mutex_unlock (&self->lock);
  return served;
}

int
so_transfers_percent (SoTransfers *self, const char *name)
{
  int percent;

  g_return_val_if_fail (SO_IS_TRANSFERS (self) && name, -1);

  g_mutex_lock (&self->lock);
  percent = GPOINTER_TO_INT (g_hash_table_lookup (self->percents, name)) - 1;
  g_mutex_unlock (&self->lock);
  return percent;
}
