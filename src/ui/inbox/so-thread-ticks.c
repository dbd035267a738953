/* SPDX-License-Identifier: MIT */
#include "so-thread-ticks.h"

#include "so-item.h"
#include "so-thread.h"

/* Free with g_free(). */
static char *
dup_id (GListModel *threads, guint position)
{
  g_autoptr (SoItem) item = g_list_model_get_item (threads, position);
  const SoThread *thread = item ? so_item_get_value (item) : NULL;

  return thread ? g_strdup (thread->id) : NULL;
}

static void
tick (GListModel *threads, guint position, GHashTable *ticked)
{
  char *id = dup_id (threads, position);

  if (id)
    g_hash_table_add (ticked, id);
}

void
so_thread_ticks_all (GListModel *threads, GHashTable *ticked)
{
  guint n = g_list_model_get_n_items (threads);
  gboolean all = g_hash_table_size (ticked) >= n;

  g_hash_table_remove_all (ticked);
  for (guint i = 0; !all && i < n; i++)
    tick (threads, i, ticked);
}

void
so_thread_ticks_toggle (GListModel *threads, guint position, GHashTable *ticked)
{
  g_autofree char *id = dup_id (threads, position);

  if (id && !g_hash_table_remove (ticked, id))
    tick (threads, position, ticked);
}

guint
so_thread_ticks_extend (GListModel *threads, guint position, int step, GHashTable *ticked)
{
  gint64 to = (gint64) position + step;
  g_autofree char *here = dup_id (threads, position), *there = NULL;

  if (!here || to < 0 || to >= g_list_model_get_n_items (threads))
    return position;
  there = dup_id (threads, to);
  if (there && g_hash_table_contains (ticked, there))
    g_hash_table_remove (ticked, here);
  else
    tick (threads, position, ticked);
  tick (threads, to, ticked);
  return to;
}
