/* SPDX-License-Identifier: MIT */
#include "so-hub-call-out.h"

#include <glib/gstdio.h>
#include <string.h>

#include "so-channel-window.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-hub-files.h"
#include "so-json.h"
#include "so-order.h"
#include "so-outlet.h"
#include "so-retry.h"
#include "so-sign.h"

#define PAGE 100
#define PAGE_BYTES (2 * 1024 * 1024)
#define LEAVING "leaving-"
#define LONGEST_WAIT (60 * 60 * (gint64) 1000)
#define LISTED_AFTER_MS (2 * 60 * (gint64) 1000)
#define LISTED_UNTIL_MS (11 * 60 * 60 * (gint64) 1000)

void
so_hub_call_out_free (SoHubCallOut *call)
{
  if (!call)
    return;
  so_hub_send_free (call->send);
  so_hub_sender_free (call->sender);
  g_free (call->public_key);
  g_free (call->result);
  g_free (call);
}

SoHubCallOut *
so_hub_call_out_new (SoHubStore *store, SoHubSend *send, GError **error)
{
  g_autoptr (SoHubCallOut) call = g_new0 (SoHubCallOut, 1);
  g_autoptr (GError) inner = NULL;

  call->send = send;
  call->state = send->state;
  call->sender = so_hub_sender_find (store, send->studio, send->sender, &inner);
  call->public_key = inner ? NULL : so_hub_device_dup_public (store, send->device, &inner);
  if (!inner)
    return g_steal_pointer (&call);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

/* What came of it ---------------------------------------------------------------------------------- */

typedef struct {
  char *remote_id;
  SoIdentity *alias;
  gboolean stopped;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_free (answer->remote_id);
  so_identity_free (answer->alias);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
keep (SoHubCallOut *call, SoHubSendState state, const char *reason, const Answer *answer, const GError *why)
{
  JsonObject *object = json_object_new ();

  if (reason)
    json_object_set_string_member (object, "reason", reason);
  if (why)
    json_object_set_string_member (object, "detail", why->message);
  if (g_error_matches (why, SO_ERROR, SO_ERROR_SIGN_IN))
    json_object_set_boolean_member (object, "sign_in", TRUE);
  if (answer && answer->remote_id)
    json_object_set_string_member (object, "remote_id", answer->remote_id);
  if (answer && answer->stopped)
    json_object_set_boolean_member (object, "stopped", TRUE);
  if (answer && answer->alias)
    json_object_set_string_member (object, "alias", answer->alias->value);
  call->state = state;
  g_free (call->result);
  call->result = so_json_write_object (object);
}

/* ms to wait before the next try; -1: there is none. */
static gint64
delay_after (gint64 attempts, const GError *why)
{
  static const guint seconds[] = { 5, 30, 2 * 60, 10 * 60, 60 * 60 };
  gint64 asked = so_error_get_wait (why);

  if (attempts < 1 || attempts > (gint64) G_N_ELEMENTS (seconds))
    return -1;
  return MAX (seconds[attempts - 1] * (gint64) 1000, MIN (asked, LONGEST_WAIT));
}

static void
judge (SoHubCallOut *call, SoSendOutcome outcome, const Answer *answer, const GError *why)
{
  gint64 delay = delay_after (call->send->attempts, why);

  if (outcome == SO_SEND_ACCEPTED)
    keep (call, SO_HUB_SEND_SENT, NULL, answer, NULL);
  else if (outcome == SO_SEND_LOST)
    keep (call, SO_HUB_SEND_UNKNOWN, "no_answer", answer, why);
  /* Signing in is for the owner, on her computer. */
  else if (outcome == SO_SEND_REFUSED || g_error_matches (why, SO_ERROR, SO_ERROR_SIGN_IN))
    keep (call, SO_HUB_SEND_FAILED, "refused", answer, why);
  else if (delay < 0)
    keep (call, SO_HUB_SEND_FAILED, "gave_up", answer, why);
  else
    {
      keep (call, SO_HUB_SEND_WAITING, "retry", answer, why);
      call->not_before = so_now () + delay;
    }
}

/* Calling ---------------------------------------------------------------------------------------- */

/* What is in the database is believed as far as it is signed, and no further. */
static SoOrder *
read_order (SoHubCallOut *call, GError **error)
{
  g_autoptr (SoOrder) order = NULL;

  if (!call->public_key)
    return so_fail (error, SO_ERROR_CHANGE, "The computer that approved this is not paired with the hub any more."), NULL;
  if (!call->send->order || !so_sign_verify (call->public_key, call->send->order, call->send->signature))
    return so_fail (error, SO_ERROR_CHANGE, "What the hub has is not what was approved: approve it again."), NULL;
  order = so_order_parse (call->send->order, error);
  if (order && (strcmp (order->outgoing.tag, call->send->id) || strcmp (order->approved.draft, call->send->draft) || strcmp (order->sender, call->send->sender)))
    return so_fail (error, SO_ERROR_CHANGE, "What the hub has is not what was approved: approve it again."), NULL;
  return g_steal_pointer (&order);
}

/* What was right yesterday may not be today: then the owner looks at it again. */
static gboolean
is_fresh (SoHubCallOut *call, GError **error)
{
  const SoOutlet *outlet = call->sender ? so_outlet_find (call->sender->transport, 0) : NULL;

  return !outlet || so_now () - call->send->created_at <= so_channel_approval_age (outlet->channel) ||
         so_fail (error, SO_ERROR_CHANGE, "This waited too long at the hub since it was approved: look whether it is still right, then approve it again.");
}

static SoChannel *
open_channel (SoHubCallOut *call, SoHubVault *vault, GError **error)
{
  if (!call->sender)
    return so_fail (error, SO_ERROR_SIGN_IN, "This account was not handed over to the hub, or was taken back."), NULL;
  return so_hub_vault_open (vault, call->sender, error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

void
so_hub_call_out_tidy (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, LEAVING))
        remove_folder (path);
    }
}

/* Its attachments as files, for as long as it takes: *@folder (yours) has them, and is new. */
static gboolean
fetch_files (SoHubCallOut *call, SoOrder *order, const SoHubPlace *place, char **folder, GError **error)
{
  g_autoptr (SoHubStore) store = NULL;
  g_autofree char *parent = g_path_get_dirname (place->path);

  if (!order->files->len)
    return TRUE;
  *folder = g_build_filename (parent, LEAVING "XXXXXX", NULL);
  if (!g_mkdtemp_full (*folder, 0700))
    return so_fail (error, SO_ERROR_WAIT, "The hub cannot write to its folder: the message waits.");
  store = so_hub_store_open (place, SO_HUB_STORE_READ, error);
  for (guint i = 0; store && i < order->files->len; i++)
    {
      SoOutgoingFile *file = &g_array_index (order->files, SoOutgoingFile, i);

      file->path = g_strdup_printf ("%s/%u", *folder, i);
      if (!so_hub_file_save (store, call->send->studio, file->sha256, file->path, error))
        return FALSE;
    }
  return store != NULL;
}

void
so_hub_call_out_run (SoHubCallOut *call, SoHubVault *vault, const SoHubPlace *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoOrder) order = read_order (call, &error);
  g_autoptr (SoChannel) channel = order && is_fresh (call, &error) ? open_channel (call, vault, &error) : NULL;
  g_auto (Answer) answer = { 0 };
  g_autofree char *folder = NULL;
  SoSendOutcome outcome = SO_SEND_REFUSED;

  if (channel && !fetch_files (call, order, place, &folder, &error))
    outcome = g_error_matches (error, SO_ERROR, SO_ERROR_WAIT) ? SO_SEND_RETRY : SO_SEND_REFUSED;
  else if (channel)
    {
      order->outgoing.alias = &answer.alias;
      order->outgoing.stopped = &answer.stopped;
      outcome = so_channel_send (channel, &order->outgoing, &answer.remote_id, &error);
    }
  judge (call, outcome, &answer, error);
  if (folder)
    remove_folder (folder);
}

