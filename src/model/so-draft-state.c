/* SPDX-License-Identifier: MIT */
#include "so-draft-state.h"

#include <string.h>

static const char *const nicks[SO_N_DRAFT_STATES] = {
  [SO_DRAFT_GENERATING] = "generating", [SO_DRAFT_PROPOSED] = "proposed",
  [SO_DRAFT_EDITING] = "editing",       [SO_DRAFT_EDITED] = "edited",
  [SO_DRAFT_QUEUED] = "queued",         [SO_DRAFT_SCHEDULED] = "scheduled",
  [SO_DRAFT_HELD] = "held",             [SO_DRAFT_SENDING] = "sending",
  [SO_DRAFT_ACCEPTED] = "accepted",     [SO_DRAFT_DELIVERED] = "delivered",
  [SO_DRAFT_READ] = "read",             [SO_DRAFT_FAILED] = "failed",
  [SO_DRAFT_UNKNOWN] = "unknown",       [SO_DRAFT_SUPERSEDED] = "superseded",
  [SO_DRAFT_DISCARDED] = "discarded",   [SO_DRAFT_EXPIRED] = "expired",
  [SO_DRAFT_ANSWERED_ELSEWHERE] = "answered_elsewhere",
};

#define S(state) (1u << (SO_DRAFT_##state))
#define OPEN (S (PROPOSED) | S (EDITING) | S (EDITED))
#define SENT (S (ACCEPTED) | S (DELIVERED) | S (READ))

static gboolean
go (SoDraftState *state, guint from, SoDraftState to)
{
  if (!(from & (1u << *state)))
    return FALSE;
  *state = to;
  return TRUE;
}

gboolean
so_draft_state_step (SoDraftState *state, SoDraftEvent event)
{
  switch (event)
    {
    case SO_DRAFT_EVENT_GENERATED: return go (state, S (GENERATING), SO_DRAFT_PROPOSED);
    case SO_DRAFT_EVENT_EDIT: return go (state, OPEN | S (FAILED), SO_DRAFT_EDITING);
    case SO_DRAFT_EVENT_LEAVE: return go (state, S (EDITING), SO_DRAFT_EDITED);
    case SO_DRAFT_EVENT_APPROVE: return go (state, OPEN | S (FAILED), SO_DRAFT_QUEUED);
    case SO_DRAFT_EVENT_SCHEDULE: return go (state, OPEN, SO_DRAFT_SCHEDULED);
    case SO_DRAFT_EVENT_UNDO: return go (state, S (QUEUED) | S (HELD) | S (SCHEDULED), SO_DRAFT_EDITED);
    case SO_DRAFT_EVENT_HOLD: return go (state, S (QUEUED) | S (SCHEDULED), SO_DRAFT_HELD);
    case SO_DRAFT_EVENT_RELEASE: return go (state, S (HELD) | S (SCHEDULED), SO_DRAFT_QUEUED);
    case SO_DRAFT_EVENT_CLAIM: return go (state, S (QUEUED), SO_DRAFT_SENDING);
    case SO_DRAFT_EVENT_ACCEPTED: return go (state, S (SENDING) | S (UNKNOWN), SO_DRAFT_ACCEPTED);
    case SO_DRAFT_EVENT_DELIVERED: return go (state, S (ACCEPTED) | S (UNKNOWN), SO_DRAFT_DELIVERED);
    case SO_DRAFT_EVENT_READ: return go (state, S (ACCEPTED) | S (DELIVERED) | S (UNKNOWN), SO_DRAFT_READ);
    case SO_DRAFT_EVENT_REFUSED: return go (state, S (SENDING) | S (UNKNOWN) | S (ACCEPTED), SO_DRAFT_FAILED);
    case SO_DRAFT_EVENT_RETRY: return go (state, S (SENDING), SO_DRAFT_QUEUED);
    case SO_DRAFT_EVENT_LOST: return go (state, S (SENDING), SO_DRAFT_UNKNOWN);
    case SO_DRAFT_EVENT_SUPERSEDE: return go (state, OPEN | S (GENERATING), SO_DRAFT_SUPERSEDED);
    case SO_DRAFT_EVENT_DISCARD: return go (state, OPEN | S (FAILED) | S (HELD), SO_DRAFT_DISCARDED);
    case SO_DRAFT_EVENT_EXPIRE: return go (state, OPEN | S (GENERATING), SO_DRAFT_EXPIRED);
    case SO_DRAFT_EVENT_ANSWERED: return go (state, OPEN | S (GENERATING), SO_DRAFT_ANSWERED_ELSEWHERE);
    case SO_DRAFT_EVENT_RESTORE: return go (state, S (DISCARDED), SO_DRAFT_EDITED);
    case SO_N_DRAFT_EVENTS: break;
    }
  return FALSE;
}

gboolean
so_draft_state_is_open (SoDraftState state)
{
  return (OPEN & (1u << state)) != 0;
}

gboolean
so_draft_state_is_in_outbox (SoDraftState state)
{
  guint outbox = S (QUEUED) | S (SCHEDULED) | S (HELD) | S (SENDING) | S (FAILED) | S (UNKNOWN);

  return (outbox & (1u << state)) != 0;
}

gboolean
so_draft_state_is_sent (SoDraftState state)
{
  return (SENT & (1u << state)) != 0;
}

const char *
so_draft_state_nick (SoDraftState state)
{
  return nicks[state];
}

gboolean
so_draft_state_parse (const char *nick, SoDraftState *state)
{
  for (guint i = 0; nick && i < SO_N_DRAFT_STATES; i++)
    if (!strcmp (nick, nicks[i]))
      return *state = i, TRUE;
  return FALSE;
}
