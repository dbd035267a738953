/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call-metrics.h"
#include "so-call-news.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Calls: what is told of them, the list of them, and what they come to. Values are yours to free. */

/* In which studio a call is told. Borrowed values. */
typedef struct {
  const char *account_id;    /* who tells it; NULL: another program */
  const char *country;       /* for numbers without one, as in so_phone_normalise() */
  const SoHours *hours;      /* when it is open; NULL: nobody knows */
  SoRecordRule rule;
  gint64 past;               /* ms: what began before it is told long afterwards: stored like what was imported, nothing follows from it */
  GStrvBuilder *files;       /* where files (SHA-256) go that nobody may keep any more: to be removed after the commit; or NULL */
} SoCallIntake;

/* What came of it. */
typedef struct {
  char *id;                  /* of the call; NULL: it was erased, and is not told again */
  char *message_id;          /* NULL as long as it has none */
  char *thread_id;
  gboolean added;            /* its message is new */
  gboolean past;             /* it began long ago, whichever piece of it came now */
  SoCallState before, state;
} SoCallTaken;
void so_call_taken_clear (SoCallTaken *taken);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoCallTaken, so_call_taken_clear)

/**
 * so_call_take: stores one piece of what is told of a call, with its recordings and transcripts. Telling it twice, or in another order, changes nothing more. Once the call
 * itself is told and over, it is a message in the conversation with whom it was with: a missed one waits for an answer, one that a person took does not. From a withheld number
 * each call is a conversation of its own. Nothing is half done: run it in a transaction.
 */
gboolean so_call_take (SoDb *db, const SoCallNews *news, const SoCallIntake *how, SoCallTaken *taken, GError **error);

/* The id of a call, and of its message, that @provider names @remote_id: also before it is there. Free with g_free(). */
char *so_call_id (const char *provider, const char *remote_id);
char *so_call_message_id (const char *provider, const char *remote_id);

SoCall *so_call_find (SoDb *db, const char *id, GError **error);
/* NULL without an error where the message is no call. */
SoCall *so_call_of_message (SoDb *db, const char *message_id, GError **error);

/* What is listed; all fields may be 0 or NULL but state. */
typedef struct {
  gint64 from, to;           /* ms: began at @from or later, and before @to; 0: no matter */
  int state;                 /* SoCallState; -1: all */
  gboolean after_hours;      /* only those */
  const char *contact_id;    /* and of all who are shown as that person */
} SoCallFilter;
/* SoCall that were told, the newest first. @limit 0: all. */
GPtrArray *so_call_list (SoDb *db, const SoCallFilter *filter, guint limit, GError **error);
/* The sums of @filter. */
gboolean so_call_count (SoDb *db, const SoCallFilter *filter, SoCallMetrics *metrics, GError **error);

/* What may not be kept by @rule and is not here yet is not fetched any more. */
gboolean so_recording_leave_unfetched (SoDb *db, SoRecordRule rule, GError **error);

/* What was read out of what was said in it; NULL and -1 for what is not known. Takes the place of what was read before and not of what was told. @whole FALSE: what is not known
 * leaves what is there. */
typedef struct {
  const char *intent;        /* "trial_class": so-intent.h */
  const char *outcome;       /* "booked" */
  const char *summary;
  int satisfaction;          /* 0 to 10 */
  const char *satisfaction_why;   /* the caller's own words */
} SoCallReading;
gboolean so_call_read (SoDb *db, const char *id, const SoCallReading *reading, gboolean whole, GError **error);

/* Links what was booked because of it, where that is sure: somebody of the studio or its assistant spoke with them, exactly one booking of theirs was made from the beginning of the
 * call to a quarter of an hour after its end and before they called again, and it is linked to no other call. */
#define SO_CALL_BOOKING_MS (15 * 60 * G_GINT64_CONSTANT (1000))
gboolean so_call_link_booking (SoDb *db, const char *id, GError **error);

/* What it was about, as whoever told it says. */
gboolean so_call_set_intent (SoDb *db, const char *id, const char *intent, GError **error);

/* What was booked because of it; NULL: nothing. Undoable. */
gboolean so_call_set_booking (SoDb *db, const char *id, const char *booking_id, GError **error);

G_END_DECLS
