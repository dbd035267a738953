/* SPDX-License-Identifier: MIT */
#include "so-fetch-hub.h"

#include "so-error.h"
#include "so-hub-intake.h"
#include "so-hub-parcel.h"
#include "so-outlet.h"

void
so_fetch_hub_clear (SoFetchHub *hub)
{
  g_clear_pointer (&hub->client, so_hub_client_free);
}

/* Where the key is not there, the hub's page says so; files are as they would be without a hub. */
static void
look (SoFetchHub *hub, SoStudio *studio, GCancellable *cancellable)
{
  g_autoptr (SoHubLink) link = NULL;

  if (hub->looked)
    return;
  hub->looked = TRUE;
  hub->client = so_hub_intake_open (studio, &link, cancellable, NULL);
}

gboolean
so_fetch_hub_get (SoFetchHub *hub, SoStudio *studio, const SoAccount *account, const char *remote, const char *path, char **mime,
                  SoChannelProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *sender = so_outlet_dup_sender (account), *sha256 = NULL;
  g_autoptr (GError) why = NULL;

  if (sender)
    look (hub, studio, cancellable);
  if (!sender || !hub->client)
    return FALSE;
  if (so_hub_parcel_find (hub->client, sender, remote, &sha256, cancellable, &why) &&
      (!sha256 || so_hub_parcel_get (hub->client, sha256, path, mime, progress, data, cancellable, &why)))
    return sha256 != NULL;
  /* It was forgotten there in between; or it is for the owner to mend, and said on the hub's page. */
  if (g_error_matches (why, SO_ERROR, SO_ERROR_GIVE_UP) || g_error_matches (why, SO_ERROR, SO_ERROR_SIGN_IN) || g_error_matches (why, SO_ERROR, SO_ERROR_REPORT))
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}
