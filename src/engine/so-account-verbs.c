/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-account-verbs.h"

#include "so-account-holds.h"
#include "so-channel.h"
#include "so-error.h"
#include "so-events.h"
#include "so-hand-over.h"
#include "so-id.h"
#include "so-json.h"
#include "so-outbox.h"
#include "so-outlet.h"
#include "so-settings.h"
#include "so-studio-private.h"

#include <glib/gi18n-lib.h>

static gboolean
needs_secret (const SoAccount *account)
{
  const SoOutlet *outlet = account->transport ? so_outlet_find (account->transport, 0) : NULL;

  return outlet ? outlet->secret != NULL : g_strcmp0 (account->transport, SO_TRANSPORT_LOOPBACK) != 0;
}

static gboolean
fail_secret (const SoAccount *account, GError **error)
{
  if (account->channel == SO_CHANNEL_LOOPBACK)
    return so_fail (error, SO_ERROR_CHANGE, _("The practice channel has no secret: leave it out"));
  return so_fail (error, SO_ERROR_CHANGE, _("The website's chat has no secret of its own: it has the hub's key"));
}

static gboolean
signs_in (const SoAccount *account)
{
  const SoOutlet *outlet = account->transport ? so_outlet_find (account->transport, 0) : NULL;

  return outlet && outlet->signs_in;
}

gboolean
so_studio_can_connect (SoChannelKind channel)
{
  return channel == SO_CHANNEL_LOOPBACK || so_outlet_find (NULL, channel);
}

gboolean
so_studio_signs_in (SoChannelKind channel)
{
  const SoOutlet *outlet = so_outlet_find (NULL, channel);

  return outlet && outlet->signs_in;
}

/* Where there are several ways it is called as the channel is. */
const char *
so_studio_connect_label (SoChannelKind channel)
{
  const SoOutlet *outlet = so_outlet_find (NULL, channel), *all;
  guint n, ways = 0;

  all = so_outlets (&n);
  for (guint i = 0; i < n; i++)
    ways += all[i].channel == channel;
  if (ways > 1 && channel == SO_CHANNEL_CALL)
    return _("Calls");
  return outlet && ways == 1 ? _(outlet->label) : so_channel_kind_label (channel);
}

/* A secret that was pasted has a line's end, or spaces around it. */
static gboolean
keep_secret (SoStudio *studio, const SoAccount *account, const char *secret, GError **error)
{
  const SoOutlet *outlet = so_outlet_find (account->transport, 0);
  g_autoptr (SoSecret) stripped = g_strstrip (g_strdup (secret ? secret : ""));
  g_autofree char *label = g_strdup_printf ("Studio OS: %s", account->address ? account->address : account->name);

  if (!*stripped)
    return so_fail (error, SO_ERROR_CHANGE, signs_in (account) ? _("Google wants the client secret beside the client id: enter it") :
                                                                 _("The account needs its token: enter it"));
  return so_secrets_unlock (so_studio_get_secrets (studio), NULL, error) &&
         so_secrets_store (so_studio_get_secrets (studio), account->id, outlet->secret, label, stripped, NULL, error);
}

/* What an owner does not have to say of a new account; borrowed from @account and what is static. */
static SoAccount
with_defaults (const SoAccount *account, char *id, const SoProfile *profile)
{
  const SoOutlet *outlet = so_outlet_of (account);
  SoAccount own = *account;

  own.id = id;
  own.transport = account->channel == SO_CHANNEL_LOOPBACK ? (char *) SO_TRANSPORT_LOOPBACK
                                                          : (char *) (outlet ? outlet->transport : so_channel_kind_nick (account->channel));
  /* A mail says who wrote it. */
  if (!own.name && signs_in (&own) && profile)
    own.name = profile->name;
  if (!own.name)
    own.name = (char *) _(so_channel_kind_label (account->channel));
  return own;
}

