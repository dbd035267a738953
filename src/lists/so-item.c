/* SPDX-License-Identifier: MIT */
#include "so-item.h"

#include "so-item-private.h"

struct _SoItem {
  GObject parent_instance;

  gint64 number;
  gpointer value;
  GDestroyNotify free;
};

G_DEFINE_FINAL_TYPE (SoItem, so_item, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
so_item_finalize (GObject *object)
{
  SoItem *self = SO_ITEM (object);

  self->free (self->value);
  G_OBJECT_CLASS (so_item_parent_class)->finalize (object);
}

static void
so_item_class_init (SoItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", SO_TYPE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_item_init (SoItem *self)
{
}

SoItem *
so_item_new (gint64 number, gpointer value, GDestroyNotify free)
{
  SoItem *self = g_object_new (SO_TYPE_ITEM, NULL);

  self->number = number;
  self->value = value;
  self->free = free;
  return self;
}

gpointer
so_item_get_value (SoItem *self)
{
  return self->value;
}

gint64
so_item_get_number (SoItem *self)
{
  return self->number;
}

void
so_item_set_value (SoItem *self, gpointer value)
{
  self->free (self->value);
  self->value = value;
  g_signal_emit (self, signals[CHANGED], 0);
}
