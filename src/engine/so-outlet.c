/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-outlet.h"

#include "so-error.h"
#include "so-instagram.h"
#include "so-loopback.h"
#include "so-sms.h"
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
open_whatsapp (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  return (SoChannel *) so_whatsapp_new (account, secrets, error);
}

static SoChannel *
open_instagram (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  return (SoChannel *) so_instagram_new (account, secrets, error);
}

/* One row for each adapter that has an account of its own. */
static const struct {
  const char *transport;
  SoChannel *(*open) (const SoAccount *account, SoSecrets *secrets, GError **error);
} adapters[] = {
  { "sms", open_sms }, { "whatsapp", open_whatsapp }, { "instagram", open_instagram }, { "messenger", open_instagram },
};

gboolean
so_outlet_has (const char *transport)
{
  for (guint i = 0; i < G_N_ELEMENTS (adapters); i++)
    if (g_str_equal (adapters[i].transport, transport))
      return TRUE;
  return FALSE;
}

SoChannel *
so_outlet_open (const SoAccount *account, const char *transport, gpointer data, GError **error)
{
  if (!g_strcmp0 (transport, SO_TRANSPORT_LOOPBACK))
    {
      gboolean own = account && account->channel == SO_CHANNEL_LOOPBACK;

      return (SoChannel *) so_loopback_new (own ? account->settings : NULL, error);
    }
  for (guint i = 0; account && data && i < G_N_ELEMENTS (adapters); i++)
    if (!g_strcmp0 (adapters[i].transport, transport))
      return adapters[i].open (account, data, error);
  return so_fail (error, SO_ERROR_GIVE_UP, _("This version of Studio OS cannot send through “%s”: choose another way to answer"), transport), NULL;
}
