/* SPDX-License-Identifier: MIT */
#include "so-thread.h"

#include <string.h>

static const char *const states[SO_N_THREAD_STATES] = { "open", "waiting", "snoozed", "done", "spam", "bin" };
static const char *const splits[SO_N_SPLITS] = {
  "to-approve", "urgent", "hot", "unread", "waiting", "snoozed", "all", "starred", "done", "spam", "bin",
};

const char *const so_priorities[] = { "URGENT", "HIGH", "NORMAL", "LOW", NULL };

void
so_thread_free (SoThread *thread)
{
  if (!thread)
    return;
  g_free (thread->id);
  g_free (thread->account_id);
  g_free (thread->contact_id);
  g_free (thread->contact_name);
  g_free (thread->contact_photo);
  g_free (thread->key);
  g_free (thread->title);
  g_free (thread->snippet);
  g_free (thread->priority);
  g_free (thread->intent);
  g_free (thread->sub_category);
  g_free (thread->draft_id);
  g_free (thread);
}

static gboolean
find (const char *const *nicks, int n, const char *nick, int *index)
{
  for (*index = 0; nick && *index < n; (*index)++)
    if (!strcmp (nick, nicks[*index]))
      return TRUE;
  return FALSE;
}

const char *
so_thread_state_nick (SoThreadState state)
{
  return states[state];
}

gboolean
so_thread_state_parse (const char *nick, SoThreadState *state)
{
  int index;

  if (!find (states, SO_N_THREAD_STATES, nick, &index))
    return FALSE;
  *state = index;
  return TRUE;
}

const char *
so_split_nick (SoSplit split)
{
  return splits[split];
}

gboolean
so_split_parse (const char *nick, SoSplit *split)
{
  int index;

  if (!find (splits, SO_N_SPLITS, nick, &index))
    return FALSE;
  *split = index;
  return TRUE;
}
