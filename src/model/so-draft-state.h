/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 *  generating → proposed ⇄ editing → edited
 *       proposed/edited ──approve──▶ queued ──due, checks ok──▶ sending ─▶ accepted ─▶ delivered ─▶ read
 *                                     │  ▲                        │
 *                               undo ◀┘  └─ held ◀── check fails ─┤
 *                                                                 ├─▶ failed  ─▶ edited
 *                                                                 └─▶ unknown ─▶ accepted | failed | owner decides
 *    scheduled ─time→ queued      proposed/edited → superseded | discarded | expired | answered_elsewhere
 */
typedef enum {
  SO_DRAFT_GENERATING,
  SO_DRAFT_PROPOSED,
  SO_DRAFT_EDITING,
  SO_DRAFT_EDITED,
  SO_DRAFT_QUEUED,
  SO_DRAFT_SCHEDULED,
  SO_DRAFT_HELD,
  SO_DRAFT_SENDING,
  SO_DRAFT_ACCEPTED,
  SO_DRAFT_DELIVERED,
  SO_DRAFT_READ,
  SO_DRAFT_FAILED,
  SO_DRAFT_UNKNOWN,
  SO_DRAFT_SUPERSEDED,
  SO_DRAFT_DISCARDED,
  SO_DRAFT_EXPIRED,
  SO_DRAFT_ANSWERED_ELSEWHERE,
  SO_N_DRAFT_STATES,
} SoDraftState;

typedef enum {
  SO_DRAFT_EVENT_GENERATED,
  SO_DRAFT_EVENT_EDIT,        /* the caret enters, or the text changes */
  SO_DRAFT_EVENT_LEAVE,       /* the caret leaves */
  SO_DRAFT_EVENT_APPROVE,
  SO_DRAFT_EVENT_SCHEDULE,
  SO_DRAFT_EVENT_UNDO,        /* in the undo window, or of a held or scheduled message */
  SO_DRAFT_EVENT_HOLD,
  SO_DRAFT_EVENT_RELEASE,     /* the reason for holding is gone, or the scheduled time came */
  SO_DRAFT_EVENT_CLAIM,       /* a dispatcher wrote its attempt row */
  SO_DRAFT_EVENT_ACCEPTED,
  SO_DRAFT_EVENT_DELIVERED,
  SO_DRAFT_EVENT_READ,
  SO_DRAFT_EVENT_REFUSED,     /* for ever */
  SO_DRAFT_EVENT_RETRY,       /* clearly not accepted: may be tried again */
  SO_DRAFT_EVENT_LOST,        /* no answer after the request left */
  SO_DRAFT_EVENT_SUPERSEDE,
  SO_DRAFT_EVENT_DISCARD,
  SO_DRAFT_EVENT_EXPIRE,
  SO_DRAFT_EVENT_ANSWERED,
  SO_DRAFT_EVENT_RESTORE,     /* undo of a discard */
  SO_N_DRAFT_EVENTS,
} SoDraftEvent;

/* The state after @event in *@state. FALSE, and *@state untouched, where @event is not allowed. */
gboolean so_draft_state_step (SoDraftState *state, SoDraftEvent event);

/* TRUE while the owner still has to decide. */
gboolean so_draft_state_is_open (SoDraftState state);
/* TRUE from approval until the provider's answer. */
gboolean so_draft_state_is_in_outbox (SoDraftState state);
/* TRUE once the provider has it. */
gboolean so_draft_state_is_sent (SoDraftState state);

const char *so_draft_state_nick (SoDraftState state);
gboolean so_draft_state_parse (const char *nick, SoDraftState *state);

G_END_DECLS
