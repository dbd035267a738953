/* SPDX-License-Identifier: MIT */
#include "so-live-list-private.h"

#include <string.h>

#include "so-item-private.h"
#include "so-live-news.h"
#include "so-live-source.h"

/* Rows that are read at once, so that the first frame has something to show. */
#define FIRST_PAGE 64

struct _SoLiveList {
  GObject parent_instance;

  SoStore *store;
  SoLiveSource *source;
  GArray *numbers;        /* gint64 of every row, in order */
  GHashTable *items;      /* number → SoItem that somebody holds (weak) */
  guint stamp;            /* answers to older questions are dropped */
  gboolean reading;       /* a worker reads the numbers */
  gboolean stale;         /* something changed since it began */
  gboolean loading;       /* no full answer has come yet */

  gboolean steady;
  gboolean take;          /* the next answer is shown, whatever moves */
  GArray *fresh;          /* the order as it would be; NULL where it is the one shown */
  guint news;
  gint64 newest;          /* message when the list was taken in */

  GPtrArray *old;         /* SoItem that have to be read anew between frames */
  guint renewing;         /* idle that does it, or 0 */
};

static void so_live_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoLiveList, so_live_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, so_live_list_model_init))

enum { PROP_0, PROP_LOADING, PROP_NEWS, N_PROPS };
static GParamSpec *props[N_PROPS];

/* Rows may outlive their list, so they know its table and not the list. */
typedef struct {
  GHashTable *items;
  gint64 number;
} Held;

static void
on_item_gone (gpointer data, GObject *item)
{
  Held *held = data;

  g_hash_table_remove (held->items, &held->number);
  g_hash_table_unref (held->items);
  g_free (held);
}

static SoItem *
hold (SoLiveList *self, gint64 number, gpointer value)
{
  SoItem *item = so_item_new (number, value, so_live_source_get_free (self->source));
  Held *held = g_new0 (Held, 1);

  held->items = g_hash_table_ref (self->items);
  held->number = number;
  g_object_weak_ref (G_OBJECT (item), on_item_gone, held);
  g_hash_table_insert (self->items, g_memdup2 (&number, sizeof number), item);
  return item;
}

static GType
get_item_type (GListModel *model)
{
  return SO_TYPE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return SO_LIVE_LIST (model)->numbers->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SoLiveList *self = SO_LIVE_LIST (model);
  g_autoptr (SoDb) db = NULL;
  gint64 number;
  gpointer value;
  SoItem *known;

  if (position >= self->numbers->len)
    return NULL;
  number = g_array_index (self->numbers, gint64, position);
  known = g_hash_table_lookup (self->items, &number);
  if (known)
    return g_object_ref (known);
  db = so_store_read (self->store, NULL);
  value = db ? so_live_source_load (self->source, db, number) : NULL;
  return hold (self, number, value ? value : so_live_source_blank (self->source));
}

static void
so_live_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Puts @numbers in place of the old ones with one items-changed over what differs. */
static void
splice (SoLiveList *self, GArray *numbers)
{
  const gint64 *old = (const gint64 *) self->numbers->data, *new = (const gint64 *) numbers->data;
  guint n_old = self->numbers->len, n_new = numbers->len, head = 0, tail = 0;

  while (head < n_old && head < n_new && old[head] == new[head])
    head++;
  while (tail < n_old - head && tail < n_new - head && old[n_old - 1 - tail] == new[n_new - 1 - tail])
    tail++;
  g_array_unref (self->numbers);
  self->numbers = g_array_ref (numbers);
  if (head + tail < n_old || head + tail < n_new)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n_old - head - tail, n_new - head - tail);
}

#define MOST_AT_ONCE_US 2000

/* A few at a time, so that no frame waits for them. */
static gboolean
on_renew (gpointer user_data)
{
  SoLiveList *self = user_data;
  g_autoptr (SoDb) db = so_store_read (self->store, NULL);
  gint64 end = g_get_monotonic_time () + MOST_AT_ONCE_US;

  while (db && self->old->len && g_get_monotonic_time () < end)
    {
      g_autoptr (SoItem) row = g_ptr_array_steal_index_fast (self->old, self->old->len - 1);
      gpointer value = so_live_source_load (self->source, db, so_item_get_number (row));

      if (value)
        so_item_set_value (row, value);
    }
  if (db && self->old->len)
    return G_SOURCE_CONTINUE;
  g_ptr_array_set_size (self->old, 0);
  self->renewing = 0;
  return G_SOURCE_REMOVE;
}

