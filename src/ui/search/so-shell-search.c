/* SPDX-License-Identifier: MIT */
#include "so-shell-search.h"

#include "so-alerts.h"
#include "so-clock.h"
#include "so-facts.h"
#include "so-hit-open.h"
#include "so-search-back.h"
#include "so-search-list.h"
#include "so-search-page.h"
#include "so-shell-words.h"

/* The desktop shows about five, and the rest on demand in our own window. */
#define MOST 20
/* A service without a window stays so long behind a search: the next letter is typed within it. */
#define LINGER_S 10
/* For the answer whether the screen is locked; a desktop that has no such thing is not locked. */
#define LOCK_MS 1000

struct _SoShellSearch {
  GtkApplication *application;      /* borrowed */
  SoWindow *(*find) (GtkApplication *, const char *);
  guint exported;
  char *folder;                     /* of studio */
  SoStudio *studio;                 /* the one that is searched, or NULL */
  SoSearchList *list;               /* on its store */
  GDBusMethodInvocation *waiting;   /* for what the list finds, or whether it may be shown; NULL: nobody */
  char *query;                      /* what it asked */
  GHashTable *metas;                /* id → a{sv}: of the last answer */
  GCancellable *cancellable;
  guint linger;
};

static const char interface_xml[] =
  "<node><interface name='org.gnome.Shell.SearchProvider2'>"
  "<method name='GetInitialResultSet'><arg type='as' name='terms' direction='in'/><arg type='as' name='results' direction='out'/></method>"
  "<method name='GetSubsearchResultSet'><arg type='as' name='previous_results' direction='in'/><arg type='as' name='terms' direction='in'/>"
  "<arg type='as' name='results' direction='out'/></method>"
  "<method name='GetResultMetas'><arg type='as' name='identifiers' direction='in'/><arg type='aa{sv}' name='metas' direction='out'/></method>"
  "<method name='ActivateResult'><arg type='s' name='identifier' direction='in'/><arg type='as' name='terms' direction='in'/>"
  "<arg type='u' name='timestamp' direction='in'/></method>"
  "<method name='LaunchSearch'><arg type='as' name='terms' direction='in'/><arg type='u' name='timestamp' direction='in'/></method>"
  "</interface></node>";

/* Which studio ------------------------------------------------------------------------------------------- */

static SoWindow *
front_window (SoShellSearch *self)
{
  GtkWindow *front = gtk_application_get_active_window (self->application);

  return SO_IS_WINDOW (front) ? SO_WINDOW (front) : NULL;
}

static char *
dup_folder (SoShellSearch *self)
{
  SoWindow *front = front_window (self);

  return front ? g_strdup (so_window_get_folder (front)) : so_studio_default_folder ();
}

static void
forget (SoShellSearch *self)
{
  if (self->list)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->folder, g_free);
}

/* What a window shows; else what is in the folder, where something is. */
static SoStudio *
open_studio (SoShellSearch *self, const char *folder)
{
  SoWindow *front = front_window (self);
  g_autoptr (GError) error = NULL;
  SoStudio *studio;

  if (front)
    return so_window_get_studio (front) ? g_object_ref (so_window_get_studio (front)) : NULL;
  if (self->studio && !g_strcmp0 (self->folder, folder))
    return g_object_ref (self->studio);
  if (!so_store_exists (folder))
    return NULL;
  studio = so_studio_open (folder, &error);
  if (!studio)
    g_info ("The desktop's search finds nothing: %s", error->message);
  return studio;
}

static void on_searching_changed (SoShellSearch *self);

static SoSearchList *
list_to_search (SoShellSearch *self)
{
  g_autofree char *folder = dup_folder (self);
  g_autoptr (SoStudio) studio = open_studio (self, folder);

  if (self->list && studio && studio == self->studio)
    return self->list;
  forget (self);
  if (!studio)
    return NULL;
  self->folder = g_steal_pointer (&folder);
  self->studio = g_steal_pointer (&studio);
  self->list = so_search_list_new (so_studio_get_store (self->studio), so_studio_get_zone (self->studio));
  g_signal_connect_swapped (self->list, "notify::searching", G_CALLBACK (on_searching_changed), self);
  return self->list;
}

