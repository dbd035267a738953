/* SPDX-License-Identifier: MIT */
#include "so-application.h"

#include "so-actions.h"
#include "so-alerts.h"
#include "so-background.h"
#include "so-call-bus.h"
#include "so-config.h"
#include "so-demo-place.h"
#include "so-demo-start.h"
#include "so-frame-trace.h"
#include "so-preflight.h"
#include "so-resources.h"
#include "so-shell-search.h"
#include "so-studios-dialog.h"
#include "so-studios.h"
#include "so-tour.h"
#include "so-ui-settings.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoApplication {
  AdwApplication parent_instance;

  GSettings *settings;   /* or NULL */
  SoShellSearch *shell;  /* or NULL: a program of its own, which nobody can ask */
  SoCallBus *calls;      /* the same */
  char *tour;         /* folder for the pictures of a tour, or NULL */
};

G_DEFINE_FINAL_TYPE (SoApplication, so_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "background", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Begin without a window: receive, send what was approved, and notify"), NULL },
  { "data", 'd', 0, G_OPTION_ARG_FILENAME, NULL, N_("Folder of the studio"), N_("DIR") },
  { "check", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Tell whether the studio would start, a line for each part, without starting it; and end"), NULL },
  { "demo", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Show a demonstration: dance, yoga, fitness, music, salon, medspa or agency"), N_("KIND") },
  { "event", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Take in what a telephone system tells of a call: JSON on standard input; and end"), NULL },
  { "page", 'p', 0, G_OPTION_ARG_STRING, NULL, N_("Page to show"), N_("NAME") },
  { "tour", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Go through all pages, save pictures of them in a folder, and end"), N_("DIR") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version"), NULL },
  { "weeks", 0, 0, G_OPTION_ARG_INT, NULL, N_("How many weeks a demonstration has behind it when it is made (8)"), N_("N") },
  { NULL },
};

static gboolean
open_studio (SoWindow *window, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoStudio) studio = so_studio_open (folder, &error);

  if (studio)
    so_window_set_studio (window, studio);
  else
    so_window_show_fault (window, error);
  return studio != NULL;
}

static SoWindow *
window_for (SoApplication *self, const char *given)
{
  g_autofree char *folder = so_studios_dup_real (given);
  SoWindow *window;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (SO_IS_WINDOW (l->data) && g_str_equal (so_window_get_folder (l->data), folder))
      return l->data;
  window = so_window_new (GTK_APPLICATION (self), folder);
  so_frame_trace_watch (GTK_WINDOW (window));
  /* A studio that was made but never set up starts with the welcome too. */
  if (!so_store_exists (folder) || (open_studio (window, folder) && !so_window_get_studio (window)))
    so_window_show_welcome (window);
  if (so_window_get_studio (window))
    so_studios_note (folder);
  return window;
}

/* There is nothing to do behind a window that has no studio. */
static int
stay_behind (SoWindow *window)
{
  if (!so_window_get_studio (window) && !gtk_widget_get_visible (GTK_WIDGET (window)))
    gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}

static int
so_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  SoApplication *self = SO_APPLICATION (application);
  GVariantDict *given = g_application_command_line_get_options_dict (line);
  g_autofree char *folder = NULL;
  const char *data = NULL, *page = NULL, *demo = NULL;
  int weeks = SO_DEMO_WEEKS;
  SoWindow *window;

  g_variant_dict_lookup (given, "weeks", "i", &weeks);
  if (g_variant_dict_lookup (given, "demo", "&s", &demo))
    return so_demo_start (GTK_APPLICATION (self), line, demo, weeks);
  if (g_variant_dict_lookup (given, "data", "^&ay", &data))
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, data);
      folder = g_file_get_path (file);
    }
  if (!folder)
    folder = so_studio_default_folder ();
  if (self->tour)
    so_tour_prepare ();
  window = window_for (self, folder);
  if (g_variant_dict_lookup (given, "page", "&s", &page) && !so_window_show_page (window, page))
    {
      g_application_command_line_printerr (line, _("There is no page “%s”.\n"), page);
      if (!gtk_widget_get_visible (GTK_WIDGET (window)))
        gtk_window_destroy (GTK_WINDOW (window));
      return 2;
    }
  if (g_variant_dict_contains (given, "background"))
    return stay_behind (window);
  if (self->tour)
    so_tour_start (window, self->tour);
  gtk_window_present (GTK_WINDOW (window));
  return 0;
}

