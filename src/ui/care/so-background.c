/* SPDX-License-Identifier: MIT */
#include "so-background.h"

#include "so-age.h"
#include "so-sound-desk.h"
#include "so-studios-dialog.h"
#include "so-ui-settings.h"

/* On the application, once it is quit. */
#define QUITS "so-quits"
/* On a window: the settings that keep its size. */
#define SIZE "so-size"

static void
keep_size (GtkWindow *window)
{
  GSettings *settings = g_object_get_data (G_OBJECT (window), SIZE);
  int width, height;

  if (!settings)
    return;
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  if (width < 360 || height < 294)
    return;
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
}

gboolean
so_background_hides (SoWindow *window)
{
  g_autoptr (GSettings) settings = so_ui_settings_new ();
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));

  keep_size (GTK_WINDOW (window));
  so_studios_note_page (so_window_get_folder (window), so_window_get_page (window));
  if (!settings || !g_settings_get_boolean (settings, "run-in-background") || !so_window_get_studio (window) || !application ||
      g_object_get_data (G_OBJECT (application), QUITS))
    return FALSE;
  so_sound_desk_stop (so_window_get_studio (window));
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  return TRUE;
}

void
so_background_quit (GtkApplication *application)
{
  g_object_set_data (G_OBJECT (application), QUITS, GINT_TO_POINTER (TRUE));
}

/* Times are told by the clock of the studio that is worked with, and two may have different ones. */
static void
on_active (SoWindow *window)
{
  SoStudio *studio = so_window_get_studio (window);

  if (studio && gtk_window_is_active (GTK_WINDOW (window)))
    so_age_set_zone (so_studio_get_zone (studio));
}

void
so_background_watch_size (GtkWindow *window)
{
  GSettings *settings = so_ui_settings_new ();

  g_signal_connect (window, "notify::is-active", G_CALLBACK (on_active), NULL);
  if (!settings)
    return;
  g_object_set_data_full (G_OBJECT (window), SIZE, settings, g_object_unref);
  gtk_window_set_default_size (window, g_settings_get_int (settings, "window-width"), g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
}
