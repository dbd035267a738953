/* SPDX-License-Identifier: MIT */
#include "so-tell.h"

#include "so-clock.h"
#include "so-threads.h"

#define SOON (60 * 60 * G_GINT64_CONSTANT (1000))

gboolean
so_tell_take (SoStudio *studio, GStrv *escalated, GStrv *closing, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  gboolean demo = so_studio_is_demo (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  *escalated = db ? so_thread_take_untold (db, so_now (), error) : NULL;
  if (!*escalated || (!demo && !(*closing = so_thread_take_closing (db, so_now (), SOON, error))))
    return FALSE;
  return (!**escalated && (demo || !**closing)) || so_store_commit (store, &db, error);
}
