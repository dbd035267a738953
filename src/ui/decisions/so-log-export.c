/* SPDX-License-Identifier: MIT */
#include "so-log-export.h"

#include "so-clock.h"
#include "so-decision-csv.h"
#include "so-window.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *widget;
  SoStudio *studio;
  SoLogFilter filter;      /* its strings are those below */
  char *contact_id, *text;
  char *name;              /* of the file, for people */
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->widget);
  g_object_unref (export->studio);
  g_free (export->contact_id);
  g_free (export->text);
  g_free (export->name);
  g_free (export);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;
  SoWindow *window = so_window_of (export->widget);
  g_autofree char *message = NULL;
  guint rows = 0;

  if (!so_decision_csv_save_finish (SO_STUDIO (source), result, &rows, &error))
    {
      if (window)
        so_window_show_error (window, error);
      return;
    }
  /* Translators: how many, and the name of the file */
  message = g_strdup_printf (ngettext ("%u decision saved in %s", "%u decisions saved in %s", rows), rows, export->name);
  if (window)
    so_window_add_toast (window, message);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  SoStudio *studio = export->studio;
  SoLogFilter *filter = &export->filter;

  if (!path)
    return;
  export->name = g_file_get_basename (file);
  so_decision_csv_save_async (studio, filter, path, NULL, on_saved, g_steal_pointer (&export));
}

/* "decisions-2026-11-21.csv": tomorrow's does not ask to replace today's. */
static char *
dup_name (GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (so_now () / 1000);
  g_autoptr (GDateTime) now = zone ? g_date_time_to_timezone (utc, zone) : g_date_time_to_local (utc);
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

  /* Translators: part of a file's name, before a date: letters and hyphens only */
  return g_strdup_printf ("%s-%s.csv", _("decisions"), day);
}

void
so_log_export (GtkWidget *widget, SoStudio *studio, const SoLogFilter *filter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = dup_name (so_studio_get_zone (studio));
  Export *export = g_new0 (Export, 1);

  export->widget = g_object_ref (widget);
  export->studio = g_object_ref (studio);
  export->filter = *filter;
  export->filter.contact_id = export->contact_id = g_strdup (filter->contact_id);
  export->filter.text = export->text = g_strdup (filter->text);
  gtk_file_dialog_set_title (dialog, _("Save These Decisions"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_file_chosen, export);
}
