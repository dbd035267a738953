/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel-kind.h"

G_BEGIN_DECLS

typedef enum {
  SO_THREAD_OPEN,
  SO_THREAD_WAITING,    /* the studio wrote last and an answer is expected */
  SO_THREAD_SNOOZED,
  SO_THREAD_DONE,
  SO_THREAD_SPAM,
  SO_THREAD_BIN,
  SO_N_THREAD_STATES,
} SoThreadState;

/* The tabs of the inbox. ALL is everything but spam and bin; SPAM, BIN and DONE are filters. */
typedef enum {
  SO_SPLIT_TO_APPROVE,
  SO_SPLIT_URGENT,
  SO_SPLIT_HOT,
  SO_SPLIT_UNREAD,
  SO_SPLIT_WAITING,
  SO_SPLIT_SNOOZED,
  SO_SPLIT_ALL,
  SO_SPLIT_STARRED,
  SO_SPLIT_DONE,
  SO_SPLIT_SPAM,
  SO_SPLIT_BIN,
  SO_N_SPLITS,
} SoSplit;

/* One conversation on one channel, with what a list row shows of it. Free with so_thread_free(). */
typedef struct {
  gint64 n;
  char *id;
  SoChannelKind channel;
  char *account_id;        /* or NULL: imported history without an account */
  char *contact_id;
  char *contact_name;      /* never NULL: a number or address where no name is known */
  char *contact_photo;     /* SHA-256 of a kept picture, or NULL */
  char *key;               /* the channel's own name of the conversation */
  char *title;             /* subject or group name, or NULL */
  gboolean group;
  SoThreadState state;
  gboolean starred;
  gint64 snoozed_until;    /* ms, 0 if not snoozed */
  guint unread;
  guint messages;
  gint64 last_at;          /* ms of the newest message */
  gint64 last_inbound_at;  /* ms of the customer's newest message, 0: none */
  gint64 waiting_since;    /* ms of the oldest one that nobody answered, 0: nobody waits */
  gint64 answer_due_at;    /* ms until when an answer is due (so-thread-order.h), 0: not known */
  gint64 escalated_at;     /* ms since when it comes to the owner first, 0: not */
  gboolean last_outbound;
  char *snippet;           /* of the newest message */
  char *priority;          /* one of so_priorities, or NULL */
  char *intent;            /* category of the newest inbound message, or NULL */
  char *sub_category;
  int score;               /* of the contact, -1 if none */
  char *draft_id;          /* the draft that waits for approval, or NULL */
  guint queued;            /* approved messages of this thread still in the outbox */
} SoThread;

/* "URGENT", "HIGH", "NORMAL", "LOW", NULL. */
extern const char *const so_priorities[];

void so_thread_free (SoThread *thread);

const char *so_thread_state_nick (SoThreadState state);
gboolean so_thread_state_parse (const char *nick, SoThreadState *state);
const char *so_split_nick (SoSplit split);
gboolean so_split_parse (const char *nick, SoSplit *split);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoThread, so_thread_free)

G_END_DECLS
