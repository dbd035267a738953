/* SPDX-License-Identifier: MIT */
#include "so-timeline-list.h"

#include "so-person-facts.h"

#define PAGE 50

struct _SoMomentItem {
  GObject parent_instance;

  SoMoment *moment;
};

G_DEFINE_FINAL_TYPE (SoMomentItem, so_moment_item, G_TYPE_OBJECT)

struct _SoTimelineList {
  GObject parent_instance;

  SoStudio *studio;
  char *contact_id;
  GPtrArray *items;          /* SoMomentItem, the oldest first */
  GCancellable *cancellable;
  gboolean reading, again;   /* a page comes; something changed meanwhile */
  gboolean complete;
};

static void model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoTimelineList, so_timeline_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_iface_init))

static guint loaded_signal;

static void
so_moment_item_finalize (GObject *object)
{
  so_moment_free (SO_MOMENT_ITEM (object)->moment);
  G_OBJECT_CLASS (so_moment_item_parent_class)->finalize (object);
}

static void
so_moment_item_class_init (SoMomentItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_moment_item_finalize;
}

static void
so_moment_item_init (SoMomentItem *self)
{
}

const SoMoment *
so_moment_item_get (SoMomentItem *item)
{
  return item->moment;
}

static const SoMoment *
moment_at (SoTimelineList *self, guint i)
{
  return SO_MOMENT_ITEM (self->items->pdata[i])->moment;
}

/* The order of so_timeline_page(). */
static gboolean
is_before (const SoMoment *a, const SoMoment *b)
{
  if (a->at != b->at)
    return a->at < b->at;
  return a->kind != b->kind ? a->kind < b->kind : a->n < b->n;
}

static gboolean
is_same (const SoMoment *a, const SoMoment *b)
{
  return a->kind == b->kind && a->at == b->at && a->n == b->n && a->outbound == b->outbound && a->unread == b->unread && a->done == b->done &&
         !g_strcmp0 (a->text, b->text) && !g_strcmp0 (a->detail, b->detail);
}

/* Takes @moments. */
static void
insert (SoTimelineList *self, guint position, guint removed, GPtrArray *moments, guint from, guint added)
{
  if (removed)
    g_ptr_array_remove_range (self->items, position, removed);
  for (guint i = 0; i < added; i++)
    {
      SoMomentItem *item = g_object_new (SO_TYPE_MOMENT_ITEM, NULL);

      item->moment = g_steal_pointer (&moments->pdata[from + i]);
      g_ptr_array_insert (self->items, (int) (position + i), item);
    }
  if (removed || added)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* @fresh: the newest there are, at least as many as are shown. What is the same at both ends stays. */
static void
take_fresh (SoTimelineList *self, GPtrArray *fresh)
{
  guint head = 0, tail = 0, n = self->items->len;

  while (!self->complete && n && fresh->len && is_before (fresh->pdata[0], moment_at (self, 0)))
    g_ptr_array_remove_index (fresh, 0);
  while (head < n && head < fresh->len && is_same (moment_at (self, head), fresh->pdata[head]))
    head++;
  while (tail < n - head && tail < fresh->len - head && is_same (moment_at (self, n - 1 - tail), fresh->pdata[fresh->len - 1 - tail]))
    tail++;
  insert (self, head, n - head - tail, fresh, head, fresh->len - head - tail);
}

static void read_newest (SoTimelineList *self);

static void
end_reading (SoTimelineList *self)
{
  self->reading = FALSE;
  g_signal_emit (self, loaded_signal, 0);
  if (self->again)
    read_newest (self);
}

static void
on_newest_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoTimelineList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fresh = so_studio_read_timeline_finish (SO_STUDIO (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!fresh)
    g_message ("A timeline could not be read: %s", error->message);
  else
    {
      if (self->items->len == 0)
        self->complete = fresh->len < PAGE;
      take_fresh (self, fresh);
    }
  end_reading (self);
}

static void
read_newest (SoTimelineList *self)
{
  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  so_studio_read_timeline_async (self->studio, self->contact_id, NULL, self->items->len + PAGE, self->cancellable, on_newest_read, g_object_ref (self));
}

static void
on_older_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoTimelineList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) older = so_studio_read_timeline_finish (SO_STUDIO (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!older)
    g_message ("A timeline could not be read: %s", error->message);
  else
    {
      self->complete = older->len < PAGE;
      insert (self, 0, 0, older, 0, older->len);
    }
  end_reading (self);
}

void
so_timeline_list_load_more (SoTimelineList *self)
{
  g_return_if_fail (SO_IS_TIMELINE_LIST (self));

  if (self->reading || self->complete || self->items->len == 0)
    return;
  self->reading = TRUE;
  so_studio_read_timeline_async (self->studio, self->contact_id, moment_at (self, 0), PAGE, self->cancellable, on_older_read, g_object_ref (self));
}

gboolean
so_timeline_list_is_complete (SoTimelineList *self)
{
  g_return_val_if_fail (SO_IS_TIMELINE_LIST (self), TRUE);
  return self->complete;
}

static void
on_store_changed (SoTimelineList *self, guint changes)
{
  if (changes & (SO_CHANGED_CONTACTS | SO_CHANGED_MESSAGES | SO_CHANGED_THREADS))
    read_newest (self);
}

static GType
get_item_type (GListModel *model)
{
  return SO_TYPE_MOMENT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return SO_TIMELINE_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SoTimelineList *self = SO_TIMELINE_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* A page that is on its way holds the list until it comes; nobody is told then. */
static void
so_timeline_list_dispose (GObject *object)
{
  g_cancellable_cancel (SO_TIMELINE_LIST (object)->cancellable);
  G_OBJECT_CLASS (so_timeline_list_parent_class)->dispose (object);
}

static void
so_timeline_list_finalize (GObject *object)
{
  SoTimelineList *self = SO_TIMELINE_LIST (object);

  g_clear_object (&self->studio);
  g_clear_object (&self->cancellable);
  g_free (self->contact_id);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (so_timeline_list_parent_class)->finalize (object);
}

static void
so_timeline_list_class_init (SoTimelineListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_timeline_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_timeline_list_finalize;
  loaded_signal = g_signal_new ("loaded", SO_TYPE_TIMELINE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_timeline_list_init (SoTimelineList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

SoTimelineList *
so_timeline_list_new (SoStudio *studio, const char *contact_id)
{
  SoTimelineList *self = g_object_new (SO_TYPE_TIMELINE_LIST, NULL);

  self->studio = g_object_ref (studio);
  self->contact_id = g_strdup (contact_id);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  read_newest (self);
  return self;
}
