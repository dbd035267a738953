/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-hand-over.h"

#include "so-drafts.h"
#include "so-events.h"
#include "so-hub-inbox.h"
#include "so-hub-intake.h"
#include "so-json.h"
#include "so-local.h"
#include "so-outlet.h"
#include "so-relay.h"
#include "so-settings.h"
#include "so-sign.h"
#include "so-studio-private.h"

#include <glib/gi18n-lib.h>

/* A setting of the account: "hub" where it sends. */
#define SETTING "sends"
#define HUB "hub"
#define REFRESH_TOKEN "refresh-token"

gboolean
so_hand_over_is_done (const SoAccount *account)
{
  g_autofree char *sends = account ? so_account_dup_setting (account, SETTING) : NULL;

  return !g_strcmp0 (sends, HUB);
}

gboolean
so_hand_over_is_possible (const SoAccount *account)
{
  g_autofree char *sender = so_outlet_dup_sender (account);

  return sender != NULL;
}

static SoAccount *
find (SoStudio *studio, const char *id, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  return db ? so_account_find (db, id, error) : NULL;
}

/* The flag, in the caller's transaction. */
static gboolean
mark (SoDb *db, const SoAccount *account, gboolean done, GError **error)
{
  g_autoptr (JsonNode) node = account->settings ? so_json_parse (account->settings, -1, 0, NULL) : NULL;
  JsonObject *object = node && so_json_root (node) ? json_object_ref (so_json_root (node)) : json_object_new ();
  g_autofree char *settings = NULL;

  if (done)
    json_object_set_string_member (object, SETTING, HUB);
  else
    json_object_remove_member (object, SETTING);
  settings = so_json_write_object (object);
  return so_account_set_settings (db, account->id, settings, error);
}

static gboolean
keep (SoStudio *studio, const char *id, gboolean done, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autoptr (SoAccount) account = db ? so_account_find (db, id, error) : NULL;

  if (!account)
    return FALSE;
  return so_hand_over_is_done (account) == done || (mark (db, account, done, error) &&
         so_event_log (db, "owner", done ? "account.handed_over" : "account.taken_back", "account", id, NULL, error) && so_store_commit (store, &db, error));
}

/* Handing over -------------------------------------------------------------------------------------- */

static gboolean
add_secret (SoStudio *studio, const SoAccount *account, const char *name, JsonObject *secrets, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoSecret) secret = so_secrets_lookup (so_studio_get_secrets (studio), account->id, name, cancellable, error);

  if (secret)
    json_object_set_string_member (secrets, name, secret);
  return secret != NULL;
}

/* Its token; or, of one that signs in, what asks for tokens. Some programs have no secret of their own. */
static JsonObject *
collect (SoStudio *studio, const SoAccount *account, GCancellable *cancellable, GError **error)
{
  const SoOutlet *outlet = so_outlet_find (account->transport, account->channel);
  g_autoptr (JsonObject) secrets = json_object_new ();
  gboolean good = add_secret (studio, account, outlet->secret, secrets, cancellable, outlet->signs_in ? NULL : error);

  if (outlet->signs_in)
    good = add_secret (studio, account, REFRESH_TOKEN, secrets, cancellable, error);
  return good ? g_steal_pointer (&secrets) : NULL;
}

/* What this computer signs by: made when it is needed first, and never told. */
static char *
dup_public_key (SoStudio *studio, const SoHubLink *link, GCancellable *cancellable, GError **error)
{
  SoSecrets *secrets = so_studio_get_secrets (studio);
  g_autofree char *label = g_strdup_printf ("Studio OS: %s", link->url), *public_key = NULL;
  g_autoptr (GError) why = NULL;
  g_autoptr (SoSecret) key = so_secrets_lookup (secrets, SO_HUB_SECRETS, SO_HUB_SIGNING_KEY, cancellable, &why);

  if (key)
    return so_sign_dup_public (key, error);
  if (!g_error_matches (why, SO_ERROR, SO_ERROR_SIGN_IN))
    return g_propagate_error (error, g_steal_pointer (&why)), NULL;
  key = so_sign_new_key (&public_key, error);
  if (key && so_secrets_store (secrets, SO_HUB_SECRETS, SO_HUB_SIGNING_KEY, label, key, cancellable, error))
    return g_steal_pointer (&public_key);
  return NULL;
}

static gboolean
give (SoStudio *studio, const SoAccount *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubLink) link = NULL;
  g_autoptr (SoHubClient) client = so_hub_intake_open (studio, &link, cancellable, error);
  g_autoptr (JsonObject) secrets = NULL;
  g_autofree char *public_key = NULL;

  if (!client)
    return link || so_fail (error, SO_ERROR_CHANGE, _("This computer is not paired with a hub"));
  public_key = dup_public_key (studio, link, cancellable, error);
  secrets = public_key ? collect (studio, account, cancellable, error) : NULL;
  return secrets && so_hub_client_hand_over (client, account, secrets, public_key, cancellable, error);
}

gboolean
so_studio_hand_over (SoStudio *studio, const char *account_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoAccount) account = find (studio, account_id, error);

  if (!account)
    return FALSE;
  if (so_studio_is_demo (studio))
    return so_fail (error, SO_ERROR_CHANGE, _("This is a demonstration, to which nobody writes: make a studio of your own first"));
  if (!so_hand_over_is_possible (account))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” cannot be handed over: it has no token, or does not say which account of the provider it is"), account->name);
  return so_secrets_unlock (so_studio_get_secrets (studio), cancellable, error) && give (studio, account, cancellable, error) &&
         keep (studio, account_id, TRUE, error);
}

