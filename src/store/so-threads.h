/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-incoming.h"
#include "so-message.h"
#include "so-store.h"
#include "so-thread.h"
#include "so-thread-order.h"

G_BEGIN_DECLS

/* Conversations and their messages. Values are yours to free; NULL with SO_ERROR_CHANGE where an
 * id is not known. */

typedef struct {
  SoSplit split;
  int channel;              /* SoChannelKind, or -1 for all */
  const char *contact_id;   /* or NULL for all */
  SoThreadOrder order;
} SoThreadFilter;

/* Local numbers of the threads of a filter in its order. @limit 0: all. */
GArray *so_thread_numbers (SoDb *db, const SoThreadFilter *filter, guint limit, GError **error); /* gint64 */
guint so_thread_count (SoDb *db, const SoThreadFilter *filter);
/* What came since a list was read: the number of the newest message then, and now those threads in which a customer
 * has written after it. Imported history is no news. */
gint64 so_message_newest (SoDb *db);
GArray *so_thread_heard_since (SoDb *db, gint64 newest, GError **error); /* gint64 */
SoThread *so_thread_load (SoDb *db, gint64 n, GError **error);
SoThread *so_thread_find (SoDb *db, const char *id, GError **error);

/* Numbers of the messages of a thread, or with @contact_id of all threads of a person: oldest first. */
GArray *so_message_numbers (SoDb *db, const char *thread_id, const char *contact_id, GError **error);
SoMessage *so_message_load (SoDb *db, gint64 n, GError **error);
/* Remote ids of what the studio wrote after the customer's newest message, as far as it was here at @known_at (ms); *@newest (yours): the id of that one,
 * NULL where there is none. */
GStrv so_message_since_inbound (SoDb *db, const char *thread_id, gint64 known_at, char **newest, GError **error);
/* The last that somebody wrote, with @inbound of the customer's; NULL without an error where there is none. */
SoMessage *so_message_last_written (SoDb *db, const char *thread_id, gboolean inbound, GError **error);
SoMessage *so_message_find (SoDb *db, const char *id, GError **error);

/* The channel's own name of the conversation, for what is sent into it; free with g_free(). NULL with SO_ERROR_CHANGE. */
char *so_thread_dup_key (SoDb *db, const char *id, GError **error);

gboolean so_thread_set_state (SoDb *db, const char *id, SoThreadState state, gint64 snoozed_until, GError **error);
gboolean so_thread_set_starred (SoDb *db, const char *id, gboolean starred, GError **error);
/* Read: every message seen. Unread: the newest inbound one counts as unseen. */
gboolean so_thread_set_unread (SoDb *db, const char *id, gboolean unread, GError **error);
/* "URGENT", "HIGH", "NORMAL" or "LOW", as the owner sees it; the next message of the customer brings its own. */
gboolean so_thread_set_priority (SoDb *db, const char *id, const char *priority, GError **error);
/* Snoozed threads whose time has come are open again; their ids, NULL-terminated. */
GStrv so_thread_wake (SoDb *db, gint64 now, GError **error);

/* What came at @at, and nothing else, waits for no answer: a machine wrote it, or "Thanks!". @at 0: nor what came before. */
gboolean so_thread_expects_nothing (SoDb *db, const char *id, gint64 at, GError **error);
/* Whose answer is when due (so-thread-order.h). A message that comes in or is answered leaves it open until it is worked out. */
typedef struct {
  char *id;
  SoChannelKind channel;
  gint64 last_inbound_at, waiting_since;
} SoThreadWait;
void so_thread_wait_free (SoThreadWait *wait);
/* Of one thread, or with @id NULL of all in which a customer waits; @open: only those not worked out yet. SoThreadWait. */
GPtrArray *so_thread_waits_list (SoDb *db, const char *id, gboolean open, GError **error);
/* SO_DUE_NEVER where nothing is. */
gboolean so_thread_set_due (SoDb *db, const char *id, gint64 answer_due_at, gint64 due_at, GError **error);
/* It comes to the owner first from now on, until it is answered; one that does already stays as it is. */
gboolean so_thread_escalate (SoDb *db, const char *id, gint64 now, GError **error);
/* All in which a customer waits whose newest message is marked URGENT. */
gboolean so_thread_escalate_urgent (SoDb *db, gint64 now, GError **error);
/* All whose answer is late at @now, but where an approved one is on its way; how many. */
gboolean so_thread_escalate_late (SoDb *db, gint64 now, guint *n, GError **error);
/* Ids of those that were escalated and of which the owner was not notified, the longest first: as if she now were.
 * NULL-terminated. */
GStrv so_thread_take_untold (SoDb *db, gint64 now, GError **error);
/* The same of those that are urgent: the others stay untold. */
GStrv so_thread_take_untold_urgent (SoDb *db, gint64 now, GError **error);

/* Ids of those in which a customer waits and whose free window on a messenger closes within @within ms of @now, without an approved answer on
 * its way, and of which the owner was not told yet: as if she now were. The first to close comes first. NULL-terminated. */
GStrv so_thread_take_closing (SoDb *db, gint64 now, gint64 within, GError **error);

/* A tag on a message, thread or contact (@kind "message", "thread", "contact"); made if new. */
gboolean so_tag_set (SoDb *db, const char *kind, const char *id, const char *tag, gboolean on, GError **error);
/* Names of all tags in use. */
GStrv so_tag_names (SoDb *db, GError **error);

typedef struct {
  const char *account_id;    /* or NULL for imports */
  const char *country;       /* for national numbers; or NULL */
  const char *import_id;     /* batch, or NULL: then it is news (unread, thread opened) */
  const char *draft_id;      /* the draft an outbound message was sent from, or NULL */
  const char *thread_id;     /* the thread it belongs to where that is known; or NULL: by thread_key */
  gboolean practice;
  gboolean machine;          /* a newsletter, a report of a mail server: who is not known yet does not become a contact by it */
  gboolean automatic;        /* a machine wrote it: it is marked so, and in no number is anybody waiting by it */
  gboolean keep_state;       /* an outbound message that answers nothing: the conversation stays as it is */
} SoIngest;

typedef struct {
  gboolean added;            /* FALSE: it was known */
  gboolean new_thread;
  gboolean new_contact;
  char *message_id;          /* free with g_free() */
  char *thread_id;
} SoIngested;
void so_ingested_clear (SoIngested *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoIngested, so_ingested_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoThreadWait, so_thread_wait_free)

/**
 * so_ingest: stores one message: finds or makes its person, its thread, itself, and indexes
 * it. The same message twice is one row. Nothing is half done: run it in a transaction.
 */
gboolean so_ingest (SoDb *db, const SoIncoming *incoming, const SoIngest *how, SoIngested *result, GError **error);
/* Whether it was marked as written by a machine when it came. */
gboolean so_message_is_automatic (SoDb *db, const char *id);
/* message.sub_category of what a machine wrote; it is no category (so-intent.h), and none is under it. */
#define SO_TOPIC_MACHINE "machine"

G_END_DECLS
