/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Standing approvals as they are stored, what went out by them, and all that speaks for or against doing so again. */

typedef struct {
  char *id;             /* derived from the kind: the same on every computer */
  char *kind;
  gboolean enabled;
  char *text;           /* as the owner has it; NULL: the default of the kind */
  gint64 version;       /* counts wordings, from 1 */
  gint64 enabled_at;    /* ms, 0: never */
  guint used;           /* how often it answered */
  gint64 used_at;       /* when last, 0: never */
} SoStanding;

void so_standing_free (SoStanding *standing);

/* That of a kind, also where nothing is stored of it yet: off, version 1. NULL on error. */
SoStanding *so_standing_load (SoDb *db, const char *kind, GError **error);
/* Other words are a new version, and off until the owner switches it on again; the same words change nothing. NULL: the default. */
gboolean so_standing_set_text (SoDb *db, const char *kind, const char *text, GError **error);
gboolean so_standing_set_enabled (SoDb *db, const char *kind, gboolean enabled, GError **error);

/* Notes that the draft was made for the person in the period; *@taken FALSE: there was one already that is not withdrawn. */
gboolean so_standing_use (SoDb *db, const char *standing_id, const char *contact_id, const char *period, const char *draft_id,
                          gboolean *taken, GError **error);
gboolean so_standing_was_used (SoDb *db, const char *standing_id, const char *contact_id, const char *period);
/* Marks a draft as made by it, before it is approved. */
gboolean so_standing_set_draft (SoDb *db, const char *draft_id, const char *standing_id, GError **error);
/* FALSE where none is on and nothing waits that was made by one: then a message needs no further look. */
gboolean so_standing_any (SoDb *db);

/* How a draft came to leave by itself. Free with so_standing_approval_free(). */
typedef struct {
  gboolean by_rule;             /* its newest approval is a standing one; what follows says nothing otherwise */
  gboolean enabled;             /* the standing approval is on now */
  gint64 version, version_now;  /* of its words: then and now */
  char *message_id;             /* that it answers, or NULL */
  char *standing_id;            /* or NULL */
} SoStandingApproval;
void so_standing_approval_free (SoStandingApproval *approval);
SoStandingApproval *so_standing_approval_of (SoDb *db, const char *draft_id, GError **error);

/* Ids of the drafts in a thread that were made by any and have not left ("queued", "held"). NULL-terminated. */
GStrv so_standing_waiting (SoDb *db, const char *thread_id, GError **error);

/* What is known around one message of a customer at the time it came. Free with so_standing_situation_free(). */
typedef struct {
  char *thread_id, *contact_id, *contact_name, *channel, *account_id;
  char *address;                /* of the sender, as the channel knows it; or NULL */
  gint64 at;                    /* when it came, ms */
  GStrv texts;                  /* it, and what came before it since a person answered: newest first, at most 20 */
  GStrv said;                   /* by the person in the 90 days before, in any conversation: newest first, at most 50 */
  char *intent, *sub_category, *sentiment, *priority;
  double confidence;            /* -1: not classified */
  gboolean imported, group, not_understood;
  gboolean only_me, sensitive, opted_out, blocked;
  int score;
  gint64 person_wrote_at;       /* 0: never */
  guint automatic_today;        /* messages by standing approvals to the person within 24 hours */
  gint64 automatic_at;          /* the newest of them in the thread, 0: none */
  gboolean person_at_it;        /* a draft of the owner is open, approved or on its way */
  gboolean waiting;             /* a message by a standing approval has not left yet */
  gboolean missed_call;         /* it is a call that nobody took, and not from a withheld number */
  gboolean texted_back;         /* within the 24 hours before, the person was written to for such a call */
} SoStandingSituation;

/* @now: whether what is there today counts too (drafts), or only what was there then (a dry run). */
SoStandingSituation *so_standing_situation (SoDb *db, const char *message_id, gboolean now, GError **error);
/* Only the message itself and whose it is, not what else they said. */
SoStandingSituation *so_standing_situation_of_message (SoDb *db, const char *message_id, GError **error);
void so_standing_situation_free (SoStandingSituation *situation);

/* Ids of what customers wrote from @from to @to (ms), oldest first, without imports. NULL-terminated. */
GStrv so_standing_messages (SoDb *db, gint64 from, gint64 to, GError **error);

/* What the owner decided about proposals, and how that ended. */
typedef struct {
  char *thread_id;
  char *topic;                  /* sub-category of the message, else category of the entry it was made from; or NULL */
  gint64 at;
  gboolean unedited;            /* approved in the words that were proposed */
} SoDecision;

void so_decision_free (SoDecision *decision);
GPtrArray *so_standing_decisions (SoDb *db, GError **error);
/* What the customer wrote in a thread within @ms after @at. NULL-terminated. */
GStrv so_standing_texts_after (SoDb *db, const char *thread_id, gint64 at, gint64 ms, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoStanding, so_standing_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoStandingSituation, so_standing_situation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoStandingApproval, so_standing_approval_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoDecision, so_decision_free)

G_END_DECLS
