/* SPDX-License-Identifier: MIT */
#include "so-sync.h"

#include "so-puller.h"
#include "so-studio-private.h"

static SoPuller *
puller_of (SoStudio *studio)
{
  return so_outbox_get_puller (so_studio_get_outbox (studio));
}

gboolean
so_sync_now (SoStudio *studio, const char *account_id)
{
  g_return_val_if_fail (SO_IS_STUDIO (studio), FALSE);

  return so_puller_sync (puller_of (studio), account_id);
}

void
so_sync_cancel (SoStudio *studio, const char *account_id)
{
  g_return_if_fail (SO_IS_STUDIO (studio));

  so_puller_cancel (puller_of (studio), account_id);
}

gboolean
so_sync_is_running (SoStudio *studio, const char *account_id, guint *received)
{
  g_return_val_if_fail (SO_IS_STUDIO (studio) && account_id, FALSE);

  return so_puller_is_syncing (puller_of (studio), account_id, received);
}

void
so_sync_get (SoStudio *studio, SoSync *sync)
{
  g_return_if_fail (SO_IS_STUDIO (studio) && sync);

  so_puller_get_sync (puller_of (studio), sync);
}

gint64
so_sync_last (SoStudio *studio, const SoAccount *account)
{
  g_return_val_if_fail (SO_IS_STUDIO (studio) && account, 0);

  return MAX (account->synced_at, so_puller_synced_at (puller_of (studio), account->id));
}

void
so_sync_set_in_front (SoStudio *studio, gboolean in_front)
{
  g_return_if_fail (SO_IS_STUDIO (studio));

  so_puller_set_in_front (puller_of (studio), in_front);
}
