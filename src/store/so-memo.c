/* SPDX-License-Identifier: MIT */
#include "so-memo.h"

#include "so-db.h"

#include <string.h>

typedef struct {
  const char *name;
  const char *const *tables;
  gpointer value;
  GDestroyNotify free;
} Memo;

static void
memo_free (gpointer data)
{
  Memo *memo = data;

  memo->free (memo->value);
  g_free (memo);
}

static GPtrArray *
memos_of (SoDb *db)
{
  GPtrArray **memos = so_db_get_memos (db);

  if (!*memos)
    *memos = g_ptr_array_new_with_free_func (memo_free);
  return *memos;
}

gpointer
so_memo_get (SoDb *db, const char *name)
{
  GPtrArray *memos = memos_of (db);

  for (guint i = 0; i < memos->len; i++)
    if (!strcmp (((Memo *) memos->pdata[i])->name, name))
      return ((Memo *) memos->pdata[i])->value;
  return NULL;
}

gpointer
so_memo_put (SoDb *db, const char *name, const char *const *tables, gpointer value, GDestroyNotify free)
{
  Memo *memo = g_new (Memo, 1);

  *memo = (Memo) { name, tables, value, free };
  g_ptr_array_add (memos_of (db), memo);
  return value;
}

void
so_memo_forget (GPtrArray *memos, const char *table)
{
  for (guint i = memos ? memos->len : 0; i-- > 0;)
    if (!table || g_strv_contains (((Memo *) memos->pdata[i])->tables, table))
      g_ptr_array_remove_index_fast (memos, i);
}
