/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-store.h"

G_BEGIN_DECLS

/**
 * Messages that computers of a studio approved and the hub sends, each as the order that was signed there (so-order.h). An order is taken once:
 * the first to answer a message wins. It is claimed, and that is on the disk, before the provider is called; what may have left and nobody can
 * say is never sent again by itself.
 *
 *     waiting ──claim──▶ sending ─▶ sent
 *      ▲   │                ├─────▶ failed
 *      └───┼── again later ─┤
 *          └─▶ void         └─────▶ unknown ─▶ sent | failed: proved, or said by the owner
 */
typedef enum {
  SO_HUB_SEND_WAITING,
  SO_HUB_SEND_SENDING,
  SO_HUB_SEND_SENT,
  SO_HUB_SEND_FAILED,
  SO_HUB_SEND_UNKNOWN,
  SO_HUB_SEND_VOID,        /* called back before it left, or asked for before it came: it is never sent */
  SO_N_HUB_SEND_STATES,
} SoHubSendState;
/* "waiting", … */
const char *so_hub_send_state_nick (SoHubSendState state);
/* TRUE where nothing more becomes of it by itself. */
gboolean so_hub_send_state_is_over (SoHubSendState state);

gboolean so_hub_sends_prepare (SoHubStore *store, GError **error);

typedef struct {
  char *studio;
  char *id;                /* the desktop's attempt, and the tag that providers bring back */
  char *draft;
  char *device;            /* who approved it: the computer's id, and its name */
  char *name;
  char *sender;            /* so-hub-senders.h */
  char *thread;            /* the conversation, as the provider calls it */
  char *answers;           /* the customer's newest message that it knew, as the provider calls it; or "" */
  GBytes *order;           /* as it was signed */
  char *signature;
  SoHubSendState state;
  char *result;            /* JSON object of what the provider said; or NULL */
  gint64 attempts;
  gint64 not_before;       /* ms */
  gint64 seq;              /* the last event of the studio when it was taken */
  gint64 created_at, changed_at;
  /* Of one that is to be taken. */
  const char *const *knows;   /* messages that left after that one and are known where it was approved; borrowed, or NULL */
  gboolean anyway;         /* also where another computer answers the same message */
  char *instead;           /* the id of an earlier attempt, which the owner says was not sent; or NULL */
} SoHubSend;
void so_hub_send_free (SoHubSend *send);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubSend, so_hub_send_free)

typedef enum {
  SO_HUB_TAKEN,            /* it is here now, or was here already */
  SO_HUB_TAKEN_BEFORE,     /* the same draft is on its way, or was sent: *@other */
  SO_HUB_ANSWERED,         /* another computer answers the same message, and who approved this did not know: *@other */
  SO_HUB_CHANGED,          /* the same id with other words: *@other */
} SoHubTaking;
/* Where it is taken now, its state, seq and times are set. *@other (yours): the one that is here; NULL: it is new. */
gboolean so_hub_send_take (SoHubStore *store, SoHubSend *send, SoHubTaking *taking, SoHubSend **other, GError **error);
/* NULL without an error where there is none. */
SoHubSend *so_hub_send_find (SoHubStore *store, const char *studio, const char *id, GError **error);

/* The next one that is due at @now, of all studios: SENDING, until @lease at most. To one conversation they go one after the other. NULL without an
 * error where none is due; *@next: ms when one will be, 0: none. */
SoHubSend *so_hub_send_claim (SoHubStore *store, gint64 now, gint64 lease, gint64 *next, GError **error);
/* It is still under way: until @lease at most. */
gboolean so_hub_send_hold (SoHubStore *store, const char *studio, const char *id, gint64 lease, GError **error);
/* What came of it, where it was SENDING or UNKNOWN; *@done FALSE: it was not, any more. @result may be NULL. WAITING: again at @not_before. */
gboolean so_hub_send_finish (SoHubStore *store, const char *studio, const char *id, SoHubSendState state, const char *result, gint64 not_before,
                             gboolean *done, GError **error);
/* VOID where it is WAITING, or not here at all: then it will not be taken any more. What it is now, in *@send (yours). */
gboolean so_hub_send_withdraw (SoHubStore *store, const char *studio, const char *id, SoHubSend **send, GError **error);

/* Those that a hub which is no more was sending are UNKNOWN: with @all every one, else those whose lease is over; and all that were not over when a backup
 * was put back. *@n: how many. */
gboolean so_hub_sends_recover (SoHubStore *store, gint64 now, gboolean all, guint *n, GError **error);
/* After a restore nobody knows what became of those that were not over. */
gboolean so_hub_sends_doubt (SoHubStore *store, GError **error);
/* SoHubSend: those that are UNKNOWN since @since or later. */
GPtrArray *so_hub_sends_unknown (SoHubStore *store, gint64 since, GError **error);

/* Those that are over (or unknown) and of which no event tells yet; and that one does now. */
GPtrArray *so_hub_sends_untold (SoHubStore *store, guint most, GError **error);
gboolean so_hub_send_told (SoHubStore *store, const SoHubSend *send, GError **error);

typedef struct {
  gint64 waiting, unknown;
  gint64 oldest;           /* ms: when the oldest of the waiting was taken; 0: none */
} SoHubSendNumbers;
gboolean so_hub_sends_count (SoHubStore *store, SoHubSendNumbers *numbers, GError **error);

/* Forgets what is over since before @before. */
gboolean so_hub_sends_sweep (SoHubStore *store, gint64 before, GError **error);
/* All of it, in a transaction of @to that has none of it yet. */
gboolean so_hub_sends_copy (SoHubStore *from, SoHubStore *to, GError **error);

G_END_DECLS
