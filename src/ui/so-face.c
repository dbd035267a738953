/* SPDX-License-Identifier: MIT */
#include "so-face.h"

#include "so-picture.h"
#include "so-window.h"

#define KEY "so-faces"
#define WANTED_KEY "so-face"
#define PIXELS 160                            /* the largest avatar, on a sharp display */
#define MOST 120                              /* 12 MB */
#define AGAIN (2 * G_TIME_SPAN_SECOND)        /* what is not there may be on its way from another computer */

typedef struct {
  GdkTexture *texture;       /* NULL: not read yet, or none */
  gboolean loading;
  gint64 failed_at;          /* monotonic µs; 0: did not */
  guint64 asked;             /* larger: asked for later */
  GPtrArray *waiting;        /* GWeakRef of GtkWidget */
} Face;

typedef struct {
  GHashTable *faces;         /* SHA-256 → Face */
  guint64 asked;
} Faces;

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
face_free (gpointer data)
{
  Face *face = data;

  g_clear_object (&face->texture);
  g_ptr_array_unref (face->waiting);
  g_free (face);
}

static void
faces_free (gpointer data)
{
  g_hash_table_unref (((Faces *) data)->faces);
  g_free (data);
}

static Faces *
faces_of (SoStudio *studio)
{
  Faces *faces = g_object_get_data (G_OBJECT (studio), KEY);

  if (faces)
    return faces;
  faces = g_new0 (Faces, 1);
  faces->faces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, face_free);
  g_object_set_data_full (G_OBJECT (studio), KEY, faces, faces_free);
  return faces;
}

static void
forget_oldest (Faces *faces)
{
  GHashTableIter iter;
  gpointer key, value, oldest = NULL;
  guint64 asked = G_MAXUINT64;

  g_hash_table_iter_init (&iter, faces->faces);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!((Face *) value)->loading && ((Face *) value)->asked < asked)
      asked = ((Face *) value)->asked, oldest = key;
  if (oldest)
    g_hash_table_remove (faces->faces, oldest);
}

static void
show_avatar (AdwAvatar *avatar, const char *sha256, GdkTexture *texture)
{
  if (!g_strcmp0 (g_object_get_data (G_OBJECT (avatar), WANTED_KEY), sha256))
    adw_avatar_set_custom_image (avatar, texture ? GDK_PAINTABLE (texture) : NULL);
}

static void
tell_waiting (Face *face, const char *sha256)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&face->waiting);

  face->waiting = g_ptr_array_new_with_free_func (weak_ref_free);
  for (guint i = 0; i < waiting->len; i++)
    {
      g_autoptr (GtkWidget) widget = g_weak_ref_get (waiting->pdata[i]);

      if (ADW_IS_AVATAR (widget))
        show_avatar (ADW_AVATAR (widget), sha256, face->texture);
      else if (widget)
        gtk_widget_queue_draw (widget);
    }
}

static void
load_on_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = so_picture_load (path, PIXELS, &error);

  if (texture)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_loaded (GObject *studio, GAsyncResult *result, gpointer data)
{
  g_autofree char *sha256 = data;
  Faces *faces = faces_of (SO_STUDIO (studio));
  Face *face = g_hash_table_lookup (faces->faces, sha256);

  /* Whatever is wrong with it, initials stand in its place. */
  face->texture = g_task_propagate_pointer (G_TASK (result), NULL);
  face->loading = FALSE;
  face->failed_at = face->texture ? 0 : g_get_monotonic_time ();
  if (face->texture)
    tell_waiting (face, sha256);
  if (g_hash_table_size (faces->faces) > MOST)
    forget_oldest (faces);
}

static void
load (SoStudio *studio, Face *face, const char *sha256, const char *path)
{
  g_autoptr (GTask) task = g_task_new (studio, NULL, on_loaded, g_strdup (sha256));

  face->loading = TRUE;
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load_on_thread);
}

static void
wait_for_it (Face *face, GtkWidget *widget)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, widget);
  g_ptr_array_add (face->waiting, ref);
}

static GdkTexture *
get_for (GtkWidget *widget, SoStudio *studio, const char *sha256)
{
  g_autofree char *path = so_store_file_path (so_studio_get_store (studio), sha256);
  Faces *faces = faces_of (studio);
  Face *face;

  if (!path)
    return NULL;
  face = g_hash_table_lookup (faces->faces, sha256);
  if (!face)
    {
      face = g_new0 (Face, 1);
      face->waiting = g_ptr_array_new_with_free_func (weak_ref_free);
      g_hash_table_insert (faces->faces, g_strdup (sha256), face);
    }
  face->asked = ++faces->asked;
  if (face->texture)
    return face->texture;
  if (!face->loading && (!face->failed_at || g_get_monotonic_time () - face->failed_at > AGAIN))
    load (studio, face, sha256, path);
  if (face->loading)
    wait_for_it (face, widget);
  return NULL;
}

GdkTexture *
so_face_get (GtkWidget *widget, const char *sha256)
{
  SoWindow *window = sha256 ? so_window_of (widget) : NULL;
  SoStudio *studio = window ? so_window_get_studio (window) : NULL;

  return studio ? get_for (widget, studio, sha256) : NULL;
}

void
so_face_set_avatar (AdwAvatar *avatar, SoStudio *studio, const char *sha256)
{
  g_return_if_fail (ADW_IS_AVATAR (avatar) && (!sha256 || SO_IS_STUDIO (studio)));

  g_object_set_data_full (G_OBJECT (avatar), WANTED_KEY, g_strdup (sha256), g_free);
  show_avatar (avatar, sha256, sha256 ? get_for (GTK_WIDGET (avatar), studio, sha256) : NULL);
}

void
so_face_draw (GtkSnapshot *snapshot, double x, double y, double size, const GdkRGBA *colour, GdkTexture *photo)
{
  GskRoundedRect disc;
  double width, height, scale;

  gsk_rounded_rect_init_from_rect (&disc, &GRAPHENE_RECT_INIT (x, y, size, size), size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, colour, &disc.bounds);
  if (photo)
    {
      scale = size / MIN (gdk_texture_get_width (photo), gdk_texture_get_height (photo));
      width = gdk_texture_get_width (photo) * scale;
      height = gdk_texture_get_height (photo) * scale;
      gtk_snapshot_append_scaled_texture (snapshot, photo, GSK_SCALING_FILTER_TRILINEAR,
                                          &GRAPHENE_RECT_INIT (x + (size - width) / 2, y + (size - height) / 2, width, height));
    }
  gtk_snapshot_pop (snapshot);
}

void
so_face_get_colour (const char *name, GdkRGBA *colour)
{
  static const char *const colours[] = {
    "#1c71d8", "#26a269", "#c64600", "#813d9c", "#a51d2d", "#63452c", "#1a5fb4", "#2a7c6f",
  };

  gdk_rgba_parse (colour, colours[g_str_hash (name) % G_N_ELEMENTS (colours)]);
}