/* How long ---------------------------------------------------------------------------------------------- */

static gboolean
on_lingered (gpointer user_data)
{
  SoShellSearch *self = user_data;

  self->linger = 0;
  forget (self);
  g_application_release (G_APPLICATION (self->application));
  return G_SOURCE_REMOVE;
}

static void
stop_lingering (SoShellSearch *self)
{
  if (!self->linger)
    return;
  g_clear_handle_id (&self->linger, g_source_remove);
  g_application_release (G_APPLICATION (self->application));
}

static void
linger (SoShellSearch *self)
{
  gboolean window = gtk_application_get_windows (self->application) != NULL;

  /* The new hold comes before the old one goes, or the program would end between them. */
  if (!window)
    g_application_hold (G_APPLICATION (self->application));
  stop_lingering (self);
  if (!window)
    self->linger = g_timeout_add_seconds (LINGER_S, on_lingered, self);
}

/* Answers ------------------------------------------------------------------------------------------------- */

static gboolean
text_may_be_shown (SoStudio *studio)
{
  g_autofree char *text = so_studio_dup_setting (studio, SO_SETTING_ALERT_TEXT);

  return !g_strcmp0 (text, "1");
}

/* Nothing where @list is NULL. */
static void
answer (SoShellSearch *self, GListModel *list)
{
  GDBusMethodInvocation *invocation = g_steal_pointer (&self->waiting);
  GVariantBuilder ids = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("as"));
  gboolean with_text = list && text_may_be_shown (self->studio);

  g_hash_table_remove_all (self->metas);
  for (guint i = 0; list && i < MIN (g_list_model_get_n_items (list), MOST); i++)
    {
      g_autoptr (SoItem) item = g_list_model_get_item (list, i);
      const SoHit *hit = so_item_get_value (item);
      char *id = so_shell_id_of (hit);

      g_variant_builder_add (&ids, "s", id);
      g_hash_table_insert (self->metas, id, g_variant_ref_sink (so_shell_meta (hit, so_now (), with_text)));
    }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", &ids));
  linger (self);
  g_application_release (G_APPLICATION (self->application));
}

static void
on_searching_changed (SoShellSearch *self)
{
  if (self->waiting && !so_search_list_get_searching (self->list) && !g_strcmp0 (so_search_list_get_query (self->list), self->query))
    answer (self, G_LIST_MODEL (self->list));
}

static void
start (SoShellSearch *self)
{
  SoSearchList *list = list_to_search (self);

  if (!list)
    {
      answer (self, NULL);
      return;
    }
  /* Asked the same once more, it would not look again, and something may have come. */
  so_search_list_set_query (list, NULL);
  so_search_list_set_query (list, self->query);
  if (self->waiting && !so_search_list_get_searching (list))
    answer (self, G_LIST_MODEL (list));
}

static void
on_lock_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  SoShellSearch *self = user_data;
  gboolean locked = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (value)
    g_variant_get (value, "(b)", &locked);
  if (locked)
    answer (self, NULL);
  else
    start (self);
}

/* Takes @invocation. Only the last search is of interest: whoever still waits for another one is told that it has nothing. */
static void
search (SoShellSearch *self, GDBusMethodInvocation *invocation, const char *const *terms)
{
  g_application_hold (G_APPLICATION (self->application));
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->waiting)
    answer (self, NULL);
  self->waiting = invocation;
  g_free (self->query);
  self->query = g_strjoinv (" ", (GStrv) terms);
  self->cancellable = g_cancellable_new ();
  g_dbus_connection_call (g_dbus_method_invocation_get_connection (invocation), "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver",
                          "GetActive", NULL, G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, LOCK_MS, self->cancellable, on_lock_told, self);
}

