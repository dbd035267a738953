/* SPDX-License-Identifier: MIT */
#include "so-fault-page.h"

#include "so-restore.h"

#include <glib/gi18n.h>

static void
on_again (SoWindow *window)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoStudio) studio = so_studio_open (so_window_get_folder (window), &error);

  if (studio)
    so_window_set_studio (window, studio);
  else
    so_window_show_error (window, error);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWindow) window = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path)
    so_restore_start (window, path);
}

static void
on_restore (SoWindow *window)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *backups = g_build_filename (so_window_get_folder (window), "backups", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (backups);

  gtk_file_dialog_set_title (dialog, _("Restore a Backup"));
  if (g_file_query_exists (folder, NULL))
    gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_open (dialog, GTK_WINDOW (window), NULL, on_chosen, g_object_ref (window));
}

static GtkWidget *
new_button (const char *label, const char *class, GCallback run, SoWindow *window)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  if (class)
    gtk_widget_add_css_class (button, class);
  g_signal_connect_object (button, "clicked", run, window, G_CONNECT_SWAPPED);
  return button;
}

GtkWidget *
so_fault_page_new (SoWindow *window, const GError *error)
{
  AdwStatusPage *page = ADW_STATUS_PAGE (adw_status_page_new ());
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *words = g_markup_escape_text (error->message, -1);

  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), new_button (_("_Try Again"), "suggested-action", G_CALLBACK (on_again), window));
  gtk_box_append (GTK_BOX (buttons), new_button (_("_Restore a Backup…"), NULL, G_CALLBACK (on_restore), window));
  adw_status_page_set_icon_name (page, "dialog-warning-symbolic");
  adw_status_page_set_title (page, _("The Studio Cannot Be Opened"));
  adw_status_page_set_description (page, words);
  adw_status_page_set_child (page, buttons);
  return GTK_WIDGET (page);
}