static void
so_application_activate (GApplication *application)
{
  g_autofree char *folder = so_studio_default_folder ();

  gtk_window_present (GTK_WINDOW (window_for (SO_APPLICATION (application), folder)));
}

/* No display is needed for it. */
static int
check (GVariantDict *given)
{
  g_autofree char *folder = NULL, *usual = so_studio_default_folder (), *lines = NULL;
  gboolean good;

  g_variant_dict_lookup (given, "data", "^ay", &folder);
  lines = so_preflight_run (folder ? folder : usual, &good);
  g_print ("%s", lines);
  return good ? 0 : 1;
}

static int
so_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  SoApplication *self = SO_APPLICATION (application);

  if (g_variant_dict_contains (given, "version"))
    {
      g_print ("studio-os %s\n", APP_VERSION);
      return 0;
    }
  if (g_variant_dict_contains (given, "check"))
    return check (given);
  if (g_variant_dict_contains (given, "event"))
    {
      g_autofree char *folder = NULL, *usual = so_studio_default_folder ();

      g_variant_dict_lookup (given, "data", "^ay", &folder);
      return so_call_bus_read_input (folder ? folder : usual);
    }
  /* A tour is a program of its own: it must not end up in the window that is open. */
  if (g_variant_dict_lookup (given, "tour", "^ay", &self->tour))
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static SoWindow *
find_window (GtkApplication *application, const char *folder)
{
  return window_for (SO_APPLICATION (application), folder);
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *next;

  so_background_quit (user_data);
  /* Windows are closed one by one, so that each can keep what is being written. */
  for (GList *l = gtk_application_get_windows (user_data); l; l = next)
    {
      next = l->next;
      gtk_window_close (l->data);
    }
}

static void
on_open_studio (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (window_for (user_data, g_variant_get_string (parameter, NULL))));
}

static void
so_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = { { "quit", on_quit }, { "open-studio", on_open_studio, "s" } };

  G_APPLICATION_CLASS (so_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  so_alerts_add_actions (GTK_APPLICATION (application), find_window);
  g_set_application_name (_("Studio OS"));
  gtk_window_set_default_icon_name (APP_ID);
  SO_APPLICATION (application)->settings = so_ui_settings_new ();
  so_ui_settings_apply_style (SO_APPLICATION (application)->settings);
}

static gboolean
so_application_dbus_register (GApplication *application, GDBusConnection *connection, const char *path, GError **error)
{
  SoApplication *self = SO_APPLICATION (application);

  if (!G_APPLICATION_CLASS (so_application_parent_class)->dbus_register (application, connection, path, error))
    return FALSE;
  if (!self->shell)
    self->shell = so_shell_search_new (GTK_APPLICATION (application), find_window);
  if (!self->calls)
    self->calls = so_call_bus_new (GTK_APPLICATION (application));
  return so_shell_search_export (self->shell, connection, path, error) && so_call_bus_export (self->calls, connection, path, error);
}

static void
so_application_dbus_unregister (GApplication *application, GDBusConnection *connection, const char *path)
{
  SoApplication *self = SO_APPLICATION (application);

  if (self->shell)
    so_shell_search_unexport (self->shell, connection);
  if (self->calls)
    so_call_bus_unexport (self->calls, connection);
  g_clear_pointer (&self->calls, so_call_bus_free);
  g_clear_pointer (&self->shell, so_shell_search_free);
  G_APPLICATION_CLASS (so_application_parent_class)->dbus_unregister (application, connection, path);
}

static void
so_application_finalize (GObject *object)
{
  g_free (SO_APPLICATION (object)->tour);
  g_clear_object (&SO_APPLICATION (object)->settings);
  G_OBJECT_CLASS (so_application_parent_class)->finalize (object);
}

static void
so_application_class_init (SoApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = so_application_finalize;
  application_class->activate = so_application_activate;
  application_class->command_line = so_application_command_line;
  application_class->dbus_register = so_application_dbus_register;
  application_class->dbus_unregister = so_application_dbus_unregister;
  application_class->handle_local_options = so_application_handle_local_options;
  application_class->startup = so_application_startup;
}

static void
so_application_init (SoApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

SoApplication *
so_application_new (void)
{
  /* Linked in by this call: a static library leaves out what nobody names. */
  g_resources_register (so_ui_get_resource ());
  return g_object_new (SO_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "resource-base-path", "/org/studioos/Desktop",
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}
