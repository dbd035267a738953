/* SPDX-License-Identifier: MIT */
#include "so-recall-watch.h"

#include "so-lookup.h"

typedef struct {
  SoDraftCard *card;      /* not owned: it ends with it */
  SoRecalled recalled;
  gpointer owner;
  char *waiting;          /* the draft approved last, once it was seen in the outbox; or NULL */
} Watch;

static void
watch_free (gpointer data, GClosure *closure)
{
  Watch *watch = data;

  g_free (watch->waiting);
  g_free (watch);
}

static void
on_store_changed (SoStore *store, guint what, Watch *watch)
{
  const char *approved = so_draft_card_get_approved (watch->card);
  g_autoptr (SoDraft) draft = approved && what & SO_CHANGED_DRAFTS ? so_lookup_draft (store, approved) : NULL;

  if (!draft)
    return;
  if (so_draft_state_is_in_outbox (draft->state))
    g_set_str (&watch->waiting, draft->id);
  else if (!g_strcmp0 (watch->waiting, draft->id))
    {
      g_clear_pointer (&watch->waiting, g_free);
      if (so_draft_state_is_open (draft->state))
        watch->recalled (draft->thread_id, watch->owner);
    }
}

void
so_recall_watch (SoDraftCard *card, SoStudio *studio, SoRecalled recalled, gpointer owner)
{
  SoStore *store = so_studio_get_store (studio);
  Watch *watch = g_new0 (Watch, 1);
  GClosure *closure;

  *watch = (Watch) { card, recalled, owner };
  closure = g_cclosure_new (G_CALLBACK (on_store_changed), watch, watch_free);
  g_object_watch_closure (G_OBJECT (card), closure);
  g_signal_connect_closure (store, "changed", closure, FALSE);
}
