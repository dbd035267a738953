/* SPDX-License-Identifier: MIT */
#include "so-outbox.h"

#include "so-settings.h"
#include "so-studio-private.h"
#include "so-traffic.h"

gboolean
so_outbox_set_cursor (SoStudio *studio, const char *account_id, SoOutboxCursor change, GError **error)
{
  SoTraffic *traffic;
  SoStore *store;
  g_autoptr (SoAccount) account = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autofree char *cursor = NULL;
  gboolean ok;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && account_id && change, FALSE);

  traffic = so_studio_get_traffic (studio);
  store = so_studio_get_store (studio);
  so_traffic_take (traffic, account_id);
  db = so_store_begin (store, NULL, error);
  account = db ? so_account_find (db, account_id, error) : NULL;
  cursor = account ? change (account) : NULL;
  ok = account && (!cursor || (so_account_pulled (db, account_id, cursor, 0, error) && so_store_commit (store, &db, error)));
  g_clear_pointer (&db, so_db_release);
  so_traffic_end_pull (traffic, account_id);
  return ok;
}