static gboolean
is_addable (SoStudio *studio, const SoAccount *account, const char *secret, GError **error)
{
  g_autoptr (SoChannel) channel = NULL;

  if (!so_studio_can_connect (account->channel))
    return so_fail (error, SO_ERROR_GIVE_UP, _("%s accounts cannot be connected yet: import their history, and practise with the practice channel"),
                    _(so_channel_kind_label (account->channel)));
  if (!needs_secret (account) && secret)
    return fail_secret (account, error);
  channel = so_studio_open_outlet (studio, account, account->transport, error);
  return channel != NULL;
}

static char *
add_row (SoStudio *studio, const SoAccount *account, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autofree char *id = db ? so_account_add (db, account, error) : NULL;

  if (!id || !so_event_log (db, "owner", "account.added", "account", id, NULL, error) || !so_store_commit (store, &db, error))
    return NULL;
  return g_steal_pointer (&id);
}

char *
so_studio_add_account (SoStudio *studio, const SoAccount *account, const char *secret, GError **error)
{
  g_autofree char *id = so_id_new ();
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  SoAccount own = with_defaults (account, id, profile);
  char *added;

  if (!is_addable (studio, &own, secret, error))
    return NULL;
  if (signs_in (&own))
    return so_fail (error, SO_ERROR_CHANGE, _("This account is connected by signing in, in the browser")), NULL;
  if (needs_secret (&own) && !keep_secret (studio, &own, secret, error))
    return NULL;
  added = add_row (studio, &own, error);
  if (!added && needs_secret (&own))
    so_secrets_remove (so_studio_get_secrets (studio), id, NULL, NULL, NULL);
  return added;
}

static SoAccount *
find (SoStudio *studio, const char *id, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  return db ? so_account_find (db, id, error) : NULL;
}

static gboolean
keep_error (SoStudio *studio, const SoAccount *account, const char *words, SoError kind, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = NULL;

  if (!g_strcmp0 (account->error, words) && (!words || account->error_kind == kind))
    return TRUE;
  db = so_store_begin (store, NULL, error);
  return db && so_account_failed (db, account->id, words, kind, 0, error) && so_store_commit (store, &db, error);
}

/* Its keys are on this computer from now on. */
static gboolean
come_here (SoStudio *studio, const SoAccount *account, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = account->elsewhere ? so_store_begin (store, NULL, error) : NULL;

  return !account->elsewhere || (db && so_account_come_here (db, account->id, error) && so_store_commit (store, &db, error));
}

gboolean
so_studio_renew_account (SoStudio *studio, const char *id, const char *secret, GError **error)
{
  g_autoptr (SoAccount) account = find (studio, id, error);

  if (!account)
    return FALSE;
  if (!needs_secret (account))
    return fail_secret (account, error);
  return keep_secret (studio, account, secret, error) && come_here (studio, account, error) && keep_error (studio, account, NULL, SO_ERROR_WAIT, error) && so_hand_over_renew (studio, id, error);
}

/* Signing in -------------------------------------------------------------------------------------- */

/* One mailbox twice would be two accounts for the same messages. */
static gboolean
is_first (SoStudio *studio, const SoAccount *account, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (GPtrArray) accounts = db ? so_account_list (db, error) : NULL;

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *other = accounts->pdata[i];

      if (!g_strcmp0 (other->transport, account->transport) && other->address && account->address &&
          !g_ascii_strcasecmp (other->address, account->address))
        return so_fail (error, SO_ERROR_CHANGE, _("%s is connected already: sign in again there"), other->address);
    }
  return accounts != NULL;
}

/* In the browser, and as the one whose account it is; somebody else's sign-in is taken back. */
static gboolean
sign_in (SoStudio *studio, const SoAccount *account, const char *secret, SoAccountBrowse browse, gpointer data, GCancellable *cancellable, GError **error)
{
  const SoOutlet *outlet = so_outlet_find (account->transport, 0);
  g_autoptr (SoChannel) channel = so_studio_open_outlet (studio, account, account->transport, error);

  if (!channel || (secret && !keep_secret (studio, account, secret, error)) ||
      !so_secrets_unlock (so_studio_get_secrets (studio), cancellable, error) ||
      !so_oauth_sign_in (outlet->oauth (channel), browse, data, NULL, cancellable, error))
    return FALSE;
  if (outlet->is_mine (channel, cancellable, error))
    return TRUE;
  so_oauth_revoke (outlet->oauth (channel), NULL, NULL, NULL);
  return FALSE;
}