static void
refresh_later (SoLiveList *self)
{
  GHashTableIter iter;
  gpointer item;

  g_ptr_array_set_size (self->old, 0);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_ptr_array_add (self->old, g_object_ref (item));
  if (!self->renewing && self->old->len)
    self->renewing = g_idle_add (on_renew, self);
}

static void
refresh_held (SoLiveList *self)
{
  g_autoptr (SoDb) db = so_store_read (self->store, NULL);
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer item;

  /* A handler of SoItem::changed may let go of other rows, so they are held meanwhile. */
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_ptr_array_add (held, g_object_ref (item));
  for (guint i = 0; db && i < held->len; i++)
    {
      SoItem *row = g_ptr_array_index (held, i);
      gpointer value = so_live_source_load (self->source, db, so_item_get_number (row));
      if (value)
        so_item_set_value (row, value);
    }
}

static void
set_news (SoLiveList *self, guint news)
{
  if (self->news == news)
    return;
  self->news = news;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NEWS]);
}

static void
show (SoLiveList *self, GArray *numbers, gint64 newest)
{
  g_clear_pointer (&self->fresh, g_array_unref);
  self->newest = newest;
  splice (self, numbers);
  set_news (self, 0);
}

typedef struct {
  SoStore *store;
  SoLiveSource *source;
  guint stamp;
  GArray *shown;          /* NULL: the answer is shown, whatever moves */
  gint64 newest;          /* before; after it was read: then */
  guint news;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->store);
  g_clear_pointer (&question->shown, g_array_unref);
  so_live_source_free (question->source);
  g_free (question);
}

static void
read_in_thread (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  Question *question = data;
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (question->store, &error);
  GArray *numbers = db ? so_live_source_numbers (question->source, db, 0, &error) : NULL;

  if (numbers && question->shown)
    {
      g_autoptr (GArray) heard = question->source->kind == SO_SOURCE_THREADS ? so_thread_heard_since (db, question->newest, NULL) : NULL;
      question->news = so_live_news (question->shown, numbers, heard);
    }
  else if (numbers)
    question->newest = so_message_newest (db);
  if (numbers)
    g_task_return_pointer (task, numbers, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void start_reading (SoLiveList *self);

static void
keep_fresh (SoLiveList *self, GArray *numbers, guint news)
{
  g_clear_pointer (&self->fresh, g_array_unref);
  self->fresh = g_array_ref (numbers);
  set_news (self, news);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  SoLiveList *self = SO_LIVE_LIST (object);
  Question *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = g_task_propagate_pointer (G_TASK (result), &error);

  self->reading = FALSE;
  /* What could not be read now is read at the next change; what is shown stays. */
  if (error)
    g_message ("A list could not be read: %s", error->message);
  else if (question->stamp == self->stamp && !question->shown)
    show (self, numbers, question->newest);
  /* Taken in meanwhile: the turn that follows knows what is news. */
  else if (question->stamp == self->stamp && question->shown == self->numbers && !self->take)
    keep_fresh (self, numbers, question->news);
  if (self->loading && question->stamp == self->stamp)
    {
      self->loading = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
    }
  if (self->stale)
    start_reading (self);
}

static void
start_reading (SoLiveList *self)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  self->stale = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  question = g_new0 (Question, 1);
  question->store = g_object_ref (self->store);
  question->source = so_live_source_copy (self->source);
  question->stamp = self->stamp;
  question->newest = self->newest;
  if (self->steady && !self->take && !self->loading && self->numbers->len)
    question->shown = g_array_ref (self->numbers);
  self->take = FALSE;
  task = g_task_new (self, NULL, on_read, NULL);
  g_task_set_source_tag (task, start_reading);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, read_in_thread);
}

