/* SPDX-License-Identifier: MIT */
#include "so-tell.h"

#include "so-clock.h"
#include "so-settings.h"
#include "so-tell-quiet.h"
#include "so-threads.h"

#define SOON (60 * 60 * G_GINT64_CONSTANT (1000))

/* What cannot be read any more keeps nobody from being told. */
gboolean
so_tell_is_quiet (SoStudio *studio, SoDb *db)
{
  g_autofree char *setting = so_setting_get (db, SO_SETTING_TELL_QUIET);
  g_autofree char *off = so_setting_get (db, SO_SETTING_TELL_OFF);
  SoTellQuiet quiet;

  if (!g_strcmp0 (off, "1"))
    return TRUE;
  return so_tell_quiet_parse (setting, &quiet) && so_tell_quiet_holds (&quiet, so_now (), so_studio_get_zone (studio));
}

/* All else was told to nobody, so it is told together once the quiet hours are over. */
static gboolean
take_urgent (SoStore *store, SoDb **db, GStrv *escalated, GStrv *closing, GError **error)
{
  g_autofree char *setting = so_setting_get (*db, SO_SETTING_TELL_URGENT);

  *closing = g_new0 (char *, 1);
  *escalated = !g_strcmp0 (setting, "0") ? g_new0 (char *, 1) : so_thread_take_untold_urgent (*db, so_now (), error);
  return *escalated && (!**escalated || so_store_commit (store, db, error));
}

gboolean
so_tell_take (SoStudio *studio, GStrv *escalated, GStrv *closing, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  gboolean demo = so_studio_is_demo (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  if (db && so_tell_is_quiet (studio, db))
    return take_urgent (store, &db, escalated, closing, error);
  *escalated = db ? so_thread_take_untold (db, so_now (), error) : NULL;
  if (!*escalated || (!demo && !(*closing = so_thread_take_closing (db, so_now (), SOON, error))))
    return FALSE;
  return (!**escalated && (demo || !**closing)) || so_store_commit (store, &db, error);
}
