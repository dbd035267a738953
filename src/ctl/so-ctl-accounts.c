/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "so-account-state.h"
#include "so-account-test.h"
#include "so-account-verbs.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-json.h"
#include "so-settings.h"

/* Adding ----------------------------------------------------------------------------------------- */

/* "name" and "address" are fields of their own, the rest is kept as it is. */
static gboolean
read_values (SoCtl *ctl, SoAccount *account, const char *base, const char *client, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *settings = json_object_new ();

  json_node_take_object (node, settings);
  for (guint i = 1; ctl->args[i]; i++)
    {
      const char *word = so_ctl_arg (ctl, i);
      const char *equals = strchr (word, '=');
      g_autofree char *key = equals ? g_strndup (word, (gsize) (equals - word)) : NULL;

      if (!key || !*key)
        return so_ctl_misused (error, "“%s” is not KEY=VALUE", word);
      if (g_str_equal (key, "name"))
        g_set_str (&account->name, equals + 1);
      else if (g_str_equal (key, "address"))
        g_set_str (&account->address, equals + 1);
      else
        json_object_set_string_member (settings, key, equals + 1);
    }
  if (base)
    json_object_set_string_member (settings, "api_base", base);
  if (client)
    json_object_set_string_member (settings, "client_id", client);
  account->settings = json_object_get_size (settings) ? so_json_write (node, FALSE) : NULL;
  return TRUE;
}

static gboolean
print_accounts (SoCtl *ctl, const char *only, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (GPtrArray) accounts = db ? so_account_list (db, error) : NULL;
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "channel name address status error id");

  if (!accounts)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];
      if (!only || g_str_equal (account->id, only))
        so_ctl_list_add (list, so_ctl_json_account (account));
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

/* From the terminal, without showing it. */
static gboolean
ask_secret (GIOChannel *input, char **secret, GError **error)
{
  struct termios before, silent;
  gboolean hidden = !tcgetattr (0, &before);
  gboolean read;

  silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  g_printerr ("Secret: ");
  if (hidden)
    tcsetattr (0, TCSAFLUSH, &silent);
  read = g_io_channel_read_line (input, secret, NULL, NULL, error) == G_IO_STATUS_NORMAL;
  if (hidden)
    tcsetattr (0, TCSAFLUSH, &before);
  g_printerr ("\n");
  return read;
}

gboolean
so_ctl_read_secret (const char *path, char **secret, GError **error)
{
  g_autoptr (GIOChannel) input = NULL;
  gsize length;

  if (!path)
    return TRUE;
  if (!g_str_equal (path, "-"))
    return g_file_get_contents (path, secret, NULL, error);
  input = g_io_channel_unix_new (0);
  if (isatty (0))
    return ask_secret (input, secret, error);
  return g_io_channel_read_to_end (input, secret, &length, error) == G_IO_STATUS_NORMAL;
}

void
so_ctl_wipe (char *secret)
{
  if (secret)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* The page is for a person; @data: TRUE where no browser is to be started. */
static gboolean
browse (const char *url, gpointer data, GError **error)
{
  g_printerr ("Open this page in a browser and allow what it asks for:\n%s\n", url);
  if (!*(gboolean *) data)
    g_app_info_launch_default_for_uri (url, NULL, NULL);
  return TRUE;
}

/* Whatever is still missing stands beside the account, which is connected. */
static char *
sign_in (SoCtl *ctl, const SoAccount *account, const char *secret, gboolean quiet, GError **error)
{
  g_autofree char *id = so_studio_sign_in (ctl->studio, account, secret, browse, &quiet, so_ctl_cancellable (), error);
  g_autoptr (GPtrArray) points = id ? so_studio_check_account (ctl->studio, id, NULL) : NULL;

  return g_steal_pointer (&id);
}

gboolean
so_ctl_account_add (SoCtl *ctl, GError **error)
{
  g_autofree char *base = NULL, *path = NULL, *id = NULL, *address = NULL, *client = NULL;
  gboolean quiet = FALSE;
  const GOptionEntry entries[] = {
    { "api-base", 0, 0, G_OPTION_ARG_STRING, &base }, { "secret-file", 0, 0, G_OPTION_ARG_FILENAME, &path },
    { "client-secret", 0, 0, G_OPTION_ARG_FILENAME, &path }, { "address", 0, 0, G_OPTION_ARG_STRING, &address },
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &client }, { "no-browser", 0, 0, G_OPTION_ARG_NONE, &quiet }, { NULL },
  };
  g_autoptr (SoAccount) account = g_new0 (SoAccount, 1);
  char *secret = NULL;

  if (!so_ctl_parse (ctl, entries, 1, 1000, error))
    return FALSE;
  if (!so_channel_kind_parse (so_ctl_arg (ctl, 0), &account->channel))
    return so_ctl_misused (error, "There is no channel “%s”", so_ctl_arg (ctl, 0));
  account->address = g_steal_pointer (&address);
  if (!read_values (ctl, account, base, client, error))
    return FALSE;
  so_ctl_cancellable ();
  if (!so_ctl_open (ctl, error) || !so_ctl_read_secret (path, &secret, error))
    return FALSE;
  id = so_studio_signs_in (account->channel) ? sign_in (ctl, account, secret, quiet, error) : so_studio_add_account (ctl->studio, account, secret, error);
  so_ctl_wipe (secret);
  return id && print_accounts (ctl, id, error);
}

