/* SPDX-License-Identifier: MIT */
#include "so-update.h"

SoUpdate *
so_update_new (SoUpdateKind kind, SoChannelKind channel)
{
  SoUpdate *update = g_new0 (SoUpdate, 1);

  update->kind = kind;
  update->channel = channel;
  return update;
}

SoUpdate *
so_update_new_message (SoIncoming *incoming)
{
  SoUpdate *update = so_update_new (SO_UPDATE_MESSAGE, incoming->channel);

  update->incoming = incoming;
  update->at = incoming->sent_at;
  return update;
}

SoUpdate *
so_update_new_call (SoCallNews *news)
{
  SoUpdate *update = so_update_new (SO_UPDATE_CALL, SO_CHANNEL_CALL);

  update->call = news;
  update->at = news->call->started_at;
  return update;
}

void
so_update_free (SoUpdate *update)
{
  g_clear_pointer (&update->incoming, so_incoming_unref);
  g_clear_pointer (&update->call, so_call_news_free);
  g_clear_pointer (&update->sender, so_identity_free);
  g_clear_pointer (&update->to, so_identity_free);
  g_free (update->remote_id);
  g_free (update->tag);
  g_free (update->text);
  g_free (update->code);
  g_free (update);
}

SoDelivery
so_delivery_step (SoDelivery now, SoDelivery told)
{
  return MAX (now, told);
}
