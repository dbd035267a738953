/* SPDX-License-Identifier: MIT */
#include "so-week-save.h"

#include "so-error.h"
#include "so-print.h"
#include "so-week-sheet.h"
#include "so-window.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *widget;
  SoWeek *week;
  char *title;
} Sheet;

static Sheet *
sheet_new (GtkWidget *widget, SoWeek *week, const char *title)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->widget = g_object_ref (widget);
  sheet->week = so_week_ref (week);
  sheet->title = g_strdup (title);
  return sheet;
}

static void
sheet_free (Sheet *sheet)
{
  g_object_unref (sheet->widget);
  so_week_unref (sheet->week);
  g_free (sheet->title);
  g_free (sheet);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, sheet_free)

static void
show_error (GtkWidget *widget, const GError *error)
{
  SoWindow *window = so_window_of (widget);

  if (window)
    so_window_show_error (window, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sheet) sheet = user_data;
  g_autoptr (GError) error = NULL, said = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source)), *message = g_strdup_printf (_("Saved in %s"), name);
  SoWindow *window = so_window_of (sheet->widget);

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      if (window)
        {
          so_window_add_toast (window, message);
          so_window_announce (window, message);
        }
      return;
    }
  so_fail (&said, SO_ERROR_CHANGE, _("%s could not be written; choose another place (%s)"), name, error->message);
  show_error (sheet->widget, said);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sheet) sheet = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *name = file ? g_file_get_basename (file) : NULL, *small = name ? g_ascii_strdown (name, -1) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = file ? so_week_sheet_render (sheet->week, sheet->title, g_str_has_suffix (small, ".pdf"), &error) : NULL;

  if (error)
    show_error (sheet->widget, error);
  if (bytes)
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, on_written, g_steal_pointer (&sheet));
}

void
so_week_save (GtkWidget *widget, SoWeek *week, const char *title)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  const char *monday = so_week_get_monday (week);
  /* Translators: part of a file's name, before a date: letters and hyphens only */
  g_autofree char *name = monday ? g_strdup_printf ("%s-%s.png", _("schedule"), monday) : g_strdup_printf ("%s.png", _("schedule"));

  gtk_file_dialog_set_title (dialog, _("Save the Week as a Picture or PDF"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_file_chosen, sheet_new (widget, week, title));
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, Sheet *sheet)
{
  so_week_sheet_draw (gtk_print_context_get_cairo_context (context), sheet->week, sheet->title, gtk_print_context_get_width (context), gtk_print_context_get_height (context));
}

static void
free_sheet (gpointer sheet, GClosure *closure)
{
  sheet_free (sheet);
}

void
so_week_print (GtkWidget *widget, SoWeek *week, const char *title)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();

  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_job_name (operation, title);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw_page), sheet_new (widget, week, title), free_sheet, 0);
  so_print_run (operation, widget);
}
