/* SPDX-License-Identifier: MIT */
#include "so-hub-gather.h"

#include <string.h>

#include "so-form.h"
#include "so-hub-shares.h"
#include "so-outlet.h"

#define MOST_MEDIA 10

void
so_hub_find_free (gpointer data)
{
  SoHubFind *find = data;

  g_free (find->remote);
  g_free (find);
}

static void
add (GPtrArray *finds, const SoHubSender *sender, char *remote)
{
  SoHubFind *find = g_new0 (SoHubFind, 1);

  find->sender = sender;
  find->remote = remote;
  g_ptr_array_add (finds, find);
}

/* As accounts of the desktop, whose texts stay the senders'. */
static GPtrArray *
make_accounts (const GPtrArray *senders)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < senders->len; i++)
    {
      const SoHubSender *sender = senders->pdata[i];
      const SoOutlet *outlet = so_outlet_find (sender->transport, 0);
      SoAccount *account = g_new0 (SoAccount, 1);

      account->n = i;
      account->id = sender->id;
      account->name = sender->name;
      account->address = sender->address;
      account->transport = sender->transport;
      account->settings = sender->settings;
      account->channel = outlet ? outlet->channel : SO_CHANNEL_LOOPBACK;
      g_ptr_array_add (accounts, account);
    }
  return accounts;
}

static void
add_parts (GPtrArray *finds, const SoHubSender *sender, const SoIncoming *incoming)
{
  for (guint i = 0; incoming && i < incoming->parts->len; i++)
    {
      const SoPart *part = incoming->parts->pdata[i];

      if (part->remote && *part->remote && !part->sha256)
        add (finds, sender, g_strdup (part->remote));
    }
}

static void
read_share (SoHubVault *vault, const SoHubSender *sender, GBytes *body, GPtrArray *finds)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoChannel) channel = so_hub_vault_open (vault, sender, &error);

  if (!channel)
    g_message ("events of %s are not looked through for files: %s", sender->transport, error->message);
  if (!channel || !so_channel_parse (channel, body, updates, NULL))
    return;
  for (guint i = 0; i < updates->len; i++)
    add_parts (finds, sender, ((SoUpdate *) updates->pdata[i])->incoming);
}

/* Twilio's event says how many there are, and its list of them is asked for each: as the desktop's adapter names them. */
static void
read_form (const SoHubSender *sender, GBytes *body, GPtrArray *finds)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (body, &size);
  g_autoptr (GPtrArray) form = so_form_parse (data ? data : "", size);
  const char *sid = so_form_get (form, "MessageSid"), *count = so_form_get (form, "NumMedia");
  guint64 n = count ? g_ascii_strtoull (count, NULL, 10) : 0;

  if (!sid || strlen (sid) != 34 || strspn (sid, "0123456789abcdefABCDEFSM") != 34)
    return;
  for (guint64 i = 0; i < MIN (n, MOST_MEDIA); i++)
    add (finds, sender, g_strdup_printf ("%s/%u", sid, (guint) i));
}

void
so_hub_gather (SoHubVault *vault, const GPtrArray *senders, const SoHubEvent *event, GPtrArray *finds)
{
  g_autoptr (GPtrArray) accounts = make_accounts (senders), shares = g_ptr_array_new_with_free_func (so_hub_share_free);
  SoHubNews news = { .endpoint = event->endpoint, .provider = event->provider, .kind = event->kind, .body = event->body };
  SoHubAside reason;

  if (!event->body)
    return;
  so_hub_shares (accounts, &news, shares, &reason);
  for (guint i = 0; i < shares->len; i++)
    {
      const SoHubShare *share = shares->pdata[i];
      const SoHubSender *sender = senders->pdata[share->account->n];

      if (share->body)
        read_share (vault, sender, share->body, finds);
      else if (!strcmp (event->provider, "twilio") && !strcmp (event->kind, "sms"))
        read_form (sender, event->body, finds);
    }
}