gboolean
so_hand_over_renew (SoStudio *studio, const char *account_id, GError **error)
{
  g_autoptr (SoAccount) account = find (studio, account_id, error);

  return account && (!so_hand_over_is_done (account) || give (studio, account, NULL, error));
}

/* Another computer of the studio has handed an account over, and what is approved here leaves by it, too. */
#define SIGNS "hub.signs"

static gboolean
has_to_sign (SoStudio *studio, SoHubLink **link)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GPtrArray) accounts = db ? so_account_list (db, NULL) : NULL;
  g_autofree char *known = db ? so_local_get (db, SIGNS) : NULL;
  gboolean any = FALSE;

  for (guint i = 0; accounts && i < accounts->len; i++)
    any = any || (((SoAccount *) accounts->pdata[i])->elsewhere && so_hand_over_is_done (accounts->pdata[i]));
  *link = any ? so_hub_link_find (db, NULL) : NULL;
  return *link && g_strcmp0 (known, (*link)->device);
}

gboolean
so_hand_over_sign (SoStudio *studio, SoHubClient *client, GCancellable *cancellable, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autofree char *public_key = NULL;
  g_autoptr (SoHubLink) link = NULL;
  g_autoptr (SoDb) db = NULL;

  if (!has_to_sign (studio, &link))
    return TRUE;
  public_key = dup_public_key (studio, link, cancellable, error);
  if (!public_key || !so_hub_client_sign_by (client, public_key, cancellable, error))
    return FALSE;
  db = so_store_begin (store, cancellable, error);
  return db && so_local_set (db, SIGNS, link->device, error) && so_store_commit (store, &db, error);
}

/* Taking back --------------------------------------------------------------------------------------- */

/* What the hub still has would leave twice, or never: it is the owner's to say which. */
static gboolean
has_nothing (SoStudio *studio, const char *account_id, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  guint n = db ? so_draft_count_handed (db, account_id) : 0;

  return db && (!n || so_fail (error, SO_ERROR_CHANGE, _("The hub still has messages of this account to send: call them back in the Outbox, or wait until they have left")));
}

gboolean
so_studio_take_back (SoStudio *studio, const char *account_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoAccount) account = find (studio, account_id, error);
  g_autofree char *sender = account ? so_outlet_dup_sender (account) : NULL;
  g_autoptr (SoHubLink) link = NULL;
  g_autoptr (SoHubClient) client = NULL;

  if (!account || !has_nothing (studio, account_id, error))
    return FALSE;
  client = so_hub_intake_open (studio, &link, cancellable, error);
  if (link && !client)
    return FALSE;
  if (client && sender && !so_hub_client_take_back (client, sender, cancellable, error))
    return FALSE;
  return keep (studio, account_id, FALSE, error);
}

static gboolean
lose_all (SoDb *db, gboolean forget, const char *why, GError **error)
{
  g_autoptr (GPtrArray) accounts = so_account_list (db, error);

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];

      if (so_hand_over_is_done (account) &&
          (!so_draft_lose_handed (db, account->id, why, error) || (forget && !mark (db, account, FALSE, error))))
        return FALSE;
    }
  return accounts != NULL;
}

gboolean
so_hand_over_forget (SoDb *db, GError **error)
{
  return lose_all (db, TRUE, _("The hub was disconnected before it said what became of this: it may have been sent"), error);
}

gboolean
so_hand_over_doubt (SoDb *db, GError **error)
{
  return lose_all (db, FALSE, _("The hub was restored from a backup, and cannot say what became of this: it may have been sent"), error);
}

/* Sending ------------------------------------------------------------------------------------------- */

SoChannel *
so_studio_open_relay (SoStudio *studio, const SoAccount *account, GError **error)
{
  g_autofree char *sender = so_outlet_dup_sender (account);
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (SoHubLink) link = db ? so_hub_link_find (db, error) : NULL;

  if (!db || (error && *error))
    return NULL;
  if (!link || !sender)
    return so_fail (error, SO_ERROR_CHANGE, _("The hub sends for this account, and this computer is not paired with one: take the account back under Preferences → Hub")), NULL;
  return (SoChannel *) so_relay_new (link, sender, so_studio_get_secrets (studio), error);
}

/* It stands before the owner again, as if it had been called back before it left. */
static gboolean
return_draft (SoStudio *studio, const char *draft_id, const char *attempt, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && so_draft_finish (db, draft_id, attempt, SO_DRAFT_EVENT_RETRY, NULL, NULL, NULL, error) &&
         so_draft_step (db, draft_id, SO_DRAFT_EVENT_UNDO, NULL, NULL, error) &&
         so_event_log (db, "owner", "draft.recalled", "draft", draft_id, NULL, error) && so_store_commit (store, &db, error);
}

gboolean
so_studio_call_back (SoStudio *studio, const char *draft_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (SoDraft) draft = db ? so_draft_find (db, draft_id, error) : NULL;
  g_autoptr (SoAccount) account = draft && draft->account_id ? so_account_find (db, draft->account_id, error) : NULL;
  g_autofree char *attempt = draft ? so_draft_last_attempt (db, draft_id, NULL) : NULL;
  g_autoptr (SoChannel) relay = NULL;

  g_clear_pointer (&db, so_db_release);
  if (!draft)
    return FALSE;
  if (!so_draft_is_handed (draft) || !account || !attempt)
    return so_fail (error, SO_ERROR_CHANGE, _("This does not wait at the hub"));
  relay = so_studio_open_relay (studio, account, error);
  return relay && so_relay_withdraw (SO_RELAY (relay), attempt, cancellable, error) && return_draft (studio, draft_id, attempt, error);
}
