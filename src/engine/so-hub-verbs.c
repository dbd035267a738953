/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-hub-verbs.h"

#include "so-events.h"
#include "so-hand-over.h"
#include "so-hub-chats.h"
#include "so-hub-inbox.h"
#include "so-hub-intake.h"
#include "so-outbox.h"
#include "so-settings.h"
#include "so-share.h"
#include "so-studio-private.h"

#include <glib/gi18n-lib.h>

/* Pairing ---------------------------------------------------------------------------------------- */

static gboolean
keep_link (SoStudio *studio, const SoHubLink *link, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && so_hub_link_set (db, link, error) && so_hub_chats_connect (db, link, error) && so_event_log (db, "owner", "hub.paired", "hub", link->hub, NULL, error) && so_store_commit (store, &db, error);
}

static gboolean
keep_key (SoStudio *studio, const SoHubLink *link, const char *key, GCancellable *cancellable, GError **error)
{
  g_autofree char *label = g_strdup_printf ("Studio OS: %s", link->url);

  return so_secrets_store (so_studio_get_secrets (studio), SO_HUB_SECRETS, SO_HUB_KEY, label, key, cancellable, error);
}

/* It is of no use to be known there with a key that is kept nowhere. */
static void
take_back (const SoHubLink *link, const char *key)
{
  g_autoptr (SoHubClient) client = so_hub_client_new (link->url, key, NULL);

  if (client)
    so_hub_client_leave (client, NULL, NULL);
}

static gboolean
is_pairable (SoStudio *studio, GError **error)
{
  g_autoptr (SoHubLink) link = so_studio_find_hub (studio);

  if (so_studio_is_demo (studio))
    return so_fail (error, SO_ERROR_CHANGE, _("This is a demonstration, to which nobody writes: make a studio of your own first"));
  if (link && link->error_kind != SO_ERROR_SIGN_IN)
    return so_fail (error, SO_ERROR_CHANGE, _("This computer is paired with %s already: disconnect it first"), link->url);
  return TRUE;
}

gboolean
so_studio_pair_hub (SoStudio *studio, const char *url, const char *code, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubClient) client = NULL, own = NULL;
  g_autoptr (SoHubLink) link = NULL, known = NULL;
  g_autoptr (SoSecret) key = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (code));

  /* A code is good once: whatever could go wrong without it is looked at before. */
  if (!is_pairable (studio, error) || !(client = so_hub_client_new (url, NULL, error)))
    return FALSE;
  if (!*stripped)
    return so_fail (error, SO_ERROR_CHANGE, _("A hub takes a computer in by the code that it shows: enter it"));
  if (!so_studio_keep_secrets (studio, error) || !so_secrets_unlock (so_studio_get_secrets (studio), cancellable, error))
    return FALSE;
  link = so_hub_client_pair (client, stripped, name && *name ? name : g_get_host_name (), &key, cancellable, error);
  if (!link)
    return FALSE;
  own = so_hub_client_new (link->url, key, NULL);
  known = own ? so_hub_client_ask (own, cancellable, NULL) : NULL;
  if (known)
    g_set_str (&link->doors, known->doors);
  if (keep_key (studio, link, key, cancellable, error) && keep_link (studio, link, error))
    return TRUE;
  take_back (link, key);
  return FALSE;
}

gboolean
so_studio_leave_hub (SoStudio *studio, char **note, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (GError) why = NULL;
  g_autoptr (SoHubLink) link = NULL;
  g_autoptr (SoHubClient) client = so_hub_intake_open (studio, &link, NULL, &why);
  gboolean told = client && so_hub_client_leave (client, NULL, &why);
  g_autoptr (SoDb) db = NULL;

  if (note)
    *note = NULL;
  if (!link)
    return so_fail (error, SO_ERROR_CHANGE, _("This computer is not paired with a hub"));
  db = so_store_begin (store, NULL, error);
  if (!db || (so_share_is_on (db) && !so_share_stop (db, error)) || !so_hub_link_remove (db, error) || !so_hand_over_forget (db, error) || !so_event_log (db, "owner", "hub.left", "hub", link->hub, NULL, error) || !so_store_commit (store, &db, error))
    return FALSE;
  so_secrets_remove (so_studio_get_secrets (studio), SO_HUB_SECRETS, NULL, NULL, NULL);
  /* Who is not known there is as good as gone. */
  if (note && !told && !(client && g_error_matches (why, SO_ERROR, SO_ERROR_SIGN_IN)))
    *note = g_strdup_printf (_("The hub could not be told: take “%s” off its list of computers there"), link->name);
  return TRUE;
}

static gboolean
keep_doors (SoStudio *studio, const SoHubLink *asked, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autoptr (SoHubLink) now = db ? so_hub_link_find (db, error) : NULL;

  /* The page that shows them asks whenever it is opened: what is as it was is not written again. */
  if (!now || g_strcmp0 (now->hub, asked->hub) || (!now->error && !g_strcmp0 (now->doors, asked->doors)))
    return db != NULL;
  return so_hub_link_set_doors (db, asked->doors, error) && so_hub_chats_connect (db, asked, error) && so_store_commit (store, &db, error);
}