void
so_live_list_restart (SoLiveList *self)
{
  g_autoptr (SoDb) db = so_store_read (self->store, NULL);
  gboolean quick = so_live_source_begins_at_once (self->source);
  g_autoptr (GArray) first = db && quick ? so_live_source_numbers (self->source, db, FIRST_PAGE, NULL) : NULL;
  gboolean all = first && (first->len < FIRST_PAGE || !so_live_source_is_paged (self->source));

  /* Nobody shall press Enter on who was found by other words. */
  if (!first && self->source->kind == SO_SOURCE_CONTACTS)
    first = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->stamp++;
  if (first)
    show (self, first, so_message_newest (db));
  if (self->loading != !all)
    {
      self->loading = !all;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
    }
  if (!all)
    start_reading (self);
}

static void
on_store_changed (SoStore *store, guint changes, SoLiveList *self)
{
  gboolean order = changes & so_live_source_get_bits (self->source);

  if (!order && !(changes & so_live_source_get_value_bits (self->source)))
    return;
  if (so_live_source_is_slow (self->source))
    refresh_later (self);
  else
    refresh_held (self);
  if (order)
    start_reading (self);
}

static void
so_live_list_dispose (GObject *object)
{
  SoLiveList *self = SO_LIVE_LIST (object);

  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_handle_id (&self->renewing, g_source_remove);
  g_ptr_array_set_size (self->old, 0);
  G_OBJECT_CLASS (so_live_list_parent_class)->dispose (object);
}

static void
so_live_list_finalize (GObject *object)
{
  SoLiveList *self = SO_LIVE_LIST (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->source, so_live_source_free);
  g_array_unref (self->numbers);
  g_clear_pointer (&self->fresh, g_array_unref);
  g_hash_table_unref (self->items);
  g_ptr_array_unref (self->old);
  G_OBJECT_CLASS (so_live_list_parent_class)->finalize (object);
}

static void
so_live_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADING)
    g_value_set_boolean (value, SO_LIVE_LIST (object)->loading);
  else
    g_value_set_uint (value, SO_LIVE_LIST (object)->news);
}

static void
so_live_list_class_init (SoLiveListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = so_live_list_dispose;
  object_class->finalize = so_live_list_finalize;
  object_class->get_property = so_live_list_get_property;
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_NEWS] = g_param_spec_uint ("news", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
so_live_list_init (SoLiveList *self)
{
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->loading = TRUE;
  self->old = g_ptr_array_new_with_free_func (g_object_unref);
}

SoLiveList *
so_live_list_new_of (SoStore *store, const SoLiveSource *source)
{
  SoLiveList *self = g_object_new (SO_TYPE_LIVE_LIST, NULL);

  self->store = g_object_ref (store);
  self->source = so_live_source_copy (source);
  g_signal_connect (store, "changed", G_CALLBACK (on_store_changed), self);
  so_live_list_restart (self);
  return self;
}

SoLiveSource *
so_live_list_get_source (SoLiveList *self)
{
  return self->source;
}

void
so_live_list_set_steady (SoLiveList *self, gboolean steady)
{
  g_return_if_fail (SO_IS_LIVE_LIST (self));

  self->steady = steady;
  if (!steady)
    so_live_list_take_in (self);
}

guint
so_live_list_get_news (SoLiveList *self)
{
  g_return_val_if_fail (SO_IS_LIVE_LIST (self), 0);
  return self->news;
}

void
so_live_list_take_in (SoLiveList *self)
{
  g_autoptr (GArray) fresh = NULL;

  g_return_if_fail (SO_IS_LIVE_LIST (self));

  fresh = g_steal_pointer (&self->fresh);
  if (fresh)
    splice (self, fresh);
  set_news (self, 0);
  self->take = TRUE;
  start_reading (self);
}

gboolean
so_live_list_get_loading (SoLiveList *self)
{
  return self->loading;
}

guint
so_live_list_find (SoLiveList *self, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (self->store, NULL);
  gint64 number = db ? so_live_source_find (self->source, db, id) : -1;

  for (guint i = 0; number >= 0 && i < self->numbers->len; i++)
    if (g_array_index (self->numbers, gint64, i) == number)
      return i;
  return G_MAXUINT;
}
