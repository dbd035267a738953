/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-hub-program.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-hub.h"
#include "so-hub-store.h"
#include "so-time.h"
#include "so-widget.h"

#define CODE_MINUTES 10

typedef struct {
  char *folder, *config, *listen, *studio, *role, *revoke, *backup, *restore;
  gboolean check, pair, devices, version;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->folder);
  g_free (options->config);
  g_free (options->listen);
  g_free (options->studio);
  g_free (options->role);
  g_free (options->revoke);
  g_free (options->backup);
  g_free (options->restore);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
fail (const GError *error)
{
  g_printerr ("studio-os-hub: %s\n", error->message);
  return 1;
}

static gboolean
parse_options (int argc, char **argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options->folder, "The hub's folder", "DIR" },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &options->config, "Settings (DIR/hub.conf)", "FILE" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen, "127.0.0.1:PORT or unix:/PATH", "ADDRESS" },
    { "check", 0, 0, G_OPTION_ARG_NONE, &options->check, "Say what is wrong with settings, secrets and database, and end", NULL },
    { "pair", 0, 0, G_OPTION_ARG_NONE, &options->pair, "Print a code with which one computer may join, for ten minutes", NULL },
    { "studio", 0, 0, G_OPTION_ARG_STRING, &options->studio, "Whose computer it is (default)", "NAME" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &options->role, "What it may: owner, manager, front-desk or teacher (owner)", "ROLE" },
    { "devices", 0, 0, G_OPTION_ARG_NONE, &options->devices, "List the computers that have joined", NULL },
    { "revoke", 0, 0, G_OPTION_ARG_STRING, &options->revoke, "Shut a computer out", "DEVICE" },
    { "backup", 0, 0, G_OPTION_ARG_FILENAME, &options->backup, "Copy the database, also while the hub runs", "FILE" },
    { "restore", 0, 0, G_OPTION_ARG_FILENAME, &options->restore, "Put a backup in the place of the database", "FILE" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, "Receives what WhatsApp, Twilio and others send while the studio's computer is off, and keeps it until it is fetched.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc > 1)
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is not understood: see --help.", argv[1]);
  if (!options->folder && g_getenv ("STATE_DIRECTORY"))
    options->folder = g_strdup (g_getenv ("STATE_DIRECTORY"));
  if (!options->folder && !options->version)
    return so_fail (error, SO_ERROR_CHANGE, "Which folder? Say --data DIR.");
  return TRUE;
}

/* One line each: what would keep an endpoint from working. */
static guint
check_endpoints (SoHubConfig *config)
{
  GPtrArray *endpoints = so_hub_config_get_endpoints (config);
  guint wrong = 0;

  if (!endpoints->len && !so_hub_config_get_chats (config)->len)
    g_print ("No endpoint is set up in hub.conf: nothing can come in.\n");
  for (guint i = 0; i < endpoints->len; i++)
    {
      const SoHubEndpoint *endpoint = endpoints->pdata[i];
      const char *url = so_hub_config_get_public_url (config);
      gboolean secret = !strcmp (endpoint->provider->name, "gmail") || so_hub_config_get_secrets (config, endpoint);
      gboolean token = !endpoint->provider->challenge || so_hub_config_get_verify_token (config, endpoint);
      gboolean later = !secret && !strcmp (endpoint->provider->name, "asana");

      g_print ("%s (%s): %s/hook/%s%s%s%s\n", endpoint->name, endpoint->provider->name, url ? url : "", endpoint->name,
               secret || later ? "" : "; its secret is missing, too short or may be read by others",
               token ? "" : "; its verify-token is missing, too short or may be read by others", later ? "; waits for its handshake" : "");
      wrong += (!secret && !later) || !token;
    }
  return wrong;
}

