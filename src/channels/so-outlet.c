/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-outlet.h"

#include "so-elevenlabs.h"
#include "so-error.h"
#include "so-gmail.h"
#include "so-instagram.h"
#include "so-loopback.h"
#include "so-sms.h"
#include "so-twilio-calls.h"
#include "so-webchat.h"
#include "so-whatsapp.h"

#include <glib/gi18n-lib.h>

const char *
so_outlet_transport (gboolean demo, const SoAccount *account)
{
  if (demo || !account)
    return SO_TRANSPORT_LOOPBACK;
  return account->transport ? account->transport : so_channel_kind_nick (account->channel);
}

static SoChannel *
open_sms (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  return (SoChannel *) so_sms_new (account, secrets, error);
}

static SoChannel *
open_calls (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  return (SoChannel *) so_twilio_calls_new (account, secrets, error);
}

static SoChannel *
open_elevenlabs (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  return (SoChannel *) so_elevenlabs_new (account, secrets, error);
}

static SoChannel *
open_whatsapp (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  return (SoChannel *) so_whatsapp_new (account, secrets, error);
}

static SoChannel *
open_instagram (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  return (SoChannel *) so_instagram_new (account, secrets, error);
}

static SoChannel *
open_gmail (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  return (SoChannel *) so_gmail_new (account, secrets, error);
}

static SoChannel *
open_webchat (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  return (SoChannel *) so_webchat_new (account, secrets, error);
}

static SoOauth *
oauth_of_gmail (SoChannel *channel)
{
  return so_gmail_get_oauth (SO_GMAIL (channel));
}

static gboolean
is_my_gmail (SoChannel *channel, GCancellable *cancellable, GError **error)
{
  return so_gmail_is_mine (SO_GMAIL (channel), cancellable, error);
}

static const SoOutlet outlets[] = {
  { "sms", SO_CHANNEL_SMS, "SMS", "token", "from", FALSE, open_sms },
  { "twilio-calls", SO_CHANNEL_CALL, N_("Calls (Twilio)"), "token", "sid", FALSE, open_calls },
  { "elevenlabs", SO_CHANNEL_CALL, N_("Calls (ElevenLabs)"), "token", "agent_id", FALSE, open_elevenlabs },
  { "whatsapp", SO_CHANNEL_WHATSAPP, "WhatsApp", "token", "phone_number_id", FALSE, open_whatsapp },
  { "instagram", SO_CHANNEL_INSTAGRAM, "Instagram", "token", "user_id", FALSE, open_instagram },
  { "messenger", SO_CHANNEL_MESSENGER, "Messenger", "token", "page_id", FALSE, open_instagram },
  { "webchat", SO_CHANNEL_WEB, N_("Website"), NULL, NULL, FALSE, open_webchat },
  { "gmail", SO_CHANNEL_MAIL, "Gmail", SO_OAUTH_CLIENT_SECRET, NULL, TRUE, open_gmail, oauth_of_gmail, is_my_gmail, so_gmail_progress, so_gmail_skip },
};

const SoOutlet *
so_outlets (guint *n)
{
  *n = G_N_ELEMENTS (outlets);
  return outlets;
}

const SoOutlet *
so_outlet_find (const char *transport, SoChannelKind channel)
{
  for (guint i = 0; i < G_N_ELEMENTS (outlets); i++)
    if (transport ? g_str_equal (outlets[i].transport, transport) : outlets[i].channel == channel)
      return &outlets[i];
  return NULL;
}

const SoOutlet *
so_outlet_of (const SoAccount *account)
{
  for (guint i = 0; !account->transport && i < G_N_ELEMENTS (outlets); i++)
    {
      g_autofree char *identity = outlets[i].channel == account->channel && outlets[i].identity ? so_account_dup_setting (account, outlets[i].identity) : NULL;

      if (identity)
        return &outlets[i];
    }
  return so_outlet_find (account->transport, account->channel);
}

char *
so_outlet_dup_sender (const SoAccount *account)
{
  const SoOutlet *outlet = so_outlet_find (account->transport, account->channel);
  g_autofree char *identity = outlet && outlet->identity ? so_account_dup_setting (account, outlet->identity) : outlet ? g_strdup (account->address) : NULL;

  if (!outlet || !outlet->secret || !identity || !*identity)
    return NULL;
  return g_strconcat (outlet->transport, ":", identity, NULL);
}

SoChannel *
so_outlet_open (const SoAccount *account, const char *transport, gpointer data, GError **error)
{
  const SoOutlet *outlet = transport ? so_outlet_find (transport, 0) : NULL;

  if (!g_strcmp0 (transport, SO_TRANSPORT_LOOPBACK))
    {
      gboolean own = account && account->channel == SO_CHANNEL_LOOPBACK;

      return (SoChannel *) so_loopback_new (own ? account->settings : NULL, error);
    }
  if (outlet && account && data)
    return outlet->open (account, data, error);
  return so_fail (error, SO_ERROR_GIVE_UP, _("This version of Studio OS cannot send through “%s”: choose another way to answer"), transport), NULL;
}

/* Kept adapters ----------------------------------------------------------------------------------- */

struct _SoOutletCache {
  GMutex lock;
  GHashTable *kept;      /* id of an account → Kept */
};

typedef struct {
  char *settings;        /* all that the adapter was made of */
  SoChannel *channel;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->settings);
  g_object_unref (kept->channel);
  g_free (kept);
}

SoOutletCache *
so_outlet_cache_new (void)
{
  SoOutletCache *self = g_new0 (SoOutletCache, 1);

  g_mutex_init (&self->lock);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, kept_free);
  return self;
}

void
so_outlet_cache_free (SoOutletCache *self)
{
  g_hash_table_unref (self->kept);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static char *
settings_of (const SoAccount *account)
{
  const char *parts[] = { account->name, account->address, account->settings };
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (all, "%s\n", parts[i] ? parts[i] : "");
  return g_string_free_and_steal (all);
}

SoChannel *
so_outlet_cache_open (SoOutletCache *self, const SoAccount *account, const char *transport, SoSecrets *secrets, GError **error)
{
  const SoOutlet *outlet = so_outlet_find (transport, 0);
  g_autofree char *settings = NULL;
  SoChannel *channel;
  Kept *kept;

  /* The others know nothing that is worth keeping, and were not made for two threads. */
  if (!outlet || !outlet->oauth || !account || !account->id)
    return so_outlet_open (account, transport, secrets, error);
  settings = settings_of (account);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  kept = g_hash_table_lookup (self->kept, account->id);
  if (kept && g_str_equal (kept->settings, settings))
    return g_object_ref (kept->channel);
  channel = outlet->open (account, secrets, error);
  if (!channel)
    return NULL;
  kept = g_new0 (Kept, 1);
  kept->settings = g_steal_pointer (&settings);
  kept->channel = g_object_ref (channel);
  g_hash_table_replace (self->kept, g_strdup (account->id), kept);
  return channel;
}
