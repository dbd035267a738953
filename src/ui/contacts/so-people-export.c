/* SPDX-License-Identifier: MIT */
#include "so-people-export.h"

#include "so-clock.h"
#include "so-exchange-people.h"
#include "so-window.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *widget;
  SoStudio *studio;
  char *query;
  char *suffix;
  char *name;       /* of the file, for people */
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->widget);
  g_object_unref (export->studio);
  g_free (export->query);
  g_free (export->suffix);
  g_free (export->name);
  g_free (export);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  SoWindow *window = so_window_of (export->widget);
  guint count = 0;
  gboolean saved = so_exchange_people_save_finish (SO_STUDIO (source), result, &count, &error);

  if (!window)
    return;
  if (!saved)
    {
      so_window_show_error (window, error);
      return;
    }
  /* Translators: how many, and the name of the file */
  message = g_strdup_printf (ngettext ("%u person saved in %s", "%u people saved in %s", count), count, export->name);
  so_window_add_toast (window, message);
  so_window_announce (window, message);
}

/* The suffix says in which format: whoever types a name without one means that of the menu. */
static char *
with_suffix (const char *path, const char *suffix)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".vcf") || g_str_has_suffix (lower, ".csv"))
    return g_strdup (path);
  return g_strconcat (path, ".", suffix, NULL);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *chosen = file ? g_file_get_path (file) : NULL, *path = NULL;
  SoStudio *studio = export->studio;
  const char *query = export->query;

  if (!chosen)
    return;
  path = with_suffix (chosen, export->suffix);
  export->name = g_path_get_basename (path);
  so_exchange_people_save_async (studio, query, path, NULL, on_saved, g_steal_pointer (&export));
}

/* "contacts-2026-11-21.vcf": tomorrow's does not ask to replace today's. */
static char *
dup_name (SoStudio *studio, const char *suffix)
{
  g_autoptr (GDateTime) now = so_studio_local_time (studio, so_now ());
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

  /* Translators: part of a file's name, before a date: letters and hyphens only */
  return g_strdup_printf ("%s-%s.%s", _("contacts"), day, suffix);
}

void
so_people_export (GtkWidget *widget, SoStudio *studio, const char *query, const char *suffix)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = NULL;
  Export *export;

  g_return_if_fail (GTK_IS_WIDGET (widget) && SO_IS_STUDIO (studio) && suffix);

  name = dup_name (studio, suffix);
  export = g_new0 (Export, 1);
  export->widget = g_object_ref (widget);
  export->studio = g_object_ref (studio);
  export->query = query && *query ? g_strdup (query) : NULL;
  export->suffix = g_strdup (suffix);
  gtk_file_dialog_set_title (dialog, _("Export These People"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_file_chosen, export);
}
