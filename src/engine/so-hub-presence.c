/* SPDX-License-Identifier: MIT */
#include "so-hub-presence.h"

#include "so-clock.h"
#include "so-hours.h"
#include "so-hub-intake.h"
#include "so-hub-verbs.h"
#include "so-standing-verbs.h"

static gboolean
has_chat (SoStudio *studio)
{
  g_autoptr (SoHubLink) link = so_studio_find_hub (studio);
  g_autoptr (GPtrArray) doors = so_hub_doors_parse (link ? link->doors : NULL);

  for (guint i = 0; i < doors->len; i++)
    if (g_str_equal (((SoHubDoor *) doors->pdata[i])->provider, "web"))
      return TRUE;
  return FALSE;
}

static SoHubPresence
now_of (SoStudio *studio)
{
  g_autoptr (SoHours) hours = so_studio_dup_hours (studio);

  return hours && !so_hours_is_open (hours, so_now ()) ? SO_HUB_PRESENCE_AWAY : SO_HUB_PRESENCE_HERE;
}

gboolean
so_hub_presence_tell (SoStudio *studio, SoHubPresence *told, GCancellable *cancellable, GError **error)
{
  SoHubPresence now = now_of (studio);
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoHubLink) link = NULL;
  g_autoptr (SoHubClient) client = NULL;

  /* Before the key ring is asked: this is looked at with every question to the hub, also where no website has a chat. */
  if (now == *told || !has_chat (studio))
    return TRUE;
  client = so_hub_intake_open (studio, &link, cancellable, &failed);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (!client)
    return TRUE;
  /* An older hub has no such request, and a visitor is none the worse for it. */
  if (!so_hub_client_away (client, now == SO_HUB_PRESENCE_AWAY, cancellable, &failed) && !g_error_matches (failed, SO_ERROR, SO_ERROR_CHANGE))
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  *told = now;
  return TRUE;
}
