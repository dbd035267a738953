/* SPDX-License-Identifier: MIT */
#include "so-logo-group.h"

#include "so-about.h"
#include "so-list-verbs.h"
#include "so-preferences-say.h"
#include "so-small-picture.h"

#include <glib/gi18n.h>

#define SHOWN 48

struct _SoLogoGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  GtkWidget *row, *image, *choose, *remove;   /* borrowed */
};

G_DEFINE_FINAL_TYPE (SoLogoGroup, so_logo_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show (SoLogoGroup *self)
{
  g_autoptr (GBytes) png = so_studio_dup_logo (self->studio);
  g_autoptr (GdkTexture) texture = png ? gdk_texture_new_from_bytes (png, NULL) : NULL;

  if (texture)
    gtk_image_set_from_paintable (GTK_IMAGE (self->image), GDK_PAINTABLE (texture));
  else
    gtk_image_set_from_icon_name (GTK_IMAGE (self->image), "image-x-generic-symbolic");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), texture ? _("Kept with the studio") : _("A PNG or JPEG; it is made small and kept with the studio"));
  if (!texture && gtk_widget_is_focus (self->remove))
    gtk_widget_grab_focus (self->choose);
  gtk_widget_set_visible (self->remove, texture != NULL);
}

/* @path: NULL takes it away. */
static char *
logo_job (SoStudio *studio, gpointer path, GError **error)
{
  g_autoptr (GBytes) png = path ? so_small_picture (path, SO_LOGO_SIDE, error) : NULL;

  if (!path || png)
    so_studio_set_logo (studio, png, error);
  return NULL;
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoLogoGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *none = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
  if (self->studio)
    show (self);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoLogoGroup) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  const char *path = file ? g_file_peek_path (file) : NULL;

  if (path && self->studio)
    so_studio_aside_async (self->studio, logo_job, g_strdup (path), g_free, on_kept, g_object_ref (self));
}

static void
on_choose (SoLogoGroup *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_set_name (pictures, _("Pictures"));
  gtk_file_filter_add_mime_type (pictures, "image/png");
  gtk_file_filter_add_mime_type (pictures, "image/jpeg");
  gtk_file_dialog_set_title (dialog, _("Choose a Logo"));
  gtk_file_dialog_set_default_filter (dialog, pictures);
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_opened, g_object_ref (self));
}

static void
on_remove (SoLogoGroup *self)
{
  so_studio_job_async (self->studio, logo_job, NULL, NULL, NULL, on_kept, g_object_ref (self));
}

static void
on_store_changed (SoLogoGroup *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    show (self);
}

static void
so_logo_group_dispose (GObject *object)
{
  g_clear_object (&SO_LOGO_GROUP (object)->studio);
  G_OBJECT_CLASS (so_logo_group_parent_class)->dispose (object);
}

static void
so_logo_group_class_init (SoLogoGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_logo_group_dispose;
}

static GtkWidget *
add_button (SoLogoGroup *self, GtkWidget *button, GCallback clicked)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), button);
  return button;
}

static void
so_logo_group_init (SoLogoGroup *self)
{
  self->row = adw_action_row_new ();
  self->image = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (self->image), SHOWN);
  gtk_widget_set_margin_top (self->image, 6);
  gtk_widget_set_margin_bottom (self->image, 6);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Logo"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->row), self->image);
  self->remove = add_button (self, gtk_button_new_from_icon_name ("user-trash-symbolic"), G_CALLBACK (on_remove));
  gtk_widget_add_css_class (self->remove, "flat");
  gtk_widget_set_tooltip_text (self->remove, _("Remove the Logo"));
  self->choose = add_button (self, gtk_button_new_with_mnemonic (_("_Choose…")), G_CALLBACK (on_choose));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
}

GtkWidget *
so_logo_group_new (SoStudio *studio)
{
  SoLogoGroup *self = g_object_new (SO_TYPE_LOGO_GROUP, NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
