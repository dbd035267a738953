/* SPDX-License-Identifier: MIT */
#include "so-share-wait.h"

#include "so-clock.h"
#include "so-hub-talk.h"
#include "so-share.h"

/* Short enough for what stands between the hub and us. */
#define WAIT_SECONDS 50
#define BELL_SECONDS 60
/* All the same it is asked now and then, whatever the bell says. */
#define LONGEST_MS (5 * 60 * 1000)
/* A hub that answers at once that there is nothing is not asked at once again. */
#define LEAST_MS 5000

/* FALSE: there is no line. *@news: it rang. */
static gboolean
listen_for (SoHubBell *bell, SoHubClient *client, const SoHubLink *link, const SoShareLook *place, gboolean *news, GCancellable *waiting)
{
  SoHubLink numbers = *link;
  SoHubBellSays says;

  numbers.epoch = place->epoch;
  numbers.cursor = place->cursor;
  says = so_hub_bell_wait (bell, client, &numbers, BELL_SECONDS, waiting);
  *news = says == SO_HUB_BELL_RINGS;
  return says != SO_HUB_BELL_NONE;
}

static void
pause_until (gint64 until, GCancellable *waiting)
{
  GPollFD fd;

  if (so_monotonic () >= until || !g_cancellable_make_pollfd (waiting, &fd))
    return;
  g_poll (&fd, 1, (gint) (until - so_monotonic ()));
  g_cancellable_release_fd (waiting);
}

gboolean
so_share_wait (SoStudio *studio, SoHubClient *client, const SoHubLink *link, SoHubBell *bell, GCancellable *waiting, GError **error)
{
  gint64 until = so_monotonic () + LONGEST_MS;
  gboolean news = FALSE;

  while (!news && so_monotonic () < until && !g_cancellable_is_cancelled (waiting))
    {
      g_auto (SoShareLook) place = { 0 };
      gint64 began = so_monotonic ();
      g_autoptr (GError) failed = NULL;

      if (!so_share_look (so_studio_get_store (studio), &place, error))
        return FALSE;
      if (listen_for (bell, client, link, &place, &news, waiting))
        continue;
      if (!so_hub_talk_wait (client, place.epoch, place.cursor, WAIT_SECONDS, &news, waiting, &failed) && !g_cancellable_is_cancelled (waiting))
        return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
      if (!news)
        pause_until (began + LEAST_MS, waiting);
    }
  return TRUE;
}
