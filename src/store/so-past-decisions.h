/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-approval.h"
#include "so-store.h"

G_BEGIN_DECLS

/* A decision of the past, for a demo: as if it had been made then. Borrowed values. */
typedef struct {
  const char *message_id;     /* what it was sent as; or NULL: nothing was sent, and @state tells why */
  const char *thread_id;
  const char *reply_to;       /* id of the message it answers, or NULL */
  const char *text;           /* of what was not sent; else that of the message */
  const char *proposed;       /* or NULL where the owner wrote it */
  const char *sources;        /* JSON, or NULL */
  const char *state;          /* "accepted", "discarded", "superseded"… */
  const char *reason;         /* nick, or NULL */
  SoApprovalNote note;        /* how it was approved; where it was sent */
  gint64 made_at, decided_at, sent_at;
} SoPastDecision;

/* Nothing leaves by it: it is closed, or sent already. */
gboolean so_past_decision_add (SoDb *db, const SoPastDecision *past, GError **error);

G_END_DECLS
