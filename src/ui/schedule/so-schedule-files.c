/* SPDX-License-Identifier: MIT */
#include "so-schedule-files.h"

#include "so-do.h"
#include "so-json.h"
#include "so-schedule-import.h"
#include "so-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Of what is left out so many are named. */
#define MOST_NAMED 5

typedef struct {
  SoWindow *window;
  char *path, *name;
} File;

static void
file_free (File *file)
{
  g_object_unref (file->window);
  g_free (file->path);
  g_free (file->name);
  g_free (file);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (File, file_free)

/* Takes @chosen; NULL where nothing was. */
static File *
file_new (SoWindow *window, GFile *chosen)
{
  g_autoptr (GFile) own = chosen;
  File *file = own && g_file_peek_path (own) ? g_new0 (File, 1) : NULL;

  if (file)
    *file = (File) { g_object_ref (window), g_file_get_path (own), g_file_get_basename (own) };
  return file;
}

/* What an import brings --------------------------------------------------------------------------- */

static guint
number (JsonObject *report, const char *name)
{
  return (guint) so_json_int (report, name);
}

/* Takes @line; of nothing none is needed. */
static void
add_line (GString *text, guint n, char *line)
{
  g_autofree char *own = line;

  if (n)
    g_string_append_printf (text, "%s%s", text->len ? "\n" : "", own);
}

static void
add_skipped (GString *text, JsonArray *skipped)
{
  guint n = skipped ? json_array_get_length (skipped) : 0;

  for (guint i = 0; i < MIN (n, MOST_NAMED); i++)
    {
      JsonObject *one = so_json_element (skipped, i);

      g_string_append_printf (text, "%s%s: %s", i ? "\n" : text->len ? "\n\n" : "", so_json_string (one, "where"), so_json_string (one, "why"));
    }
  if (n > MOST_NAMED)
    add_line (text, n, g_strdup_printf (ngettext ("…and %u more is left out", "…and %u more are left out", n - MOST_NAMED), n - MOST_NAMED));
}

static char *
dup_words (JsonObject *report)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint series = number (report, "series"), changes = number (report, "changes"), classes = number (report, "classes"), rooms = number (report, "rooms");
  guint teachers = number (report, "teachers"), known = number (report, "known");

  add_line (text, series, g_strdup_printf (ngettext ("%u time comes onto the schedule", "%u times come onto the schedule", series), series));
  add_line (text, changes, g_strdup_printf (ngettext ("%u change of a single day", "%u changes of single days", changes), changes));
  add_line (text, classes, g_strdup_printf (ngettext ("%u new class", "%u new classes", classes), classes));
  add_line (text, rooms, g_strdup_printf (ngettext ("%u new room", "%u new rooms", rooms), rooms));
  add_line (text, teachers, g_strdup_printf (ngettext ("%u new teacher", "%u new teachers", teachers), teachers));
  add_line (text, known, g_strdup_printf (ngettext ("%u is there already", "%u are there already", known), known));
  add_skipped (text, so_json_array (report, "skipped"));
  return g_strdup (text->str);
}

static void
on_response (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (File) file = user_data;

  if (!g_strcmp0 (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "import"))
    so_do_said (GTK_WIDGET (file->window), so_window_get_studio (file->window), SO_VERB_SCHEDULE_IMPORT, file->path, NULL, _("Schedule imported"));
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (File) file = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) report = so_schedule_look_finish (SO_STUDIO (source), result, &error);
  gboolean brings = report && (number (report, "series") || number (report, "changes"));
  g_autofree char *title = g_strdup_printf (brings ? _("Import “%s”?") : _("Nothing New in “%s”"), file->name), *words = report ? dup_words (report) : NULL;
  GtkWidget *window = GTK_WIDGET (file->window);
  AdwDialog *alert;

  if (!report)
    {
      so_window_show_error (file->window, error);
      return;
    }
  alert = adw_alert_dialog_new (title, words);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (alert), "close", brings ? _("_Cancel") : _("_Close"));
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "close");
  if (brings)
    {
      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (alert), "import", _("_Import"));
      adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "import", ADW_RESPONSE_SUGGESTED);
      adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (alert), "import");
    }
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), window, NULL, on_response, g_steal_pointer (&file));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWindow) window = user_data;
  g_autoptr (File) file = file_new (window, gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL));
  SoStudio *studio = so_window_get_studio (window);

  if (file && studio)
    {
      const char *path = file->path;

      so_schedule_look_async (studio, path, NULL, on_looked, g_steal_pointer (&file));
    }
}

void
so_schedule_files_import (GtkWidget *widget)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  SoWindow *window = so_window_of (widget);

  if (!window || !so_window_get_studio (window))
    return;
  gtk_file_dialog_set_title (dialog, _("Import a Calendar or a Table"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (window), NULL, on_opened, g_object_ref (window));
}

/* An export --------------------------------------------------------------------------------------- */

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (File) file = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = g_strdup_printf (_("Saved in %s"), file->name);

  if (!so_schedule_export_finish (SO_STUDIO (source), result, &error))
    {
      so_window_show_error (file->window, error);
      return;
    }
  so_window_add_toast (file->window, message);
  so_window_announce (file->window, message);
}

static void
on_place_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWindow) window = user_data;
  g_autoptr (File) file = file_new (window, gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL));
  SoStudio *studio = so_window_get_studio (window);

  if (file && studio)
    {
      const char *path = file->path;

      so_schedule_export_async (studio, path, NULL, on_exported, g_steal_pointer (&file));
    }
}

void
so_schedule_files_export (GtkWidget *widget)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  SoWindow *window = so_window_of (widget);
  /* Translators: part of a file's name: letters and hyphens only */
  g_autofree char *name = g_strconcat (_("schedule"), ".ics", NULL);

  if (!window || !so_window_get_studio (window))
    return;
  gtk_file_dialog_set_title (dialog, _("Export as a Calendar (.ics) or a Table (.csv)"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (window), NULL, on_place_chosen, g_object_ref (window));
}
