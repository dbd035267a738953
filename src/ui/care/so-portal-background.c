/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-portal-background.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "so-error.h"

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"

typedef struct {
  GDBusConnection *bus;
  guint watch;               /* of the answer */
} Ask;

static void
ask_free (Ask *ask)
{
  if (ask->watch)
    g_dbus_connection_signal_unsubscribe (ask->bus, ask->watch);
  g_object_unref (ask->bus);
  g_free (ask);
}

gboolean
so_portal_background_is_asked (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || !g_strcmp0 (g_getenv ("GTK_USE_PORTAL"), "1");
}

static void
stop_waiting (GTask *task)
{
  Ask *ask = g_task_get_task_data (task);

  if (ask->watch)
    g_dbus_connection_signal_unsubscribe (ask->bus, ask->watch);
  ask->watch = 0;
}

/* The owner answered the desktop, or it did so for her. 1: she said no; 2: it came to nothing. */
static void
on_response (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal, GVariant *parameters, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  g_autoptr (GVariant) results = NULL;
  SoBackgroundAnswer *answer;
  guint32 response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  answer = g_new0 (SoBackgroundAnswer, 1);
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  if (response == 0)
    {
      g_variant_lookup (results, "background", "b", &answer->background);
      g_variant_lookup (results, "autostart", "b", &answer->autostart);
    }
  stop_waiting (task);
  if (!g_task_get_completed (task))
    g_task_return_pointer (task, answer, g_free);
  else
    g_free (answer);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) handle = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  /* the answer comes as a signal, maybe before this */
  if (handle || g_task_get_completed (task))
    return;
  stop_waiting (task);
  g_task_return_new_error (task, SO_ERROR, SO_ERROR_CHANGE, _("This desktop cannot be asked for that: Studio OS runs while its window is open"));
}

/* Where the answer will come, as the portal makes it of the sender and the token. */
static char *
dup_request_path (GDBusConnection *bus, const char *token)
{
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + 1), ".", '_');

  return g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", sender, token);
}

static GVariant *
make_options (const char *token, const char *reason, gboolean autostart, const char *folder)
{
  const char *command[] = { "studio-os", "--background", folder ? "--data" : NULL, folder, NULL };
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (autostart));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  g_variant_builder_add (&options, "{sv}", "dbus-activatable", g_variant_new_boolean (FALSE));
  return g_variant_new ("(s@a{sv})", "", g_variant_builder_end (&options));
}

void
so_portal_background_ask (GDBusConnection *bus, const char *reason, gboolean autostart, const char *folder, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *token = g_strdup_printf ("studioos%u", g_random_int ()), *path = dup_request_path (bus, token);
  Ask *ask = g_new0 (Ask, 1);

  g_task_set_source_tag (task, so_portal_background_ask);
  ask->bus = g_object_ref (bus);
  g_task_set_task_data (task, ask, (GDestroyNotify) ask_free);
  ask->watch = g_dbus_connection_signal_subscribe (bus, PORTAL, "org.freedesktop.portal.Request", "Response", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                   on_response, g_object_ref (task), g_object_unref);
  g_dbus_connection_call (bus, PORTAL, PORTAL_PATH, "org.freedesktop.portal.Background", "RequestBackground", make_options (token, reason, autostart, folder),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, cancellable, on_asked, g_object_ref (task));
}

gboolean
so_portal_background_ask_finish (GAsyncResult *result, SoBackgroundAnswer *answer, GError **error)
{
  g_autofree SoBackgroundAnswer *given = g_task_propagate_pointer (G_TASK (result), error);

  if (given)
    *answer = *given;
  return given != NULL;
}

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart", APP_ID ".desktop", NULL);
}

/* As the Desktop Entry Specification has an argument in quotes, within a key file, where a backslash is one of two. */
static void
append_argument (GString *text, const char *argument)
{
  g_string_append_c (text, '"');
  for (; *argument; argument++)
    {
      if (strchr ("\"`$\\", *argument))
        g_string_append (text, *argument == '\\' ? "\\\\\\" : "\\\\");
      if (*argument == '%')
        g_string_append_c (text, '%');
      g_string_append_c (text, *argument);
    }
  g_string_append_c (text, '"');
}

char *
so_autostart_dup_text (const char *program, const char *folder)
{
  GString *text = g_string_new ("[Desktop Entry]\nType=Application\nName=Studio OS\nIcon=" APP_ID "\nTerminal=false\nNoDisplay=true\nExec=");

  append_argument (text, program);
  g_string_append (text, " --background");
  if (folder)
    {
      g_string_append (text, " --data ");
      append_argument (text, folder);
    }
  g_string_append (text, "\n");
  return g_string_free (text, FALSE);
}

gboolean
so_autostart_write (gboolean on, const char *folder, GError **error)
{
  g_autofree char *path = dup_path (), *parent = g_path_get_dirname (path), *program = g_file_read_link ("/proc/self/exe", NULL), *text = NULL;

  if (!on)
    return g_unlink (path) == 0 || errno == ENOENT || so_fail (error, SO_ERROR_CHANGE, _("%s cannot be removed: remove it yourself"), path);
  text = so_autostart_dup_text (program ? program : "studio-os", folder);
  if (folder && strchr (folder, '\n'))
    return so_fail (error, SO_ERROR_CHANGE, _("A folder with such a name cannot be opened with the session: move the studio into another one"));
  return (g_mkdir_with_parents (parent, 0700) == 0 && g_file_set_contents (path, text, -1, NULL)) ||
         so_fail (error, SO_ERROR_CHANGE, _("%s cannot be written: look at its folder"), path);
}

gboolean
so_autostart_is_on (void)
{
  g_autofree char *path = dup_path ();

  return g_file_test (path, G_FILE_TEST_EXISTS);
}
