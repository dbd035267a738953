/* SPDX-License-Identifier: MIT */
#include "so-transfers.h"

struct _SoTransfers {
  GObject parent_instance;

  GMutex lock;
  GHashTable *percents;   /* name → percent + 1; under lock */
  GHashTable *moved;      /* names to be told; under lock */
  guint idle;             /* under lock */
};

static guint moved;

G_DEFINE_FINAL_TYPE (SoTransfers, so_transfers, G_TYPE_OBJECT)

static void
so_transfers_finalize (GObject *object)
{
  SoTransfers *self = SO_TRANSFERS (object);

  g_hash_table_unref (self->percents);
  g_hash_table_unref (self->moved);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (so_transfers_parent_class)->finalize (object);
}

static void
so_transfers_class_init (SoTransfersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_transfers_finalize;
  moved = g_signal_new ("moved", SO_TYPE_TRANSFERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
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
      g_hash_table_add (self->moved, g_strdup (name));
      if (!self->idle)
        self->idle = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle, g_object_ref (self), g_object_unref);
    }
  g_mutex_unlock (&self->lock);
}

void
so_transfers_tell (SoTransfers *self, const char *name, guint64 now, guint64 all)
{
  g_return_if_fail (SO_IS_TRANSFERS (self) && name);

  set (self, name, all ? (int) (MIN (now, all) * 100 / all) : 0);
}

void
so_transfers_end (SoTransfers *self, const char *name)
{
  g_return_if_fail (SO_IS_TRANSFERS (self) && name);

  set (self, name, -1);
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
