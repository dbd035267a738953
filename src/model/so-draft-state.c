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

/* From which states an event may come, and where it leads. */
static const struct {
  guint from;
  SoDraftState to;
} steps[SO_N_DRAFT_EVENTS] = {
  [SO_DRAFT_EVENT_GENERATED] = { S (GENERATING), SO_DRAFT_PROPOSED },
  [SO_DRAFT_EVENT_EDIT] = { OPEN | S (FAILED), SO_DRAFT_EDITING },
  [SO_DRAFT_EVENT_LEAVE] = { S (EDITING), SO_DRAFT_EDITED },
  [SO_DRAFT_EVENT_APPROVE] = { OPEN | S (FAILED), SO_DRAFT_QUEUED },
  [SO_DRAFT_EVENT_SCHEDULE] = { OPEN, SO_DRAFT_SCHEDULED },
  [SO_DRAFT_EVENT_UNDO] = { S (QUEUED) | S (HELD) | S (SCHEDULED), SO_DRAFT_EDITED },
  [SO_DRAFT_EVENT_HOLD] = { S (QUEUED) | S (SCHEDULED), SO_DRAFT_HELD },
  [SO_DRAFT_EVENT_RELEASE] = { S (HELD) | S (SCHEDULED), SO_DRAFT_QUEUED },
  [SO_DRAFT_EVENT_CLAIM] = { S (QUEUED), SO_DRAFT_SENDING },
  [SO_DRAFT_EVENT_ACCEPTED] = { S (SENDING) | S (UNKNOWN), SO_DRAFT_ACCEPTED },
  [SO_DRAFT_EVENT_DELIVERED] = { S (ACCEPTED) | S (UNKNOWN), SO_DRAFT_DELIVERED },
  [SO_DRAFT_EVENT_READ] = { S (ACCEPTED) | S (DELIVERED) | S (UNKNOWN), SO_DRAFT_READ },
  [SO_DRAFT_EVENT_REFUSED] = { S (SENDING) | S (UNKNOWN) | S (ACCEPTED), SO_DRAFT_FAILED },
  [SO_DRAFT_EVENT_RETRY] = { S (SENDING), SO_DRAFT_QUEUED },
  [SO_DRAFT_EVENT_LOST] = { S (SENDING), SO_DRAFT_UNKNOWN },
  [SO_DRAFT_EVENT_SUPERSEDE] = { OPEN | S (GENERATING), SO_DRAFT_SUPERSEDED },
  [SO_DRAFT_EVENT_DISCARD] = { OPEN | S (FAILED) | S (HELD), SO_DRAFT_DISCARDED },
  [SO_DRAFT_EVENT_EXPIRE] = { OPEN | S (GENERATING), SO_DRAFT_EXPIRED },
  [SO_DRAFT_EVENT_ANSWERED] = { OPEN | S (GENERATING), SO_DRAFT_ANSWERED_ELSEWHERE },
  [SO_DRAFT_EVENT_RESTORE] = { S (DISCARDED), SO_DRAFT_EDITED },
};

gboolean
so_draft_state_step (SoDraftState *state, SoDraftEvent event)
{
  if (!(steps[event].from & (1u << *state)))
    return FALSE;
  *state = steps[event].to;
  return TRUE;
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
