/* SPDX-License-Identifier: MIT */
#include "so-channel.h"

G_DEFINE_INTERFACE (SoChannel, so_channel, G_TYPE_OBJECT)

static void
so_channel_default_init (SoChannelInterface *iface)
{
}

gboolean
so_channel_pull (SoChannel *self, const char *cursor, GPtrArray *messages, char **next,
                 GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (SO_IS_CHANNEL (self) && messages && next && !*next, FALSE);

  return SO_CHANNEL_GET_IFACE (self)->pull (self, cursor, messages, next, cancellable, error);
}

SoSendOutcome
so_channel_send (SoChannel *self, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  g_return_val_if_fail (SO_IS_CHANNEL (self) && outgoing && remote_id && !*remote_id, SO_SEND_REFUSED);

  return SO_CHANNEL_GET_IFACE (self)->send (self, outgoing, remote_id, error);
}

SoReconcile
so_channel_reconcile (SoChannel *self, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  SoChannelInterface *iface;

  g_return_val_if_fail (SO_IS_CHANNEL (self) && outgoing && remote_id && !*remote_id, SO_RECONCILE_UNSURE);

  iface = SO_CHANNEL_GET_IFACE (self);
  return iface->reconcile ? iface->reconcile (self, outgoing, remote_id, error) : SO_RECONCILE_UNSURE;
}

void
so_outgoing_file_clear (gpointer file)
{
  g_free (((SoOutgoingFile *) file)->path);
}
