/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-demo-place.h"

#include "so-care.h"
#include "so-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
so_demo_folder (const char *kind)
{
  g_autofree char *name = strcmp (kind, "dance") ? g_strconcat ("demo-", kind, NULL) : g_strdup ("demo");

  return g_build_filename (g_get_user_data_dir (), "studio-os", name, NULL);
}

/* A demo whose making was interrupted is made again. */
static gboolean
is_filled (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  SoCareCounts counts;

  return db && so_care_count (db, &counts, NULL) && counts.contacts > 0;
}

SoStudio *
so_demo_open (const char *kind, gboolean *ready, GError **error)
{
  g_autofree char *folder = NULL, *shown = NULL;
  g_autoptr (SoStudio) studio = NULL;
  g_autoptr (SoProfile) profile = NULL;

  if (!so_profile_kind_is_known (kind))
    return so_fail (error, SO_ERROR_GIVE_UP, _("There is no kind of studio called “%s”"), kind), NULL;
  folder = so_demo_folder (kind);
  if (!(studio = so_studio_open (folder, error)))
    return NULL;
  profile = so_studio_dup_profile (studio);
  shown = g_filename_display_name (folder);
  if (profile && !profile->demo)
    return so_fail (error, SO_ERROR_CHANGE, _("There is a studio of your own in %s: move it elsewhere to see the demonstration"), shown), NULL;
  *ready = profile && is_filled (studio);
  return g_steal_pointer (&studio);
}