/* What is pasted into the websites. */
static void
print_chats (SoHubConfig *config)
{
  GPtrArray *chats = so_hub_config_get_chats (config);
  const char *url = so_hub_config_get_public_url (config);

  for (guint i = 0; i < chats->len; i++)
    {
      const SoHubChat *chat = chats->pdata[i];
      g_autofree char *origins = g_strjoinv (", ", chat->origins), *line = so_widget_line (url ? url : "", chat->name, FALSE);
      g_autofree char *pinned = so_widget_line (url ? url : "", chat->name, TRUE);

      g_print ("%s (chat on %s): %s\n  or, for this version of the hub alone: %s\n", chat->name, origins, line, pinned);
    }
}

static int
run_check (const Options *options, SoHubConfig *config)
{
  const SoHubPlace *place = so_hub_config_get_place (config);
  g_autoptr (SoHubStore) store = NULL;
  g_autoptr (GError) error = NULL;
  guint wrong = check_endpoints (config);
  SoHubNumbers numbers;

  print_chats (config);
  if (!place->server && !g_file_test (place->path, G_FILE_TEST_EXISTS))
    g_print ("The database is made at the first start.\n");
  else
    {
      /* On a server the tables are made, so that it is known whether they can be. */
      store = so_hub_store_open (place, place->server ? SO_HUB_STORE_WRITE : SO_HUB_STORE_READ, &error);
      if (!store || !so_hub_store_check (store, &error) || !so_hub_store_count (store, &numbers, &error))
        return fail (error);
      g_print ("%" G_GINT64_FORMAT " events, %" G_GINT64_FORMAT " not fetched, %" G_GINT64_FORMAT " computers%s.\n", numbers.events, numbers.waiting,
               numbers.devices, place->server ? ", kept in PostgreSQL" : "");
    }
  if (!wrong)
    return 0;
  g_printerr ("studio-os-hub: %u of the endpoints cannot work yet: put what is missing into %s/secrets, chmod 600.\n", wrong, options->folder);
  return 1;
}

static int
run_pair (const Options *options, SoHubConfig *config)
{
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubStore) store = so_hub_store_open (so_hub_config_get_place (config), SO_HUB_STORE_WRITE, &error);
  const char *const *studios = so_hub_config_get_studios (config);
  SoRole role = SO_ROLE_OWNER;

  if (store && options->role && !so_role_parse (options->role, &role))
    so_fail (&error, SO_ERROR_CHANGE, "“%s” is no role: owner, manager, front-desk or teacher.", options->role);
  for (guint i = 0; store && !error && studios[i]; i++)
    if (!so_hub_store_add_studio (store, studios[i], &error))
      return fail (error);
  code = store && !error ? so_hub_store_offer (store, options->studio ? options->studio : "default", role, so_now () + CODE_MINUTES * 60 * 1000, &error) : NULL;
  if (!code)
    return fail (error);
  g_print ("%s\n", code);
  return 0;
}

static int
run_devices (const Options *options, SoHubConfig *config)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubStore) store = so_hub_store_open (so_hub_config_get_place (config), SO_HUB_STORE_READ, &error);
  g_autoptr (GPtrArray) devices = store ? so_hub_store_devices (store, options->studio, &error) : NULL;

  if (!devices)
    return fail (error);
  for (guint i = 0; i < devices->len; i++)
    {
      const SoHubDevice *device = devices->pdata[i];
      g_autofree char *paired = so_time_format (device->paired_at), *seen = device->seen_at ? so_time_format (device->seen_at) : g_strdup ("never");

      g_print ("%s\t%s\t%s\tpaired %s\tfetched %s\t%s\n", device->id, device->studio, device->name, paired, seen, so_role_nick (device->role));
    }
  return 0;
}

static int
run_revoke (const Options *options, SoHubConfig *config)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubStore) store = so_hub_store_open (so_hub_config_get_place (config), SO_HUB_STORE_WRITE, &error);

  return store && so_hub_store_revoke (store, options->revoke, &error) ? 0 : fail (error);
}

static int
run_backup (const Options *options, SoHubConfig *config)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubStore) store = so_hub_store_open (so_hub_config_get_place (config), SO_HUB_STORE_READ, &error);

  return store && so_hub_store_backup (store, options->backup, &error) ? 0 : fail (error);
}

