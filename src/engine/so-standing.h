/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-never-auto.h"
#include "so-profile.h"
#include "so-standing-kind.h"
#include "so-standings.h"

G_BEGIN_DECLS

/* Answers that go out by themselves: only by a kind that the owner switched on, only in the words she switched on, never against
 * a rule of so-never-auto.h, and through the same outbox, approval record and checks as every other message. */

#define SO_SETTING_PAUSED "standing.paused"            /* "1": nothing goes out by itself */
#define SO_SETTING_HOURS "hours"                       /* so-hours.h */
#define SO_SETTING_NEVER_WORDS "never_auto.words"      /* one a line */
#define SO_SETTING_LINKS "links.allowed"               /* hosts, one a line */
#define SO_SETTING_LANGUAGES "assistant.languages"     /* "en de" */
#define SO_SETTING_STANDING_UNDO "undo.seconds.standing"

/* What is the same for every message of one look. */
typedef struct {
  SoProfile *profile;      /* or NULL */
  SoHours *hours;          /* NULL: not known, so nothing is ever closed */
  GPtrArray *entries;      /* SoKnowledge */
  GPtrArray *prices;       /* SoPrice */
  SoStanding *standings[SO_N_STANDINGS];
  char *own_words;
  GStrv links, languages;  /* or NULL */
  gboolean paused, manual, copied;
} SoStandingContext;

SoStandingContext *so_standing_context_load (SoDb *db, GError **error);
void so_standing_context_free (SoStandingContext *context);

/* What would come of one message by one kind. */
typedef struct {
  gboolean fits;           /* it is of the kind */
  char *text;              /* what would be answered; NULL where something for it is not known */
  char *missing;           /* the placeholder for which nothing is known, or NULL */
  char *period;            /* in which it answers once */
  const char *entry_kind;  /* "knowledge" or "price": what it copies, where it copies something; borrowed */
  char *entry_id;          /* of that, or NULL */
  char *entry_title, *entry_answer;
  gint64 entry_version;
  guint never;             /* rules of so-never-auto.h against it */
} SoStandingVerdict;

void so_standing_verdict_clear (SoStandingVerdict *verdict);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoStandingVerdict, so_standing_verdict_clear)

/* Pure but for the clock @now. @headers: of a mail, or NULL. */
void so_standing_consider (const SoStandingContext *context, const SoStandingSituation *situation, SoStandingKind kind, gint64 now,
                           const char *headers, SoStandingVerdict *verdict);

/* A message came: takes back what has not left yet, and answers where a kind that is on fits. In the caller's transaction.
 * @copied: the folder is a copy that nobody has called the active one. The draft into *@draft_id (NULL: none) and whether the question is answered by it into *@answered; both may be NULL. */
gboolean so_standing_answer (SoDb *db, const char *message_id, const char *headers, gboolean copied, char **draft_id, gboolean *answered,
                             GError **error);

/* What has not left yet in a conversation is taken back: the customer went on, or somebody spoke with them. */
gboolean so_standing_withdraw (SoDb *db, const char *thread_id, GError **error);

/* Before a message that a rule approved leaves: FALSE without an error where it may not any more, with a reason (static) and a
 * sentence (yours). What a person approved always may. */
gboolean so_standing_may_leave (SoDb *db, const char *draft_id, const char **reason, char **sentence, GError **error);

/* TRUE where a sent draft only acknowledged by itself: the customer still waits for an answer. */
gboolean so_standing_keeps_open (SoDb *db, const char *draft_id);

/* The owner's hours, or NULL without an error where there are none (or none that can be read). */
SoHours *so_standing_load_hours (SoDb *db, const SoProfile *profile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoStandingContext, so_standing_context_free)

G_END_DECLS
