/* SPDX-License-Identifier: MIT */
/* Who waits for events of a studio, and is told when there are some: those of this studio alone, since each of them asks the store then. */
#include "so-hub-call.h"

#include "so-clock.h"
#include "so-hub-socket.h"

#define MOST_POLLS 256

SoHubStudio *
so_hub_studio_of (SoHub *self, const char *studio)
{
  SoHubStudio *found = g_hash_table_lookup (self->studios, studio);

  if (!found)
    {
      found = g_new0 (SoHubStudio, 1);
      g_hash_table_insert (self->studios, g_strdup (studio), found);
    }
  return found;
}

gboolean
so_hub_has_news (SoHub *self, const char *studio, guint64 since)
{
  return self->news_of_all > since || so_hub_studio_of (self, studio)->news > since;
}

void
so_hub_call_look (SoHubCall *call)
{
  call->news = call->hub->news;
  call->hub->looks++;
  so_hub_worker_run (call->hub->reader, call->work, call->look, call);
}

static gboolean
on_over (gpointer data)
{
  SoHubCall *call = data;

  call->timer = 0;
  g_ptr_array_remove_fast (call->hub->polls, call);
  so_hub_answer (call->message, call->status, call->type, call->answer);
  so_hub_call_finish (call);
  return G_SOURCE_REMOVE;
}

gboolean
so_hub_call_wait (SoHubCall *call)
{
  SoHub *self = call->hub;
  gint64 left = call->until - so_monotonic ();

  if (!call->empty || left <= 0 || call->gone || self->stopping || self->polls->len >= MOST_POLLS)
    return FALSE;
  /* Something was stored after it looked and before it waits. */
  if (so_hub_has_news (self, call->name, call->news))
    so_hub_call_look (call);
  else
    {
      call->timer = g_timeout_add (left, on_over, call);
      g_ptr_array_add (self->polls, call);
    }
  return TRUE;
}

static gboolean
on_wake (gpointer data)
{
  SoHub *self = data;

  self->waking = 0;
  for (guint i = self->polls->len; i > 0; i--)
    {
      SoHubCall *call = self->polls->pdata[i - 1];

      if (!so_hub_has_news (self, call->name, call->news))
        continue;
      g_ptr_array_remove_index_fast (self->polls, i - 1);
      g_clear_handle_id (&call->timer, g_source_remove);
      so_hub_call_look (call);
    }
  so_hub_sockets_wake (self);
  return G_SOURCE_REMOVE;
}

void
so_hub_wake (SoHub *self, const char *studio)
{
  so_hub_fetching_wake (self->fetching);
  so_hub_ring (self, studio);
}

void
so_hub_ring (SoHub *self, const char *studio)
{
  self->news++;
  if (studio)
    so_hub_studio_of (self, studio)->news = self->news;
  else
    self->news_of_all = self->news;
  if (!self->waking)
    self->waking = g_idle_add_full (G_PRIORITY_DEFAULT, on_wake, self, NULL);
}
