/* SPDX-License-Identifier: MIT */
#include "so-file-group.h"

#include "so-age.h"
#include "so-clock.h"
#include "so-do.h"
#include "so-file-open.h"
#include "so-group-rows.h"
#include "so-person-facts.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoFileGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *add;            /* borrowed, as all below */
  SoGroupRows rows;
  GPtrArray *files;          /* SoContactFile, as shown; ours */
  SoStudio *studio;
  char *contact_id;
};

G_DEFINE_FINAL_TYPE (SoFileGroup, so_file_group, ADW_TYPE_PREFERENCES_GROUP)

/* The name of a row and of its buttons is the id of the file. */
static const SoContactFile *
find_file (SoFileGroup *self, GtkWidget *widget)
{
  for (guint i = 0; i < self->files->len; i++)
    if (g_str_equal (((SoContactFile *) self->files->pdata[i])->id, gtk_widget_get_name (widget)))
      return self->files->pdata[i];
  return NULL;
}

static void
on_activated (GtkWidget *row, SoFileGroup *self)
{
  const SoContactFile *file = find_file (self, row);
  g_autofree char *path = file ? so_studio_dup_file_path (self->studio, file) : NULL;

  if (path)
    so_file_open (GTK_WIDGET (self), path, file->name, file->mime);
}

static void
on_remove (GtkWidget *button, SoFileGroup *self)
{
  so_do_said (GTK_WIDGET (self), self->studio, SO_VERB_DROP_FILE, gtk_widget_get_name (button), NULL, _("File removed"));
}

/* Saving elsewhere ----------------------------------------------------------------------------------------- */

static void
on_copied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoFileGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  g_file_copy_finish (G_FILE (source), result, &error);
  if (window && error)
    so_window_show_error (window, error);
  else if (window)
    so_window_add_toast (window, _("File saved"));
}

static void
on_place_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoFileGroup) self = user_data;
  g_autoptr (GFile) target = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GFile) kept = g_file_new_for_path (g_object_get_data (source, "path"));

  if (target)
    g_file_copy_async (kept, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, G_PRIORITY_DEFAULT, NULL, NULL, NULL, on_copied, g_object_ref (self));
}

static void
on_save (GtkWidget *button, SoFileGroup *self)
{
  const SoContactFile *file = find_file (self, button);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = file ? so_file_open_safe_name (file->name, file->mime) : NULL;

  if (!file)
    return;
  g_object_set_data_full (G_OBJECT (dialog), "path", so_studio_dup_file_path (self->studio, file), g_free);
  gtk_file_dialog_set_title (dialog, _("Save a Copy"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, on_place_chosen, g_object_ref (self));
}

/* Adding --------------------------------------------------------------------------------------------------- */

static void
keep (SoFileGroup *self, GFile *file)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *name = g_file_get_basename (file), *shown = name ? g_filename_display_name (name) : NULL;
  g_autofree char *message = shown ? g_strdup_printf (_("“%s” was added"), shown) : NULL;
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (path && self->contact_id)
    so_do_said (GTK_WIDGET (self), self->studio, SO_VERB_KEEP_FILE, self->contact_id, path, message);
  else if (window)
    so_window_add_toast (window, _("Only files of this computer can be added"));
}

static void
on_files_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoFileGroup) self = user_data;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  /* Meanwhile another person may be shown. */
  if (!files || g_strcmp0 (self->contact_id, g_object_get_data (source, "contact")))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      keep (self, file);
    }
}

static void
on_add (SoFileGroup *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Add Files"));
  g_object_set_data_full (G_OBJECT (dialog), "contact", g_strdup (self->contact_id), g_free);
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, on_files_chosen, g_object_ref (self));
}

static gboolean
on_dropped (GtkDropTarget *target, const GValue *value, double x, double y, SoFileGroup *self)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *each = files; each; each = each->next)
    keep (self, each->data);
  return files != NULL;
}

/* Rows ----------------------------------------------------------------------------------------------------- */

static void
add_row (SoFileGroup *self, const SoContactFile *file)
{
  GtkWidget *row = adw_action_row_new (), *save, *remove;
  g_autofree char *path = so_studio_dup_file_path (self->studio, file), *size = g_format_size ((guint64) file->size), *when = so_age_dup_short (file->at, so_now ());
  gboolean here = path && g_file_test (path, G_FILE_TEST_IS_REGULAR);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", size, here ? when : _("Not on this computer"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), file->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_name (row, file->id);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), here);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self, 0);
  save = so_group_rows_button (row, "document-save-symbolic", _("Save a Copy…"));
  gtk_widget_set_name (save, file->id);
  gtk_widget_set_sensitive (save, here);
  g_signal_connect_object (save, "clicked", G_CALLBACK (on_save), self, 0);
  remove = so_group_rows_button (row, "user-trash-symbolic", _("Remove This File"));
  gtk_widget_set_name (remove, file->id);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, 0);
  so_group_rows_add (&self->rows, ADW_PREFERENCES_GROUP (self), row);
}

static char *
dup_signature (SoFileGroup *self)
{
  GString *all = g_string_new (self->contact_id);

  for (guint i = 0; i < self->files->len; i++)
    {
      const SoContactFile *file = self->files->pdata[i];
      g_autofree char *path = so_studio_dup_file_path (self->studio, file);

      g_string_append_printf (all, "\n%s %s %d", file->id, file->name, path && g_file_test (path, G_FILE_TEST_IS_REGULAR));
    }
  return g_string_free_and_steal (all);
}

void
so_file_group_show (SoFileGroup *self, SoStudio *studio, const SoContact *contact)
{
  g_autofree char *signature = NULL;

  g_return_if_fail (SO_IS_FILE_GROUP (self) && contact);

  g_set_object (&self->studio, studio);
  g_set_str (&self->contact_id, contact->id);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  self->files = so_studio_list_files (studio, contact->id);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), self->files->len ? NULL : _("Drop files here, or choose them."));
  signature = dup_signature (self);
  if (!so_group_rows_begin (&self->rows, ADW_PREFERENCES_GROUP (self), signature))
    return;
  for (guint i = 0; i < self->files->len; i++)
    add_row (self, self->files->pdata[i]);
  so_group_rows_end (&self->rows, ADW_PREFERENCES_GROUP (self), self->add);
}

static void
so_file_group_dispose (GObject *object)
{
  g_clear_object (&SO_FILE_GROUP (object)->studio);
  G_OBJECT_CLASS (so_file_group_parent_class)->dispose (object);
}

static void
so_file_group_finalize (GObject *object)
{
  SoFileGroup *self = SO_FILE_GROUP (object);

  so_group_rows_clear (&self->rows);
  g_free (self->contact_id);
  g_ptr_array_unref (self->files);
  G_OBJECT_CLASS (so_file_group_parent_class)->finalize (object);
}

static void
so_file_group_class_init (SoFileGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_file_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_file_group_finalize;
}

static void
so_file_group_init (SoFileGroup *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  so_group_rows_init (&self->rows);
  self->files = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Files"));
  self->add = so_group_rows_add_button (ADW_PREFERENCES_GROUP (self), _("Add Files…"));
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_dropped), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
