/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-account-verbs.h"
#include "so-clock.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-hub-verbs.h"
#include "so-outbox.h"
#include "so-settings.h"

/* An undo window is a minute at most: what is due later is not waited for. */
#define LONGEST_WAIT 60000

/* What one run does with one account. */
typedef struct {
  SoAccount *account;
  guint received;
  char *error;         /* of the last time that it was asked, or NULL */
} Row;

static void
clear_row (gpointer data)
{
  Row *row = data;

  so_account_free (row->account);
  g_free (row->error);
}

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

static Row *
row_of (GArray *rows, const SoAccount *account)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (g_array_index (rows, Row, i).account->id, account->id))
      return &g_array_index (rows, Row, i);
  return NULL;
}

/* FALSE only where the studio itself could not be read or written: what is wrong with an account stands in its row. */
static gboolean
pull (SoCtl *ctl, const char *only, GArray *rows, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) pulled = so_outbox_pull_each (ctl->studio, only, error);

  *more = FALSE;
  for (guint i = 0; pulled && i < pulled->len; i++)
    {
      const SoPulled *one = pulled->pdata[i];
      Row *row = row_of (rows, one->account);

      *more = *more || one->more;
      if (!row)
        continue;
      row->received += one->received;
      g_set_str (&row->error, one->error ? one->error->message : NULL);
      show_progress (ctl, one->account->id);
    }
  return pulled != NULL;
}

static gboolean
any_failed (GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, Row, i).error)
      return TRUE;
  return FALSE;
}

/* What the hub took in comes first, so that no answer overtakes a question. It is no account: what is wrong with it stands with it. */
static void
take_in_hub (SoCtl *ctl)
{
  g_autoptr (SoHubLink) link = so_studio_find_hub (ctl->studio);
  g_autoptr (GError) error = NULL;
  SoHubCounts counts = { 0 };

  if (link && !so_studio_sync_hub (ctl->studio, &counts, NULL, &error))
    g_printerr ("studioctl: %s\n", error->message);
}

/* Pulls and sends; without @once until nothing is due within LONGEST_WAIT. */
static gboolean
run_sync (SoCtl *ctl, const char *only, GArray *rows, gboolean once, GError **error)
{
  gint64 deadline = so_monotonic () + 5 * LONGEST_WAIT;
  gboolean more = TRUE;

  if (!only)
    {
      take_in_hub (ctl);
      so_ctl_share_all (ctl);
    }
  for (;;)
    {
      guint sent = 0, ran = 0;
      gint64 next = 0, wait, later;

      /* What is due now is asked of the hub before. */
      if (!only)
        so_ctl_share_due (ctl);
      /* Who wants to be left alone is not asked every second. */
      if (((more || !any_failed (rows)) && !pull (ctl, only, rows, &more, error)) || !so_outbox_dispatch (ctl->studio, &sent, &next, error))
        return FALSE;
      if (more)
        continue;
      if (!so_outbox_run_jobs (ctl->studio, &ran, &later, NULL, error))
        return FALSE;
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

/* @row NULL: what was sent without an account, as a demo does. */
static JsonObject *
json_row (const Row *row, gint64 sent)
{
  const SoAccount *account = row ? row->account : NULL;
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "account", account ? account->id : NULL);
  so_ctl_json_set (object, "channel", so_channel_kind_nick (account ? account->channel : SO_CHANNEL_LOOPBACK));
  so_ctl_json_set (object, "name", account ? account->name : NULL);
  json_object_set_int_member (object, "received", row ? row->received : 0);
  json_object_set_int_member (object, "sent", sent);
  so_ctl_json_set (object, "error", row ? row->error : NULL);
  return object;
}

static void
print_rows (SoCtl *ctl, GArray *rows, GHashTable *before, GHashTable *after)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "channel name received sent error account");
  gint64 loose = sent_between (before, after, "");

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);
      gint64 sent = sent_between (before, after, row->account->id);

      if (row->account->channel == SO_CHANNEL_LOOPBACK)
        {
          sent += loose;
          loose = 0;
        }
      so_ctl_list_add (list, json_row (row, sent));
    }
  if (loose)
    so_ctl_list_add (list, json_row (NULL, loose));
  so_ctl_progress_end ();
  so_ctl_list_print (g_steal_pointer (&list));
}

/* One line for all of them; which they are stands in the rows. */
static gboolean
report_failures (GArray *rows, GError **error)
{
  const Row *first = NULL;
  guint failed = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      failed += row->error != NULL;
      first = first || !row->error ? first : row;
    }
  if (failed == 1)
    return so_fail (error, SO_ERROR_CHANGE, "%s could not be read: %s", first->account->name, first->error);
  if (failed)
    return so_fail (error, SO_ERROR_CHANGE, "%u accounts could not be read, such as %s: %s", failed, first->account->name, first->error);
  return TRUE;
}

gboolean
so_ctl_sync (SoCtl *ctl, GError **error)
{
  gboolean once = FALSE;
  const GOptionEntry entries[] = { { "once", 0, 0, G_OPTION_ARG_NONE, &once }, { NULL } };
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) after = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *only;

  g_array_set_clear_func (rows, clear_row);
  if (!so_ctl_parse (ctl, entries, 0, 1, error))
    return FALSE;
  only = ctl->args[0] ? so_ctl_arg (ctl, 0) : NULL;
  if (!pick_accounts (ctl, only, rows, error) || !count_sent (ctl, before, error) || !run_sync (ctl, only, rows, once, error) ||
      !count_sent (ctl, after, error))
    return FALSE;
  /* What came in and went out, too. */
  if (!only)
    so_ctl_share_all (ctl);
  /* Where only one was asked for, a failure is that of the command, which then answers nothing. */
  if (!only)
    print_rows (ctl, rows, before, after);
  if (!report_failures (rows, error))
    return FALSE;
  if (only)
    print_rows (ctl, rows, before, after);
  return TRUE;
}
