/* SPDX-License-Identifier: MIT */
#include "so-draft.h"

void
so_draft_free (SoDraft *draft)
{
  if (!draft)
    return;
  g_free (draft->id);
  g_free (draft->thread_id);
  g_free (draft->contact_id);
  g_free (draft->contact_name);
  g_free (draft->channel);
  g_free (draft->account_id);
  g_free (draft->text);
  g_free (draft->proposed);
  g_free (draft->origin);
  g_free (draft->sources);
  g_free (draft->reason);
  g_free (draft->detail);
  g_free (draft->reply_to);
  g_free (draft->template);
  g_free (draft->hint);
  g_free (draft->standing_id);
  g_free (draft->batch_id);
  g_free (draft->acknowledged);
  g_free (draft->cc);
  g_free (draft->bcc);
  g_free (draft->via);
  g_free (draft->home);
  g_free (draft);
}

gboolean
so_draft_is_handed (const SoDraft *draft)
{
  return draft->state == SO_DRAFT_SENDING && !g_strcmp0 (draft->reason, SO_DRAFT_AT_HUB);
}

const char *
so_draft_get_way (const SoDraft *draft)
{
  return draft->via ? draft->via : draft->thread_id;
}
