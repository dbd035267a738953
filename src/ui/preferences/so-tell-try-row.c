/* SPDX-License-Identifier: MIT */
#include "so-tell-try-row.h"

#include "so-alerts.h"
#include "so-clock.h"
#include "so-config.h"
#include "so-facts.h"
#include "so-tell-quiet.h"

#include <glib/gi18n.h>

#define SERVICE "org.freedesktop.Notifications"
#define LONGEST_MS 10000

static void
say (GtkWidget *row, const char *sentence)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sentence);
  gtk_accessible_announce (GTK_ACCESSIBLE (row), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer)
    say (row, _("This desktop took it. If you saw nothing, it keeps them back itself, as with “Do Not Disturb”"));
  else if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER))
    say (row, _("No program on this desktop shows notifications. What is urgent stands first in the window all the same"));
  else
    say (row, _("This desktop did not take it. What is urgent stands first in the window all the same"));
}

/* NULL: one may be shown. */
static const char *
why_not (SoStudio *studio)
{
  g_autofree char *alerts = so_studio_dup_setting (studio, SO_SETTING_ALERTS), *value = so_studio_dup_setting (studio, SO_SETTING_TELL_QUIET);
  SoTellQuiet quiet;

  if (!g_strcmp0 (alerts, "0"))
    return _("None is shown: notifications are switched off under Waiting Customers");
  if (so_tell_quiet_parse (value, &quiet) && so_tell_quiet_holds (&quiet, so_now (), so_studio_get_zone (studio)))
    return _("None is shown: it is quiet hours now. You are told of everything together afterwards");
  return NULL;
}

/* To the desktop itself, since GApplication never hears what became of a notification. In a sandbox only the portal is there. */
static void
show_one (GtkWidget *row, GDBusConnection *bus)
{
  const char *title = _("A notification of Studio OS"), *body = _("This is how you are told of what is urgent or late");
  GVariantBuilder hints;

  g_variant_builder_init (&hints, G_VARIANT_TYPE ("a{sv}"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Asking the desktop…"));
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    {
      g_variant_builder_add (&hints, "{sv}", "title", g_variant_new_string (title));
      g_variant_builder_add (&hints, "{sv}", "body", g_variant_new_string (body));
      g_dbus_connection_call (bus, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Notification", "AddNotification",
                              g_variant_new ("(sa{sv})", "try", &hints), NULL, G_DBUS_CALL_FLAGS_NONE, LONGEST_MS, NULL, on_answered, g_object_ref (row));
      return;
    }
  g_variant_builder_add (&hints, "{sv}", "desktop-entry", g_variant_new_string (APP_ID));
  g_dbus_connection_call (bus, SERVICE, "/org/freedesktop/Notifications", SERVICE, "Notify",
                          g_variant_new ("(susssasa{sv}i)", "Studio OS", 0, APP_ID, title, body, NULL, &hints, -1), G_VARIANT_TYPE ("(u)"),
                          G_DBUS_CALL_FLAGS_NONE, LONGEST_MS, NULL, on_answered, g_object_ref (row));
}

static void
on_activated (GtkWidget *row, SoStudio *studio)
{
  GtkRoot *root = gtk_widget_get_root (row);
  GtkApplication *application = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;
  GDBusConnection *bus = application ? g_application_get_dbus_connection (G_APPLICATION (application)) : NULL;
  const char *refusal = why_not (studio);

  if (refusal)
    say (row, refusal);
  else if (bus)
    show_one (row, bus);
  else
    say (row, _("No program on this desktop shows notifications. What is urgent stands first in the window all the same"));
}

GtkWidget *
so_tell_try_row_new (SoStudio *studio)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Try Notifications"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Shows one now, and says whether this desktop took it"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), studio, 0);
  return row;
}
