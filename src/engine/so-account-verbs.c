/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-account-verbs.h"

#include "so-channel.h"
#include "so-error.h"
#include "so-events.h"
#include "so-id.h"
#include "so-outlet.h"
#include "so-settings.h"
#include "so-studio-private.h"

#include <glib/gi18n-lib.h>

#define SECRET "token"

static gboolean
needs_secret (const SoAccount *account)
{
  return g_strcmp0 (account->transport, SO_TRANSPORT_LOOPBACK) != 0;
}

gboolean
so_studio_can_connect (SoChannelKind channel)
{
  return channel == SO_CHANNEL_LOOPBACK || so_outlet_has (so_channel_kind_nick (channel));
}

/* A secret that was pasted has a line's end, or spaces around it. */
static gboolean
keep_secret (SoStudio *studio, const SoAccount *account, const char *secret, GError **error)
{
  g_autoptr (SoSecret) stripped = g_strstrip (g_strdup (secret ? secret : ""));
  g_autofree char *label = g_strdup_printf ("Studio OS: %s", account->address ? account->address : account->name);

  if (!*stripped)
    return so_fail (error, SO_ERROR_CHANGE, _("The account needs its token: enter it"));
  return so_secrets_unlock (so_studio_get_secrets (studio), NULL, error) &&
         so_secrets_store (so_studio_get_secrets (studio), account->id, SECRET, label, stripped, NULL, error);
}

static gboolean
is_addable (SoStudio *studio, const SoAccount *account, const char *secret, GError **error)
{
  g_autoptr (SoChannel) channel = NULL;

  if (!so_studio_can_connect (account->channel))
    return so_fail (error, SO_ERROR_GIVE_UP, _("%s accounts cannot be connected yet: import their history, and practise with the practice channel"),
                    _(so_channel_kind_label (account->channel)));
  if (!needs_secret (account) && secret)
    return so_fail (error, SO_ERROR_CHANGE, _("The practice channel has no secret: leave it out"));
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
  SoAccount own = *account;
  char *added;

  own.id = id;
  own.name = account->name ? account->name : (char *) _(so_channel_kind_label (account->channel));
  own.transport = account->channel == SO_CHANNEL_LOOPBACK ? (char *) SO_TRANSPORT_LOOPBACK : (char *) so_channel_kind_nick (account->channel);
  if (!is_addable (studio, &own, secret, error) || (needs_secret (&own) && !keep_secret (studio, &own, secret, error)))
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
keep_error (SoStudio *studio, const SoAccount *account, const char *words, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = NULL;

  if (!g_strcmp0 (account->error, words))
    return TRUE;
  db = so_store_begin (store, NULL, error);
  return db && so_account_set_cursor (db, account->id, NULL, words, error) && so_store_commit (store, &db, error);
}

gboolean
so_studio_renew_account (SoStudio *studio, const char *id, const char *secret, GError **error)
{
  g_autoptr (SoAccount) account = find (studio, id, error);

  if (!account)
    return FALSE;
  if (!needs_secret (account))
    return so_fail (error, SO_ERROR_CHANGE, _("The practice channel has no secret: leave it out"));
  return keep_secret (studio, account, secret, error) && keep_error (studio, account, NULL, error);
}

static const char *
first_fault (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const SoSetupItem *item = items->pdata[i];

      if (!item->good)
        return item->sentence;
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

  if (!account)
    return NULL;
  channel = so_studio_open_outlet (studio, account, so_outlet_transport (so_studio_is_demo (studio), account), &failed);
  if (!channel || !so_channel_check (channel, items, NULL, &failed))
    {
      keep_error (studio, account, failed->message, NULL);
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  return keep_error (studio, account, first_fault (items), error) ? g_steal_pointer (&items) : NULL;
}

gboolean
so_studio_remove_account (SoStudio *studio, const char *id, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoAccount) account = find (studio, id, error);
  g_autoptr (SoDb) db = NULL;

  if (!account)
    return FALSE;
  /* First the secret: an account that is gone would leave it where nobody looks any more. */
  if (needs_secret (account) && !so_secrets_remove (so_studio_get_secrets (studio), id, NULL, NULL, error))
    return FALSE;
  db = so_store_begin (store, NULL, error);
  return db && so_account_remove (db, id, error) && so_event_log (db, "owner", "account.removed", "account", id, NULL, error) &&
         so_store_commit (store, &db, error);
}