gboolean
so_ctl_account_sign_in (SoCtl *ctl, GError **error)
{
  g_autofree char *path = NULL, *id = NULL;
  gboolean quiet = FALSE;
  const GOptionEntry entries[] = {
    { "client-secret", 0, 0, G_OPTION_ARG_FILENAME, &path }, { "no-browser", 0, 0, G_OPTION_ARG_NONE, &quiet }, { NULL },
  };
  SoAccount account = { 0 };
  char *secret = NULL;

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  so_ctl_cancellable ();
  if (!so_ctl_open (ctl, error) || !so_ctl_read_secret (path, &secret, error))
    return FALSE;
  account.id = (char *) so_ctl_arg (ctl, 0);
  id = sign_in (ctl, &account, secret, quiet, error);
  so_ctl_wipe (secret);
  return id && print_accounts (ctl, id, error);
}

gboolean
so_ctl_account_signature (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && so_ctl_open (ctl, error) &&
         so_studio_set_signature (ctl->studio, so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), error) && print_accounts (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_account_skip (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_open (ctl, error) &&
         so_studio_skip_history (ctl->studio, so_ctl_arg (ctl, 0), error) && print_accounts (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_account_token (SoCtl *ctl, GError **error)
{
  g_autofree char *path = NULL;
  const GOptionEntry entries[] = { { "secret-file", 0, 0, G_OPTION_ARG_FILENAME, &path }, { NULL } };
  char *secret = NULL;
  gboolean done;

  if (!so_ctl_parse (ctl, entries, 1, 1, error) || !so_ctl_open (ctl, error) || !so_ctl_read_secret (path ? path : "-", &secret, error))
    return FALSE;
  done = so_studio_renew_account (ctl->studio, so_ctl_arg (ctl, 0), secret, error);
  so_ctl_wipe (secret);
  return done && print_accounts (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_account_list (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 0, 0, error) && print_accounts (ctl, NULL, error);
}

gboolean
so_ctl_account_check (SoCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_ctl_open (ctl, error) ||
      !(items = so_studio_check_account (ctl->studio, so_ctl_arg (ctl, 0), error)))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const SoSetupItem *item = items->pdata[i];

      if (!item->good)
        return so_fail (error, SO_ERROR_CHANGE, "%s", item->sentence);
    }
  return print_accounts (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_account_remove (SoCtl *ctl, GError **error)
{
  g_autofree char *note = NULL;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_ctl_open (ctl, error) ||
      !so_studio_remove_account (ctl->studio, so_ctl_arg (ctl, 0), &note, error))
    return FALSE;
  if (note)
    g_printerr ("studioctl: %s\n", note);
  return print_accounts (ctl, NULL, error);
}

/* One at a time --------------------------------------------------------------------------------- */

static gboolean
print_one (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoAccount) account = db ? so_account_find (db, so_ctl_arg (ctl, 0), error) : NULL;

  return account && so_ctl_print (ctl, so_ctl_json_account (account));
}

gboolean
so_ctl_account_show (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && print_one (ctl, error);
}

gboolean
so_ctl_account_rename (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && so_ctl_open (ctl, error) &&
         so_studio_rename_account (ctl->studio, so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), error) && print_one (ctl, error);
}

static gboolean
pause_account (SoCtl *ctl, gboolean paused, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_open (ctl, error) &&
         so_studio_pause_account (ctl->studio, so_ctl_arg (ctl, 0), paused, error) && print_one (ctl, error);
}

gboolean
so_ctl_account_pause (SoCtl *ctl, GError **error)
{
  return pause_account (ctl, TRUE, error);
}

gboolean
so_ctl_account_resume (SoCtl *ctl, GError **error)
{
  return pause_account (ctl, FALSE, error);
}

gboolean
so_ctl_account_test (SoCtl *ctl, GError **error)
{
  g_autofree char *id = NULL, *to = NULL;
  const GOptionEntry entries[] = { { "to", 0, 0, G_OPTION_ARG_STRING, &to }, { NULL } };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoDraft) draft = NULL;

  if (!so_ctl_parse (ctl, entries, 1, 1, error) || !so_ctl_open (ctl, error) ||
      !(id = so_studio_test_account (ctl->studio, so_ctl_arg (ctl, 0), to, "studioctl", error)))
    return FALSE;
  db = so_ctl_read (ctl, error);
  draft = db ? so_draft_find (db, id, error) : NULL;
  return draft && so_ctl_print (ctl, so_ctl_describe_draft (ctl, db, draft));
}
