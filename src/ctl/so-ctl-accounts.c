/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "so-account-verbs.h"
#include "so-clock.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-json.h"
#include "so-outbox.h"
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
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "channel name address transport error id");

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

/* Sync ------------------------------------------------------------------------------------------- */

/* An undo window is a minute at most: what is due later is not waited for. */
#define LONGEST_WAIT 60000

typedef struct {
  SoAccount *account;
  guint received;
} Row;

/* How many drafts of each account were sent: what one run sent is the difference. Under "" are those of imported
 * conversations, which have none and go to the practice account where there is one. */
static gboolean
count_sent (SoCtl *ctl, GHashTable *counts, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  guint states = 1u << SO_DRAFT_ACCEPTED | 1u << SO_DRAFT_DELIVERED | 1u << SO_DRAFT_READ;
  g_autoptr (GArray) numbers = db ? so_draft_numbers (db, states, NULL, error) : NULL;

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoDraft) draft = so_draft_load (db, g_array_index (numbers, gint64, i), error);
      const char *id;
      if (!draft)
        return FALSE;
      id = draft->account_id ? draft->account_id : "";
      g_hash_table_insert (counts, g_strdup (id), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, id)) + 1));
    }
  return numbers != NULL;
}

/* A first sync takes a while, and goes on where it was whenever it is stopped. */
static void
show_progress (SoCtl *ctl, const char *id)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, NULL);
  g_autoptr (SoAccount) account = db ? so_account_find (db, id, NULL) : NULL;
  guint done, total;

  if (account && so_studio_sync_progress (account, &done, &total))
    so_ctl_progress ("fetched", done, total);
}

static gboolean
pull_all (SoCtl *ctl, GArray *rows, gboolean *more, GError **error)
{
  *more = FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);
      guint received = 0;

      if (!so_outbox_pull (ctl->studio, row->account->id, &received, error))
        return FALSE;
      row->received += received;
      if (so_outbox_has_more (ctl->studio))
        *more = TRUE;
      show_progress (ctl, row->account->id);
    }
  return TRUE;
}

/* Pulls and sends; without @once until nothing is due within LONGEST_WAIT. */
static gboolean
run_sync (SoCtl *ctl, GArray *rows, gboolean once, GError **error)
{
  gint64 deadline = so_monotonic () + 5 * LONGEST_WAIT;

  for (;;)
    {
      guint sent = 0;
      gint64 next = 0, wait;
      gboolean more;

      if (!pull_all (ctl, rows, &more, error) || !so_outbox_dispatch (ctl->studio, &sent, &next, error))
        return FALSE;
      if (more)
        continue;
      wait = next ? next - so_now () : 0;
      if (once || (!sent && (!next || wait > LONGEST_WAIT)) || so_monotonic () > deadline)
        return TRUE;
      if (!sent && wait > 0)
        {
          so_ctl_progress ("seconds until the next one may go:", (guint64) (wait + 999) / 1000, 0);
          g_usleep ((gulong) MIN (wait, 1000) * 1000);
        }
    }
}

static void
clear_row (gpointer data)
{
  so_account_free (((Row *) data)->account);
}

static gboolean
pick_accounts (SoCtl *ctl, const char *only, GArray *rows, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoAccount) account = db && only ? so_account_find (db, only, error) : NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  if (!db || (only && !account) || !(accounts = so_account_list (db, error)))
    return FALSE;
  g_ptr_array_set_free_func (accounts, NULL);
  for (guint i = 0; i < accounts->len; i++)
    {
      Row row = { accounts->pdata[i] };
      if (account && !g_str_equal (row.account->id, account->id))
        so_account_free (row.account);
      else
        g_array_append_val (rows, row);
    }
  return TRUE;
}

static gint64
sent_between (GHashTable *before, GHashTable *after, const char *id)
{
  return (gint64) GPOINTER_TO_UINT (g_hash_table_lookup (after, id)) - (gint64) GPOINTER_TO_UINT (g_hash_table_lookup (before, id));
}

/* @account NULL: what was sent without one, as a demo does. */
static JsonObject *
json_row (const SoAccount *account, guint received, gint64 sent)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "account", account ? account->id : NULL);
  so_ctl_json_set (object, "channel", so_channel_kind_nick (account ? account->channel : SO_CHANNEL_LOOPBACK));
  so_ctl_json_set (object, "name", account ? account->name : NULL);
  json_object_set_int_member (object, "received", received);
  json_object_set_int_member (object, "sent", sent);
  return object;
}

gboolean
so_ctl_sync (SoCtl *ctl, GError **error)
{
  gboolean once = FALSE;
  const GOptionEntry entries[] = { { "once", 0, 0, G_OPTION_ARG_NONE, &once }, { NULL } };
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) after = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "channel name received sent error account");
  gint64 loose;

  g_array_set_clear_func (rows, clear_row);
  if (!so_ctl_parse (ctl, entries, 0, 1, error)
      || !pick_accounts (ctl, ctl->args[0] ? so_ctl_arg (ctl, 0) : NULL, rows, error)
      || !count_sent (ctl, before, error) || !run_sync (ctl, rows, once, error) || !count_sent (ctl, after, error))
    return FALSE;
  loose = sent_between (before, after, "");
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);
      gint64 sent = sent_between (before, after, row->account->id);

      if (row->account->channel == SO_CHANNEL_LOOPBACK)
        {
          sent += loose;
          loose = 0;
        }
      so_ctl_list_add (list, json_row (row->account, row->received, sent));
    }
  if (loose)
    so_ctl_list_add (list, json_row (NULL, 0, loose));
  so_ctl_progress_end ();
  return so_ctl_list_print (g_steal_pointer (&list));
}
