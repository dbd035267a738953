/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-outlet.h"

#include "so-error.h"
#include "so-loopback.h"

#include <glib/gi18n-lib.h>

const char *
so_outlet_transport (gboolean demo, const SoAccount *account)
{
  if (demo || !account)
    return SO_TRANSPORT_LOOPBACK;
  return account->transport ? account->transport : so_channel_kind_nick (account->channel);
}

SoChannel *
so_outlet_open (const SoAccount *account, const char *transport, gpointer data, GError **error)
{
  if (!g_strcmp0 (transport, SO_TRANSPORT_LOOPBACK))
    {
      gboolean own = account && account->channel == SO_CHANNEL_LOOPBACK;

      return (SoChannel *) so_loopback_new (own ? account->settings : NULL, error);
    }
  return so_fail (error, SO_ERROR_GIVE_UP, _("This version of Studio OS cannot send through “%s”: choose another way to answer"), transport), NULL;
}
