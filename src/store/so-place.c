/* SPDX-License-Identifier: MIT */
#include "so-place.h"

#include "so-local.h"

#include <glib/gstdio.h>

#define PLACE "place"
#define NOWHERE "restored"

/* The computer, the folder's path and its inode: of path and inode one may change (moved, or on another file system). */
typedef struct {
  char *machine;
  char *path;
  char *inode;
} Place;

static void
place_clear (Place *place)
{
  g_free (place->machine);
  g_free (place->path);
  g_free (place->inode);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static void
find_place (SoStore *store, Place *place)
{
  const char *folder = so_store_get_folder (store);
  GStatBuf info = { 0 };

  if (!g_file_get_contents ("/etc/machine-id", &place->machine, NULL, NULL))
    place->machine = g_strdup (g_get_host_name ());
  g_strstrip (place->machine);
  place->path = g_canonicalize_filename (folder, NULL);
  g_stat (folder, &info);
  place->inode = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) info.st_ino);
}

gboolean
so_place_is_confirmed (SoStore *store, SoDb *db)
{
  g_autofree char *kept = so_local_get (db, PLACE);
  g_auto (GStrv) was = g_strsplit (kept ? kept : "", "\n", 3);
  g_auto (Place) is = { 0 };

  if (!kept)
    return TRUE;
  if (g_strv_length (was) != 3)
    return FALSE;
  find_place (store, &is);
  return !g_strcmp0 (was[0], is.machine) && (!g_strcmp0 (was[2], is.path) || !g_strcmp0 (was[1], is.inode));
}

gboolean
so_place_confirm (SoStore *store, SoDb *db, GError **error)
{
  g_auto (Place) is = { 0 };
  g_autofree char *value = NULL;

  find_place (store, &is);
  value = g_strjoin ("\n", is.machine, is.inode, is.path, NULL);
  return so_local_set (db, PLACE, value, error);
}

gboolean
so_place_is_kept (SoDb *db)
{
  g_autofree char *kept = so_local_get (db, PLACE);

  return kept != NULL;
}

gboolean
so_place_forget (SoDb *db, GError **error)
{
  return so_local_set (db, PLACE, NOWHERE, error);
}
