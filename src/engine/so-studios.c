/* SPDX-License-Identifier: MIT */
#include "so-studios.h"

#include <stdlib.h>
#include <string.h>

#include "so-settings.h"

void
so_studio_place_free (gpointer data)
{
  SoStudioPlace *place = data;

  g_free (place->folder);
  g_free (place->name);
  g_free (place->kind);
  g_free (place);
}

char *
so_studios_dup_real (const char *folder)
{
  char *real = realpath (folder, NULL);
  char *own = real ? g_strdup (real) : g_canonicalize_filename (folder, NULL);

  free (real);
  return own;
}

static SoStudioPlace *
look_at (const char *folder)
{
  SoStudioPlace *place = g_new0 (SoStudioPlace, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoProfile) profile = so_profile_peek (folder, &error);

  place->folder = g_strdup (folder);
  place->damaged = error != NULL;
  if (!profile)
    return place;
  place->name = g_strdup (profile->name);
  place->kind = g_strdup (profile->kind);
  place->demo = profile->demo;
  return place;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const SoStudioPlace *x = *(gpointer const *) a, *y = *(gpointer const *) b;

  return g_utf8_collate (x->name ? x->name : x->folder, y->name ? y->name : y->folder);
}

static void
add (GPtrArray *places, GHashTable *known, const char *folder)
{
  g_autofree char *real = so_studios_dup_real (folder);

  if (so_store_exists (real) && g_hash_table_add (known, g_strdup (real)))
    g_ptr_array_add (places, look_at (real));
}

static char *
dup_root (void)
{
  return g_build_filename (g_get_user_data_dir (), "studio-os", NULL);
}

GPtrArray *
so_studios_list (const char *const *others)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (so_studio_place_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *root = dup_root ();
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);

  for (const char *name; dir && (name = g_dir_read_name (dir));)
    {
      g_autofree char *folder = g_build_filename (root, name, NULL);

      /* what was here before a backup was put back is no studio to work with */
      if (!strstr (name, ".before-restore-"))
        add (places, known, folder);
    }
  for (; others && *others; others++)
    add (places, known, *others);
  g_ptr_array_sort (places, compare);
  return places;
}

static void
list_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, so_studios_list (data), (GDestroyNotify) g_ptr_array_unref);
}

void
so_studios_list_async (const char *const *others, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_studios_list_async);
  g_task_set_task_data (task, g_strdupv ((char **) others), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, list_on_thread);
}

GPtrArray *
so_studios_list_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
so_studios_dup_new_folder (void)
{
  g_autofree char *root = dup_root ();

  for (guint i = 1;; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup ("default") : g_strdup_printf ("studio-%u", i);
      char *folder = g_build_filename (root, name, NULL);

      if (!g_file_test (folder, G_FILE_TEST_EXISTS))
        return folder;
      g_free (folder);
    }
}