gboolean
so_studio_ask_hub (SoStudio *studio, GError **error)
{
  g_autoptr (SoHubLink) link = NULL, asked = NULL;
  g_autoptr (SoHubClient) client = so_hub_intake_open (studio, &link, NULL, error);

  asked = client ? so_hub_client_ask (client, NULL, error) : NULL;
  return asked && keep_doors (studio, asked, error);
}

/* Taking in -------------------------------------------------------------------------------------- */

typedef struct {
  SoHubCounts *counts;
  gint64 only;
  GCancellable *cancellable;
} Round;

/* Files that the messages name, and what Gmail and Twilio only said that there is. */
static void
follow_up (SoStudio *studio, SoHubTurn *turn, GCancellable *cancellable)
{
  GHashTableIter iter;
  gpointer id;

  if (!turn->accounts)
    return;
  g_hash_table_iter_init (&iter, turn->accounts);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
      g_autoptr (SoAccount) account = db ? so_account_find (db, id, NULL) : NULL;
      g_autoptr (GError) error = NULL;
      SoPull pull = { 0 };

      g_clear_pointer (&db, so_db_release);
      /* What is wrong with it stands beside it. */
      if (account && !account->paused && !account->elsewhere && so_pull (studio, account, 0, &pull, cancellable, &error))
        turn->received += pull.received;
    }
}

static gboolean
take_in (SoStudio *studio, gpointer data, GError **error)
{
  Round *round = data;
  g_auto (SoHubTurn) turn = { 0 };

  do
    if (!so_hub_intake (studio, 0, NULL, &turn, round->cancellable, error))
      return FALSE;
  while (turn.more);
  if (!turn.paired)
    return so_fail (error, SO_ERROR_CHANGE, _("This computer is not paired with a hub"));
  follow_up (studio, &turn, round->cancellable);
  *round->counts = (SoHubCounts) { turn.events, turn.received, turn.aside };
  return TRUE;
}

static gboolean
try_again (SoStudio *studio, gpointer data, GError **error)
{
  Round *round = data;
  g_auto (SoHubTurn) turn = { 0 };

  if (!so_hub_intake_again (studio, round->only, &turn, error))
    return FALSE;
  follow_up (studio, &turn, round->cancellable);
  *round->counts = (SoHubCounts) { turn.events, turn.received, turn.aside };
  return TRUE;
}

gboolean
so_studio_sync_hub (SoStudio *studio, SoHubCounts *counts, GCancellable *cancellable, GError **error)
{
  Round round = { .counts = counts, .cancellable = cancellable };

  return so_outbox_with_lease (studio, take_in, &round, error);
}

gboolean
so_studio_retry_hub (SoStudio *studio, gint64 only, SoHubCounts *counts, GError **error)
{
  Round round = { .counts = counts, .only = only };

  return so_outbox_with_lease (studio, try_again, &round, error);
}

/* Looking ---------------------------------------------------------------------------------------- */

SoHubLink *
so_studio_find_hub (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? so_hub_link_find (db, NULL) : NULL;
}

GPtrArray *
so_studio_list_hub_doors (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (SoHubLink) link = db ? so_hub_link_find (db, NULL) : NULL;
  GPtrArray *doors = so_hub_doors_parse (link ? link->doors : NULL);

  for (guint i = 0; i < doors->len; i++)
    {
      SoHubDoor *door = doors->pdata[i];

      door->last_at = so_hub_news_last_at (db, door->name);
      /* Twilio has an address for each sort of event; this is the one for messages. */
      if (g_str_equal (door->provider, "twilio") && !g_str_has_suffix (door->url, "/sms"))
        {
          g_autofree char *url = g_strconcat (door->url, "/sms", NULL);

          g_set_str (&door->url, url);
        }
    }
  return doors;
}

gboolean
so_studio_try_hub (SoStudio *studio, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubLink) link = so_studio_find_hub (studio);
  g_autoptr (GPtrArray) doors = so_studio_list_hub_doors (studio);

  for (guint i = 0; link && i < doors->len; i++)
    {
      const SoHubDoor *door = doors->pdata[i];

      if (g_str_equal (door->name, name))
        return so_hub_client_try (link->hub, door, cancellable, error);
    }
  return so_fail (error, SO_ERROR_CHANGE, _("The hub has no address of this name any more"));
}

GPtrArray *
so_studio_list_hub_aside (SoStudio *studio, guint limit, guint *n)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  GPtrArray *aside = db ? so_hub_news_aside (db, 0, limit, NULL) : NULL;

  if (n)
    *n = db ? so_hub_news_count_aside (db) : 0;
  return aside ? aside : g_ptr_array_new_with_free_func (so_hub_news_free);
}

const char *
so_hub_aside_sentence (SoHubAside reason)
{
  static const char *const sentences[SO_N_HUB_ASIDES] = {
    N_ ("No account of this studio is meant by it: connect the account"),
    N_ ("Its account is paused: resume it"),
    N_ ("It cannot be read"),
    N_ ("This version of Studio OS does not read such events: a later one may"),
    N_ ("It could not be stored: try again"),
  };

  return _(sentences[reason < SO_N_HUB_ASIDES ? reason : SO_HUB_ASIDE_FAULT]);
}