static gboolean
log_sign_in (SoStudio *studio, const char *id, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && so_account_come_here (db, id, error) && so_account_failed (db, id, NULL, SO_ERROR_WAIT, 0, error) && so_event_log (db, "owner", "account.signed_in", "account", id, NULL, error) &&
         so_store_commit (store, &db, error);
}

static char *
sign_in_new (SoStudio *studio, const SoAccount *account, const char *secret, SoAccountBrowse browse, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = so_id_new ();
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  SoAccount own = with_defaults (account, id, profile);
  char *added = NULL;

  if (!signs_in (&own))
    return so_fail (error, SO_ERROR_CHANGE, _("This account has a token: enter it in place of signing in")), NULL;
  if (!is_addable (studio, &own, secret, error) || !is_first (studio, &own, error))
    return NULL;
  if (sign_in (studio, &own, secret ? secret : "", browse, data, cancellable, error))
    added = add_row (studio, &own, error);
  if (!added)
    so_secrets_remove (so_studio_get_secrets (studio), id, NULL, NULL, NULL);
  return added;
}

char *
so_studio_sign_in (SoStudio *studio, const SoAccount *account, const char *secret, SoAccountBrowse browse, gpointer data, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (SoAccount) kept = account->id ? find (studio, account->id, error) : NULL;

  if (!account->id)
    return sign_in_new (studio, account, secret, browse, data, cancellable, error);
  if (!kept)
    return NULL;
  if (!signs_in (kept))
    return so_fail (error, SO_ERROR_CHANGE, _("This account has a token: enter it in place of signing in")), NULL;
  if (!sign_in (studio, kept, secret, browse, data, cancellable, error) || !log_sign_in (studio, kept->id, error) || !so_hand_over_renew (studio, kept->id, error))
    return NULL;
  return g_strdup (kept->id);
}

/* The first sync ---------------------------------------------------------------------------------- */

gboolean
so_studio_sync_progress (const SoAccount *account, guint *done, guint *total)
{
  const SoOutlet *outlet = account->transport ? so_outlet_find (account->transport, 0) : NULL;

  return outlet && outlet->progress && outlet->progress (account->cursor, done, total);
}

static char *
skip (const SoAccount *account)
{
  const SoOutlet *outlet = account->transport ? so_outlet_find (account->transport, 0) : NULL;

  return outlet && outlet->skip ? outlet->skip (account->cursor) : NULL;
}

gboolean
so_studio_skip_history (SoStudio *studio, const char *id, GError **error)
{
  return so_outbox_set_cursor (studio, id, skip, error);
}

/* What an account is told of itself ---------------------------------------------------------------- */

/* @json with @value (NULL: none) as its member @key; what cannot be read is as if it were empty. */
static char *
with_member (const char *json, const char *key, const char *value)
{
  g_autoptr (JsonNode) node = json ? so_json_parse (json, -1, 0, NULL) : NULL;

  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_clear_pointer (&node, json_node_unref);
      node = json_node_init_object (json_node_alloc (), json_object_new ());
    }
  if (value)
    json_object_set_string_member (json_node_get_object (node), key, value);
  else
    json_object_remove_member (json_node_get_object (node), key);
  return so_json_write (node, FALSE);
}

/* Refused with @refusal where the account is not @is_fit. */
static gboolean
set_member (SoStudio *studio, const char *id, const char *key, const char *value, gboolean (*is_fit) (const SoAccount *account), const char *refusal, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autoptr (SoAccount) account = db ? so_account_find (db, id, error) : NULL;
  g_autofree char *settings = account ? with_member (account->settings, key, value) : NULL;

  if (!account)
    return FALSE;
  if (!is_fit (account))
    return so_fail (error, SO_ERROR_CHANGE, "%s", refusal);
  return so_account_set_settings (db, id, settings, error) && so_store_commit (store, &db, error);
}

