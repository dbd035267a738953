/* SPDX-License-Identifier: MIT */
#include "so-background.h"

#include "so-portal-background.h"
#include "so-preferences-say.h"
#include "so-ui-settings.h"

#include <glib/gi18n.h>
#include <string.h>

/* One group of rows, as long as it is shown. Lives with it. */
typedef struct {
  GtkWidget *group;                 /* owns this */
  AdwSwitchRow *background, *autostart;
  GSettings *settings;
  char *folder;                     /* of the studio, NULL: the usual one */
  GCancellable *cancellable;
  gboolean filling;
} Rows;

static void
rows_free (gpointer data)
{
  Rows *rows = data;

  g_cancellable_cancel (rows->cancellable);
  g_object_unref (rows->cancellable);
  g_object_unref (rows->settings);
  g_free (rows->folder);
  g_free (rows);
}

static void
fill (Rows *rows)
{
  gboolean autostart = so_portal_background_is_asked () ? g_settings_get_boolean (rows->settings, "autostart") : so_autostart_is_on ();

  rows->filling = TRUE;
  adw_switch_row_set_active (rows->background, g_settings_get_boolean (rows->settings, "run-in-background"));
  adw_switch_row_set_active (rows->autostart, autostart);
  rows->filling = FALSE;
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) group = user_data;
  g_autoptr (GError) error = NULL;
  SoBackgroundAnswer answer = { 0 };
  Rows *rows = g_object_get_data (G_OBJECT (group), "so-rows");
  gboolean wished = adw_switch_row_get_active (rows->background), starts = adw_switch_row_get_active (rows->autostart);

  so_portal_background_ask_finish (result, &answer, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_settings_set_boolean (rows->settings, "run-in-background", wished && answer.background);
  g_settings_set_boolean (rows->settings, "autostart", starts && answer.autostart);
  if (error)
    so_preferences_say (group, error->message);
  else if ((wished && !answer.background) || (starts && !answer.autostart))
    so_preferences_say (group, _("The desktop does not allow that: change it in its settings, under Apps"));
  fill (rows);
}

static void
ask_portal (Rows *rows)
{
  GtkRoot *root = gtk_widget_get_root (rows->group);
  GApplication *application = GTK_IS_WINDOW (root) ? G_APPLICATION (gtk_window_get_application (GTK_WINDOW (root))) : NULL;
  GDBusConnection *bus = application ? g_application_get_dbus_connection (application) : NULL;

  if (bus)
    so_portal_background_ask (bus, _("To receive messages, and to send what you approved, while its window is closed"), adw_switch_row_get_active (rows->autostart), rows->folder,
                              rows->cancellable, on_answered, g_object_ref (rows->group));
}

static void
on_switched (AdwSwitchRow *row, GParamSpec *pspec, Rows *rows)
{
  g_autoptr (GError) error = NULL;

  if (rows->filling)
    return;
  if (so_portal_background_is_asked ())
    return ask_portal (rows);
  if (row == rows->background)
    g_settings_set_boolean (rows->settings, "run-in-background", adw_switch_row_get_active (row));
  else if (!so_autostart_write (adw_switch_row_get_active (row), rows->folder, &error))
    so_preferences_say (rows->group, error->message);
  fill (rows);
}

static AdwSwitchRow *
add_switch (Rows *rows, const char *title, const char *subtitle)
{
  AdwSwitchRow *row = ADW_SWITCH_ROW (adw_switch_row_new ());

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (rows->group), GTK_WIDGET (row));
  g_signal_connect (row, "notify::active", G_CALLBACK (on_switched), rows);
  return row;
}

GtkWidget *
so_background_group_new (SoStudio *studio)
{
  g_autofree char *usual = so_studio_default_folder ();
  const char *folder = so_store_get_folder (so_studio_get_store (studio));
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GSettings) settings = so_ui_settings_new ();
  Rows *rows;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("While the Window Is Closed"));
  gtk_widget_set_visible (group, settings != NULL);
  if (!settings)
    return group;
  rows = g_new0 (Rows, 1);
  rows->group = group;
  rows->settings = g_object_ref (settings);
  rows->folder = strcmp (folder, usual) ? g_strdup (folder) : NULL;
  rows->cancellable = g_cancellable_new ();
  rows->filling = TRUE;
  rows->background = add_switch (rows, _("Go On in the _Background"), _("Messages arrive, and what you approved is sent. “Quit” ends it."));
  rows->autostart = add_switch (rows, _("_Start With the Session"), _("Without a window, when you log in"));
  g_object_set_data_full (G_OBJECT (group), "so-rows", rows, rows_free);
  fill (rows);
  return group;
}
