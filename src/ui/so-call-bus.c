/* SPDX-License-Identifier: MIT */
#include "so-call-bus.h"

#include "so-call-tell.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* A transcript of a day, and no more. */
#define MOST (4 * 1024 * 1024)
#define REFUSED "org.studioos.Calls.Error.Refused"

struct _SoCallBus {
  GtkApplication *application;   /* borrowed */
  guint exported;
};

static const char interface_xml[] =
  "<node><interface name='org.studioos.Calls'>"
  "<method name='Event'><arg type='s' name='json' direction='in'/><arg type='s' name='id' direction='out'/></method>"
  "</interface></node>";

/* NULL with a sentence where there is no studio. */
static SoStudio *
find_studio (SoCallBus *self, GError **error)
{
  GtkWindow *front = gtk_application_get_active_window (self->application);
  SoStudio *shown = SO_IS_WINDOW (front) ? so_window_get_studio (SO_WINDOW (front)) : NULL;
  g_autofree char *folder = so_studio_default_folder ();

  if (shown)
    return g_object_ref (shown);
  if (so_store_exists (folder))
    return so_studio_open (folder, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no studio yet"));
  return NULL;
}

/* One that is being answered. */
typedef struct {
  GApplication *application;
  GDBusMethodInvocation *invocation;
} Wait;

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Wait *wait = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_call_tell_finish (SO_STUDIO (source), result, &error);

  if (id)
    g_dbus_method_invocation_return_value (wait->invocation, g_variant_new ("(s)", id));
  else
    g_dbus_method_invocation_return_dbus_error (wait->invocation, REFUSED, error->message);
  g_application_release (wait->application);
  g_object_unref (wait->application);
}

static void
on_method_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *method, GVariant *parameters,
                GDBusMethodInvocation *invocation, gpointer user_data)
{
  SoCallBus *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoStudio) studio = NULL;
  const char *json;
  Wait *wait;

  g_variant_get (parameters, "(&s)", &json);
  if (strlen (json) > MOST)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, REFUSED, _("That is too long for an event: it has at most 4 MiB"));
      return;
    }
  studio = find_studio (self, &error);
  if (!studio)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, REFUSED, error->message);
      return;
    }
  wait = g_new0 (Wait, 1);
  *wait = (Wait) { g_object_ref (G_APPLICATION (self->application)), invocation };
  /* Without a window the program would end before the answer. */
  g_application_hold (wait->application);
  so_call_tell_async (studio, json, on_told, wait);
}

gboolean
so_call_bus_export (SoCallBus *self, GDBusConnection *connection, const char *path, GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_method_call };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  g_autofree char *below = g_strconcat (path, "/Calls", NULL);

  self->exported = g_dbus_connection_register_object (connection, below, info->interfaces[0], &vtable, self, NULL, error);
  return self->exported != 0;
}

void
so_call_bus_unexport (SoCallBus *self, GDBusConnection *connection)
{
  if (self->exported)
    g_dbus_connection_unregister_object (connection, self->exported);
  self->exported = 0;
}

SoCallBus *
so_call_bus_new (GtkApplication *application)
{
  SoCallBus *self = g_new0 (SoCallBus, 1);

  self->application = application;
  return self;
}

void
so_call_bus_free (SoCallBus *self)
{
  g_free (self);
}

/* Standard input as text; NULL where it is none, or too long. */
static char *
read_all (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char piece[16384];
  gssize n;

  while ((n = read (STDIN_FILENO, piece, sizeof piece)) > 0 && text->len <= MOST)
    g_string_append_len (text, piece, n);
  return !n && g_utf8_validate (text->str, (gssize) text->len, NULL) ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

int
so_call_bus_read_input (const char *folder)
{
  g_autofree char *json = read_all (), *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoStudio) studio = NULL;

  if (!json)
    {
      g_printerr ("%s\n", _("An event is JSON of at most 4 MiB on standard input"));
      return 2;
    }
  if (!so_store_exists (folder))
    {
      g_printerr ("%s\n", _("There is no studio yet"));
      return 1;
    }
  studio = so_studio_open (folder, &error);
  id = studio ? so_call_tell (studio, json, &error) : NULL;
  if (!id)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_print ("%s\n", id);
  return 0;
}
