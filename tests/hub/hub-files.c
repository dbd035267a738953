/* SPDX-License-Identifier: MIT */
#include "hub-files.h"

#include "so-hub-files.h"
#include "so-hub-media.h"

#define PART SO_HUB_FILE_PART

void
hub_files_prepare (HubStoreFixture *f)
{
  g_autoptr (GError) error = NULL;

  /* Twice, as at a second start. */
  g_assert_true (so_hub_files_prepare (f->store, &error) && so_hub_media_prepare (f->store, FALSE, &error));
  g_assert_true (so_hub_files_prepare (f->store, &error) && so_hub_media_prepare (f->store, FALSE, &error));
}

/* Bytes of which no two parts are the same. */
GBytes *
hub_files_make (gsize size, guint32 seed)
{
  g_autoptr (GRand) draw = g_rand_new_with_seed (seed);
  guint32 *data = g_malloc (size + 4);

  for (gsize i = 0; i < size / 4 + 1; i++)
    data[i] = g_rand_int (draw);
  return g_bytes_new_take (data, size);
}

gboolean
hub_files_put (HubStoreFixture *f, const char *studio, const char *name, GBytes *file, gint64 n, gint64 most)
{
  gsize size = g_bytes_get_size (file), at = (gsize) n * PART;
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (file, at, MIN (PART, size - at));
  g_autoptr (GError) error = NULL;
  gboolean room = FALSE;

  so_hub_file_put (f->store, studio, name, n, part, most, &room, &error);
  g_assert_no_error (error);
  return room;
}

void
hub_files_put_all (HubStoreFixture *f, const char *studio, const char *name, GBytes *file)
{
  for (gint64 n = 0; n * PART < (gint64) g_bytes_get_size (file); n++)
    g_assert_true (hub_files_put (f, studio, name, file, n, PLENTY));
}

gboolean
hub_files_finish (HubStoreFixture *f, const char *studio, const char *name, gint64 size, gboolean sent)
{
  g_autoptr (GError) error = NULL;
  gboolean fits = FALSE;

  so_hub_file_close (f->store, studio, name, size, "image/jpeg", sent, &fits, &error);
  g_assert_no_error (error);
  return fits;
}

/* "whole 3", "half 1" or "none". */
char *
hub_files_state (SoHubStore *store, const char *studio, const char *name)
{
  g_autoptr (SoHubFile) file = NULL;
  g_autoptr (GError) error = NULL;

  so_hub_file_find (store, studio, name, &file, &error);
  g_assert_no_error (error);
  return file ? g_strdup_printf ("%s %" G_GINT64_FORMAT, file->whole ? "whole" : "half", file->parts) : g_strdup ("none");
}

void
hub_files_sweep (HubStoreFixture *f, gint64 before, gint64 acked_before, gint64 half_before)
{
  g_autoptr (GError) error = NULL;
  gboolean more = TRUE;

  while (more)
    {
      more = FALSE;
      g_assert_true (so_hub_media_sweep (f->store, before, acked_before, &error));
      g_assert_true (so_hub_files_sweep (f->store, before, acked_before, half_before, &more, &error));
    }
}