static GVariant *
metas_of (SoShellSearch *self, const char *const *ids)
{
  GVariantBuilder metas = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (; *ids; ids++)
    if (g_hash_table_contains (self->metas, *ids))
      g_variant_builder_add_value (&metas, g_hash_table_lookup (self->metas, *ids));
  return g_variant_new ("(aa{sv})", &metas);
}

/* NULL where the folder has no studio: its window says so. */
static SoWindow *
present (SoShellSearch *self)
{
  /* what was found, not what came to the front since */
  g_autofree char *folder = self->folder ? g_strdup (self->folder) : dup_folder (self);
  SoWindow *window = self->find (self->application, folder);

  gtk_window_present (GTK_WINDOW (window));
  stop_lingering (self);
  return so_window_get_studio (window) ? window : NULL;
}

static void
activate (SoShellSearch *self, const char *id)
{
  g_autoptr (SoHit) hit = so_shell_id_parse (id);
  SoWindow *window = present (self);

  if (window && hit)
    so_hit_open (window, hit);
}

static void
launch (SoShellSearch *self, const char *const *terms)
{
  SoWindow *window = present (self);
  g_autofree char *query = g_strjoinv (" ", (GStrv) terms);

  if (!window)
    return;
  so_search_open (window);
  so_search_page_set_query (SO_SEARCH_PAGE (so_window_get_page_widget (window, "search")), query);
}

static void
on_method_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *method, GVariant *parameters,
                GDBusMethodInvocation *invocation, gpointer user_data)
{
  SoShellSearch *self = user_data;
  g_autofree const char **words = NULL;
  const char *id;

  if (g_str_equal (method, "GetInitialResultSet"))
    {
      g_variant_get (parameters, "(^a&s)", &words);
      search (self, invocation, words);
    }
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    {
      g_variant_get (parameters, "(@as^a&s)", NULL, &words);
      search (self, invocation, words);
    }
  else if (g_str_equal (method, "GetResultMetas"))
    {
      g_variant_get (parameters, "(^a&s)", &words);
      g_dbus_method_invocation_return_value (invocation, metas_of (self, words));
    }
  else if (g_str_equal (method, "ActivateResult"))
    {
      g_variant_get (parameters, "(&s@asu)", &id, NULL, NULL);
      activate (self, id);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    {
      g_variant_get (parameters, "(^a&su)", &words, NULL);
      launch (self, words);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

/* Life ------------------------------------------------------------------------------------------------------ */

gboolean
so_shell_search_export (SoShellSearch *self, GDBusConnection *connection, const char *path, GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_method_call };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  g_autofree char *below = g_strconcat (path, "/SearchProvider", NULL);

  self->exported = g_dbus_connection_register_object (connection, below, info->interfaces[0], &vtable, self, NULL, error);
  return self->exported != 0;
}

void
so_shell_search_unexport (SoShellSearch *self, GDBusConnection *connection)
{
  if (self->exported)
    g_dbus_connection_unregister_object (connection, self->exported);
  self->exported = 0;
}

SoShellSearch *
so_shell_search_new (GtkApplication *application, SoWindow *(*find) (GtkApplication *application, const char *folder))
{
  SoShellSearch *self = g_new0 (SoShellSearch, 1);

  self->application = application;
  self->find = find;
  self->metas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  return self;
}

void
so_shell_search_free (SoShellSearch *self)
{
  if (!self)
    return;
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->linger, g_source_remove);
  if (self->waiting)
    g_dbus_method_invocation_return_dbus_error (g_steal_pointer (&self->waiting), "org.freedesktop.DBus.Error.NoReply", "The program ends");
  forget (self);
  g_hash_table_unref (self->metas);
  g_free (self->query);
  g_free (self);
}