/* The backup is looked at and copied aside first; what was there stays beside it under another name. */
static gboolean
restore_file (const char *backup, const char *database, GError **error)
{
  g_autofree char *fresh = g_strconcat (database, ".new", NULL), *old = NULL, *wal = g_strconcat (database, "-wal", NULL),
    *shm = g_strconcat (database, "-shm", NULL);
  g_autoptr (SoHubStore) store = so_hub_store_open_file (backup, SO_HUB_STORE_READ, error);

  g_unlink (fresh);
  if (!store || !so_hub_store_check (store, error) || !so_hub_store_backup (store, fresh, error))
    return FALSE;
  g_clear_pointer (&store, so_hub_store_close);
  store = so_hub_store_open_file (fresh, SO_HUB_STORE_WRITE, error);
  if (!store || !so_hub_store_renew_epochs (store, error))
    return FALSE;
  g_clear_pointer (&store, so_hub_store_close);
  if (g_file_test (database, G_FILE_TEST_EXISTS))
    {
      /* Opened once more, so that what waits beside it is in it before it is put aside. */
      store = so_hub_store_open_file (database, SO_HUB_STORE_WRITE, NULL);
      g_clear_pointer (&store, so_hub_store_close);
      old = g_strdup_printf ("%s.before-restore-%" G_GINT64_FORMAT, database, so_now ());
      if (g_rename (database, old) != 0)
        return so_fail (error, SO_ERROR_CHANGE, "%s cannot be put aside: check the folder's permissions. Nothing was changed.", database);
    }
  g_unlink (wal);
  g_unlink (shm);
  return g_rename (fresh, database) == 0 || so_fail (error, SO_ERROR_CHANGE, "The backup cannot be put in the place of %s: check the folder's permissions.", database);
}

/* Into an empty database of a server. */
static gboolean
restore_server (const char *backup, const SoHubPlace *place, GError **error)
{
  g_autoptr (SoHubStore) from = so_hub_store_open_file (backup, SO_HUB_STORE_READ, error);
  g_autoptr (SoHubStore) to = from && so_hub_store_check (from, error) ? so_hub_store_open (place, SO_HUB_STORE_WRITE, error) : NULL;

  return to && so_hub_store_fill (to, from, error);
}

static int
run_restore (const Options *options, SoHubConfig *config)
{
  const SoHubPlace *place = so_hub_config_get_place (config);
  g_autoptr (GError) error = NULL;
  int lock = so_hub_lock (options->folder, &error);
  gboolean done = lock >= 0 && (place->server ? restore_server (options->restore, place, &error) : restore_file (options->restore, place->path, &error));

  if (lock >= 0)
    close (lock);
  return done ? 0 : fail (error);
}

static gboolean
on_signal (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static int
run_server (const Options *options, SoHubConfig *config)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHub) hub = so_hub_new (options->folder, config, &error);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  if (!hub || !so_hub_listen (hub, options->listen ? options->listen : so_hub_config_get_listen (config), &error))
    return fail (error);
  g_unix_signal_add (SIGTERM, on_signal, loop);
  g_unix_signal_add (SIGINT, on_signal, loop);
  /* For who started it with port 0. */
  g_print ("listening on %s\n", so_hub_get_address (hub));
  g_main_loop_run (loop);
  g_message ("stopping");
  return 0;
}

int
so_hub_program (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubConfig) config = NULL;

  if (!parse_options (argc, argv, &options, &error))
    {
      fail (error);
      return 2;
    }
  if (options.version)
    {
      g_print ("studio-os-hub %s\n", APP_VERSION);
      return 0;
    }
  config = so_hub_config_new (options.folder, options.config, &error);
  if (!config)
    return fail (error);
  if (options.devices)
    return run_devices (&options, config);
  if (options.revoke)
    return run_revoke (&options, config);
  if (options.backup)
    return run_backup (&options, config);
  if (options.restore)
    return run_restore (&options, config);
  if (options.check)
    return run_check (&options, config);
  g_mkdir_with_parents (options.folder, 0700);
  return options.pair ? run_pair (&options, config) : run_server (&options, config);
}