static gboolean
is_mail (const SoAccount *account)
{
  return account->channel == SO_CHANNEL_MAIL;
}

gboolean
so_studio_set_signature (SoStudio *studio, const char *id, const char *signature, GError **error)
{
  return set_member (studio, id, "signature", signature, is_mail, _("Only mail has a signature"), error);
}

gboolean
so_account_says_who_answers (const SoAccount *account)
{
  return account->channel == SO_CHANNEL_CALL && !g_strcmp0 (account->transport, "twilio-calls");
}

gboolean
so_studio_set_answers (SoStudio *studio, const char *id, const char *answers, GError **error)
{
  if (answers && !g_str_equal (answers, SO_ANSWERS_DIAL) && !g_str_equal (answers, SO_ANSWERS_ASSISTANT))
    return so_fail (error, SO_ERROR_CHANGE, _("Calls are answered by “%s” or “%s”, or nothing is said"), SO_ANSWERS_DIAL, SO_ANSWERS_ASSISTANT);
  return set_member (studio, id, "answers", answers, so_account_says_who_answers, _("Only calls of a Twilio account say who answers"), error);
}

/* Afterwards -------------------------------------------------------------------------------------- */

static const SoSetupItem *
first_fault (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const SoSetupItem *item = items->pdata[i];

      if (!item->good)
        return item;
    }
  return NULL;
}

GPtrArray *
so_studio_check_account (SoStudio *studio, const char *id, GError **error)
{
  g_autoptr (SoAccount) account = find (studio, id, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (so_setup_item_free);
  g_autoptr (SoChannel) channel = NULL;
  g_autoptr (GError) failed = NULL;
  const SoSetupItem *fault;

  if (!account)
    return NULL;
  channel = so_studio_open_outlet (studio, account, so_outlet_transport (so_studio_is_demo (studio), account), &failed);
  if (!channel || !so_channel_check (channel, items, NULL, &failed))
    {
      keep_error (studio, account, failed->message, failed->domain == SO_ERROR ? (SoError) failed->code : SO_ERROR_REPORT, NULL);
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  fault = first_fault (items);
  if (!keep_error (studio, account, fault ? fault->sentence : NULL, fault && fault->sign_in ? SO_ERROR_SIGN_IN : SO_ERROR_CHANGE, error))
    return NULL;
  return g_steal_pointer (&items);
}

/* At the provider, where it can be reached. *@note says what is left to do there. */
static void
take_back (SoStudio *studio, const SoAccount *account, char **note)
{
  const SoOutlet *outlet = so_outlet_find (account->transport, 0);
  g_autoptr (SoChannel) channel = so_studio_open_outlet (studio, account, account->transport, NULL);
  gboolean revoked = FALSE;

  if (channel)
    so_oauth_revoke (outlet->oauth (channel), &revoked, NULL, NULL);
  if (note && !revoked)
    *note = g_strdup (_("Google could not be told: take Studio OS out of the connected apps of your Google account yourself"));
}

gboolean
so_studio_remove_account (SoStudio *studio, const char *id, char **note, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoAccount) account = find (studio, id, error);
  g_autoptr (SoDb) db = NULL;

  if (note)
    *note = NULL;
  if (!account || (needs_secret (account) && !so_secrets_unlock (so_studio_get_secrets (studio), NULL, error)))
    return FALSE;
  if (so_hand_over_is_done (account) && !so_studio_take_back (studio, id, NULL, error))
    return FALSE;
  if (signs_in (account))
    take_back (studio, account, note);
  /* First the secret: an account that is gone would leave it where nobody looks any more. */
  if (needs_secret (account) && !so_secrets_remove (so_studio_get_secrets (studio), id, NULL, NULL, error))
    return FALSE;
  db = so_store_begin (store, NULL, error);
  return db && so_account_holds_strand (db, id, _("Its account was disconnected: discard it, or answer another way"), error) &&
         so_account_remove (db, id, error) && so_event_log (db, "owner", "account.removed", "account", id, NULL, error) &&
         so_store_commit (store, &db, error);
}
