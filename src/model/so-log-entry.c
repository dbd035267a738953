/* SPDX-License-Identifier: MIT */
#include "so-log-entry.h"

#include <string.h>

#define S(state) (1u << (SO_DRAFT_##state))
#define OPEN (S (GENERATING) | S (PROPOSED) | S (EDITING) | S (EDITED))
#define SENT (S (ACCEPTED) | S (DELIVERED) | S (READ))
#define WAITING (S (QUEUED) | S (SCHEDULED) | S (HELD) | S (SENDING))
#define TROUBLE (S (FAILED) | S (UNKNOWN))

static const struct {
  const char *nick;
  guint states;
} outcomes[] = {
  { "recalled", OPEN },
  { "sent", SENT },
  { "waiting", WAITING },
  { "trouble", TROUBLE },
  { "approved", SENT | WAITING | TROUBLE },
  { "lapsed", S (SUPERSEDED) | S (EXPIRED) | S (ANSWERED_ELSEWHERE) },
};

static const char *const deciders[SO_N_LOG_BY] = {
  [SO_LOG_BY_ANYONE] = "anyone", [SO_LOG_BY_OWNER] = "owner", [SO_LOG_BY_STAFF] = "staff",
  [SO_LOG_BY_RULE] = "rule",     [SO_LOG_BY_NOBODY] = "nobody",
};

const char *
so_log_outcome (SoDraftState state)
{
  return OPEN & (1u << state) ? "recalled" : so_draft_state_nick (state);
}

gboolean
so_log_outcome_parse (const char *nick, guint *states)
{
  SoDraftState state;

  for (guint i = 0; nick && i < G_N_ELEMENTS (outcomes); i++)
    if (!strcmp (nick, outcomes[i].nick))
      return *states = outcomes[i].states, TRUE;
  if (!so_draft_state_parse (nick, &state) || OPEN & (1u << state))
    return FALSE;
  *states = 1u << state;
  return TRUE;
}

const char *
so_log_by_nick (SoLogBy by)
{
  return deciders[by];
}

gboolean
so_log_by_parse (const char *nick, SoLogBy *by)
{
  for (guint i = 0; nick && i < SO_N_LOG_BY; i++)
    if (!strcmp (nick, deciders[i]))
      return *by = i, TRUE;
  return FALSE;
}

void
so_log_entry_free (SoLogEntry *entry)
{
  if (!entry)
    return;
  g_free (entry->id);
  g_free (entry->thread_id);
  g_free (entry->contact_id);
  g_free (entry->contact_name);
  g_free (entry->channel);
  g_free (entry->approver);
  g_free (entry->method);
  g_free (entry->rule);
  g_free (entry->text);
  g_free (entry->proposed);
  g_free (entry->origin);
  g_free (entry->sources);
  g_free (entry->reason);
  g_free (entry->detail);
  g_free (entry->warnings);
  g_free (entry);
}

void
so_log_time_free (SoLogTime *time)
{
  if (!time)
    return;
  g_free (time->what);
  g_free (time->by);
  g_free (time->detail);
  g_free (time);
}
