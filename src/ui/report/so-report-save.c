/* SPDX-License-Identifier: MIT */
#include "so-report-save.h"

#include "so-about.h"
#include "so-paper-report.h"
#include "so-report-files.h"
#include "so-weekly.h"
#include "so-window.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  GtkWidget *widget;
  SoStudio *studio;
  char *label, *format;
  GFile *file;
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->widget);
  g_object_unref (save->studio);
  g_clear_object (&save->file);
  g_free (save->label);
  g_free (save->format);
  g_free (save);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static GBytes *
make (const Save *save, GError **error)
{
  g_autoptr (SoReport) report = so_weekly_read (save->studio, save->label, NULL, error);
  g_autoptr (GBytes) logo = report ? so_studio_dup_logo (save->studio) : NULL;
  char *text;

  if (!report)
    return NULL;
  if (!strcmp (save->format, "pdf"))
    return so_paper_report (report, logo, error);
  text = strcmp (save->format, "csv") ? so_report_html (report, logo, "image/png") : so_report_csv (report);
  return g_bytes_new_take (text, strlen (text));
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Save *save = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = make (save, &error);
  gsize size = 0;
  const char *text = bytes ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes && g_file_replace_contents (save->file, text, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const Save *save = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  SoWindow *window = so_window_of (save->widget);
  g_autofree char *name = g_file_get_basename (save->file), *message = NULL;

  if (!window)
    return;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      so_window_show_error (window, error);
      return;
    }
  /* Translators: %s is the name of a file */
  message = g_strdup_printf (_("Saved in %s"), name);
  so_window_add_toast (window, message);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  g_autoptr (GTask) task = NULL;

  save->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (!save->file)
    return;
  task = g_task_new (NULL, NULL, on_saved, NULL);
  g_task_set_source_tag (task, on_file_chosen);
  g_task_set_task_data (task, g_steal_pointer (&save), (GDestroyNotify) save_free);
  g_task_run_in_thread (task, save_in_thread);
}

void
so_report_save (GtkWidget *widget, SoStudio *studio, const char *label, const char *format)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strdup_printf ("weekly-report-%s.%s", label, format);
  Save *save = g_new0 (Save, 1);

  *save = (Save) { g_object_ref (widget), g_object_ref (studio), g_strdup (label), g_strdup (format), NULL };
  gtk_file_dialog_set_title (dialog, _("Save the Weekly Report"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_file_chosen, save);
}