/* Proving ---------------------------------------------------------------------------------------- */

/* TRUE where one of @updates brings back the tag of @call. */
static gboolean
is_proof (SoHubCallOut *call, const GPtrArray *updates)
{
  for (guint i = 0; i < updates->len; i++)
    {
      const SoUpdate *update = updates->pdata[i];
      Answer answer = { .remote_id = update->remote_id };

      if (update->tag && !strcmp (update->tag, call->send->id))
        return keep (call, SO_HUB_SEND_SENT, "proved", &answer, NULL), TRUE;
    }
  return FALSE;
}

static gboolean
scan_event (SoHubCallOut *call, SoChannel *channel, const SoHubEvent *event)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);

  return event->body && !strcmp (event->provider, call->sender->transport) && so_channel_parse (channel, event->body, updates, NULL) && is_proof (call, updates);
}

static gboolean
scan (SoHubCallOut *call, SoChannel *channel, const SoHubPlace *place, gint64 *scanned)
{
  g_autoptr (SoHubStore) store = so_hub_store_open (place, SO_HUB_STORE_READ, NULL);
  gint64 head = *scanned + 1;

  while (store && *scanned < head)
    {
      g_autoptr (GPtrArray) events = so_hub_store_page (store, call->send->studio, *scanned, PAGE, PAGE_BYTES, PAGE_BYTES, &head, NULL);

      if (!events || !events->len)
        break;
      for (guint i = 0; i < events->len; i++)
        if (scan_event (call, channel, events->pdata[i]))
          return TRUE;
      *scanned = ((SoHubEvent *) events->pdata[events->len - 1])->seq;
    }
  return FALSE;
}

static gboolean
ask (SoHubCallOut *call, SoChannel *channel)
{
  g_autoptr (SoOrder) order = read_order (call, NULL);
  g_auto (Answer) answer = { 0 };

  if (!order)
    return FALSE;
  order->outgoing.tried_at = call->send->changed_at;
  switch (so_channel_reconcile (channel, &order->outgoing, &answer.remote_id, NULL))
    {
    case SO_RECONCILE_SENT:
      return keep (call, SO_HUB_SEND_SENT, "proved", &answer, NULL), TRUE;
    case SO_RECONCILE_NOT_SENT:
      /* Not yet among what the provider lists, or not any more. */
      if (so_now () - call->send->changed_at < LISTED_AFTER_MS || so_now () - call->send->created_at > LISTED_UNTIL_MS)
        return FALSE;
      return keep (call, SO_HUB_SEND_FAILED, "not_sent", &answer, NULL), TRUE;
    case SO_RECONCILE_UNSURE:
    default:
      return FALSE;
    }
}

gboolean
so_hub_call_out_prove (SoHubCallOut *call, SoHubVault *vault, const SoHubPlace *place, gint64 *scanned)
{
  g_autoptr (SoChannel) channel = open_channel (call, vault, NULL);

  return channel && (scan (call, channel, place, scanned) || ask (call, channel));
}
