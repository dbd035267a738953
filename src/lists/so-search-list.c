/* SPDX-License-Identifier: MIT */
#include "so-search-list.h"

#include "so-item-private.h"
#include "so-search.h"

#define LIMIT 200

struct _SoSearchList {
  GObject parent_instance;

  SoStore *store;
  GTimeZone *zone;
  char *query;
  GPtrArray *items;
  gboolean searching;
  gboolean stale;         /* the query changed while a search was under way */

  GMutex lock;
  SoDb *active;           /* lock: the connection that a worker searches on */
};

static void so_search_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoSearchList, so_search_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, so_search_list_model_init))

enum { PROP_0, PROP_SEARCHING, N_PROPS };
static GParamSpec *props[N_PROPS];

static GType
get_item_type (GListModel *model)
{
  return SO_TYPE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return SO_SEARCH_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SoSearchList *self = SO_SEARCH_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
so_search_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
set_searching (SoSearchList *self, gboolean searching)
{
  if (self->searching == searching)
    return;
  self->searching = searching;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SEARCHING]);
}

/* Takes @hits (SoHit), or NULL for none. */
static void
replace (SoSearchList *self, GPtrArray *hits)
{
  guint old = self->items->len;

  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; hits && i < hits->len; i++)
    g_ptr_array_add (self->items, so_item_new (i, g_ptr_array_index (hits, i), (GDestroyNotify) so_hit_free));
  if (hits)
    g_ptr_array_set_free_func (hits, NULL);
  g_clear_pointer (&hits, g_ptr_array_unref);
  if (old || self->items->len)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old, self->items->len);
}

static void
set_active (SoSearchList *self, SoDb *db)
{
  g_mutex_lock (&self->lock);
  self->active = db;
  g_mutex_unlock (&self->lock);
}

static void
search_in_thread (GTask *task, gpointer source, gpointer query, GCancellable *cancellable)
{
  SoSearchList *self = source;
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (self->store, &error);
  GPtrArray *hits = NULL;

  if (db)
    {
      set_active (self, db);
      hits = so_search_grouped (db, query, SO_SEARCH_LIST_FEW, SO_SEARCH_LIST_MESSAGES, LIMIT, self->zone, &error);
      set_active (self, NULL);
    }
  if (hits)
    g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void start (SoSearchList *self);

static void
on_searched (GObject *object, GAsyncResult *result, gpointer data)
{
  SoSearchList *self = SO_SEARCH_LIST (object);
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = g_task_propagate_pointer (G_TASK (result), &error);

  /* Interrupted while its connection was new, SQLite says "vtable constructor failed": no error, for nobody waits for it. */
  if (self->stale)
    {
      g_clear_pointer (&hits, g_ptr_array_unref);
      start (self);
      return;
    }
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The search failed: %s", error->message);
  replace (self, hits);
  set_searching (self, FALSE);
}

static void
start (SoSearchList *self)
{
  g_autoptr (GTask) task = NULL;

  self->stale = FALSE;
  if (!so_search_is_query (self->query))
    {
      replace (self, NULL);
      set_searching (self, FALSE);
      return;
    }
  set_searching (self, TRUE);
  task = g_task_new (self, NULL, on_searched, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, g_strdup (self->query), g_free);
  g_task_run_in_thread (task, search_in_thread);
}

void
so_search_list_set_query (SoSearchList *self, const char *query)
{
  if (!g_set_str (&self->query, query))
    return;
  if (!self->searching)
    {
      start (self);
      return;
    }
  self->stale = TRUE;
  g_mutex_lock (&self->lock);
  if (self->active)
    so_db_interrupt (self->active);
  g_mutex_unlock (&self->lock);
}

const char *
so_search_list_get_query (SoSearchList *self)
{
  return self->query;
}

gboolean
so_search_list_get_searching (SoSearchList *self)
{
  return self->searching;
}

static void
so_search_list_finalize (GObject *object)
{
  SoSearchList *self = SO_SEARCH_LIST (object);

  g_object_unref (self->store);
  g_time_zone_unref (self->zone);
  g_free (self->query);
  g_ptr_array_unref (self->items);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (so_search_list_parent_class)->finalize (object);
}

static void
so_search_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, SO_SEARCH_LIST (object)->searching);
}

static void
so_search_list_class_init (SoSearchListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = so_search_list_finalize;
  object_class->get_property = so_search_list_get_property;
  props[PROP_SEARCHING] = g_param_spec_boolean ("searching", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
so_search_list_init (SoSearchList *self)
{
  g_mutex_init (&self->lock);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

SoSearchList *
so_search_list_new (SoStore *store, GTimeZone *zone)
{
  SoSearchList *self = g_object_new (SO_TYPE_SEARCH_LIST, NULL);

  self->store = g_object_ref (store);
  self->zone = zone ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  return self;
}
