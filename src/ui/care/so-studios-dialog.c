/* SPDX-License-Identifier: MIT */
#include "so-studios-dialog.h"

#include "so-age.h"
#include "so-kind.h"
#include "so-preferences-say.h"
#include "so-show-folder.h"
#include "so-studios.h"
#include "so-ui-settings.h"

#include <glib/gi18n.h>

struct _SoStudiosDialog {
  AdwDialog parent_instance;

  SoWindow *window;                 /* borrowed: it shows this */
  AdwPreferencesGroup *list;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (SoStudiosDialog, so_studios_dialog, ADW_TYPE_DIALOG)

static void
open_folder (SoStudiosDialog *self, const char *folder)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
  g_autofree char *own = g_strdup (folder);

  adw_dialog_close (ADW_DIALOG (self));
  if (application)
    g_action_group_activate_action (G_ACTION_GROUP (application), "open-studio", g_variant_new_string (own));
}

static void
on_activated (AdwActionRow *row, SoStudiosDialog *self)
{
  open_folder (self, g_object_get_data (G_OBJECT (row), "so-folder"));
}

static void
on_show (GtkButton *button, SoStudiosDialog *self)
{
  so_show_folder (GTK_WIDGET (button), g_object_get_data (G_OBJECT (button), "so-folder"));
}

static gint64
opened_at (const char *folder)
{
  g_autoptr (GSettings) settings = so_ui_settings_new ();
  g_autoptr (GVariant) all = settings ? g_settings_get_value (settings, "studios") : NULL;
  const char *page;
  gint64 at = 0;

  if (all)
    g_variant_lookup (all, folder, "(x&s)", &at, &page);
  return at;
}

/* "Dance Studio · Demo · opened Tue 9:14", and the folder below it. */
static char *
dup_subtitle (const SoStudioPlace *place)
{
  g_autoptr (SoKind) kind = place->kind ? so_kind_load (place->kind, NULL) : NULL;
  g_autoptr (GString) text = g_string_new (place->damaged ? _("It cannot be read") : kind ? so_kind_label (kind) : place->kind ? place->kind : _("Not set up yet"));
  gint64 at = opened_at (place->folder);

  if (place->demo)
    g_string_append_printf (text, " · %s", _("Demo: it can never send"));
  if (at)
    {
      g_autofree char *when = so_age_dup_moment (at);

      g_string_append_printf (text, _(" · opened %s"), when);
    }
  g_string_append_printf (text, "\n%s", place->folder);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GtkWidget *
make_show_button (SoStudiosDialog *self, const SoStudioPlace *place)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("folder-open-symbolic");

  gtk_widget_set_tooltip_text (button, _("Show in Files"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "so-folder", g_strdup (place->folder), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_show), self, 0);
  return button;
}

static void
add_place (SoStudiosDialog *self, const SoStudioPlace *place)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = dup_subtitle (place), *base = g_filename_display_basename (place->folder), *here = so_studios_dup_real (so_window_get_folder (self->window));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), place->name ? place->name : base);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  g_object_set_data_full (G_OBJECT (row), "so-folder", g_strdup (place->folder), g_free);
  if (!g_strcmp0 (here, place->folder))
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _("This studio"), -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_show_button (self, place));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self, 0);
  adw_preferences_group_add (self->list, row);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoStudiosDialog) self = user_data;
  g_autoptr (GPtrArray) places = so_studios_list_finish (result, NULL);

  for (guint i = 0; places && self->list && i < places->len; i++)
    add_place (self, places->pdata[i]);
}

static GStrv
dup_known (SoStudiosDialog *self)
{
  g_autoptr (GSettings) settings = so_ui_settings_new ();
  g_autoptr (GVariant) all = settings ? g_settings_get_value (settings, "studios") : NULL;
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();
  GVariantIter iter;
  const char *folder;

  /* also this one, wherever it is */
  g_strv_builder_add (folders, so_window_get_folder (self->window));
  if (all)
    {
      g_variant_iter_init (&iter, all);
      while (g_variant_iter_next (&iter, "{&s(xs)}", &folder, NULL, NULL))
        g_strv_builder_add (folders, folder);
    }
  return g_strv_builder_end (folders);
}

static void
on_new (SoStudiosDialog *self)
{
  g_autofree char *folder = so_studios_dup_new_folder ();

  open_folder (self, folder);
}

static void
on_folder_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoStudiosDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  const char *folder = file ? g_file_peek_path (file) : NULL;

  if (!folder || !self->list)
    return;
  if (so_store_exists (folder))
    open_folder (self, folder);
  else
    so_preferences_say (GTK_WIDGET (self->list), _("There is no studio.db in that folder"));
}

static void
on_other (SoStudiosDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Open a Studio’s Folder"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (self->window), self->cancellable, on_folder_chosen, g_object_ref (self));
}

static void
so_studios_dialog_dispose (GObject *object)
{
  SoStudiosDialog *self = SO_STUDIOS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->list = NULL;
  G_OBJECT_CLASS (so_studios_dialog_parent_class)->dispose (object);
}

static void
so_studios_dialog_class_init (SoStudiosDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_studios_dialog_dispose;
}

static void
add_button (SoStudiosDialog *self, AdwPreferencesGroup *group, const char *title, GCallback callback)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "activated", callback, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
}

static void
so_studios_dialog_init (SoStudiosDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new (), *more = adw_preferences_group_new (), *toasts = adw_toast_overlay_new ();

  self->cancellable = g_cancellable_new ();
  self->list = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_description (self->list, _("Each has a folder and a window of its own, and knows nothing of the others."));
  add_button (self, ADW_PREFERENCES_GROUP (more), _("_New Studio…"), G_CALLBACK (on_new));
  add_button (self, ADW_PREFERENCES_GROUP (more), _("Open _Folder…"), G_CALLBACK (on_other));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->list);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (more));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (ADW_DIALOG (self), _("Studios"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 520);
  adw_dialog_set_content_height (ADW_DIALOG (self), 520);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), view);
  adw_dialog_set_child (ADW_DIALOG (self), toasts);
}

AdwDialog *
so_studios_dialog_new (SoWindow *window)
{
  SoStudiosDialog *self = g_object_new (SO_TYPE_STUDIOS_DIALOG, NULL);
  g_auto (GStrv) known = NULL;

  self->window = window;
  known = dup_known (self);
  so_studios_list_async ((const char *const *) known, self->cancellable, on_listed, g_object_ref (self));
  return ADW_DIALOG (self);
}
