/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-analysis.h"
#include "so-message.h"
#include "so-profile.h"
#include "so-prompt.h"
#include "so-studio.h"
#include "so-thread.h"

G_BEGIN_DECLS

/**
 * SoTalk: one conversation, or one call of it, as rules and models read it: who said what, one after the other. Of a call it is what was spoken, where it is known who spoke;
 * that somebody called is nobody's words. Of a voice note it is what was spoken, too.
 */
typedef struct {
  SoThread *thread;
  SoProfile *profile;        /* or NULL */
  GPtrArray *messages;       /* SoMessage, oldest first */
  GPtrArray *texts;          /* char *, of what was spoken */
  GPtrArray *entities;       /* JsonNode, of the messages that have some */
  GPtrArray *read;           /* SoClassification, of those that nobody has read yet: history, and what was spoken */
  GArray *turns;             /* SoAnalysisTurn */
  GArray *prompt;            /* SoPromptTurn */
  GPtrArray *from;           /* of each turn: the id of its message; borrowed */
  GPtrArray *said;           /* of the customer; ended by NULL; borrowed */
} SoTalk;

/* @live: without what was imported. */
SoTalk *so_talk_load (SoDb *db, const char *thread_id, gboolean live, GError **error);
/* What was said in one call or voice note alone. */
SoTalk *so_talk_load_message (SoDb *db, const char *message_id, GError **error);
void so_talk_free (SoTalk *talk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTalk, so_talk_free)

/* It has sound, of which a transcript may tell what was said; it only says that somebody called. */
gboolean so_talk_has_sound (const SoMessage *message);
gboolean so_talk_is_call (const SoMessage *message);
/* What the customer said in a call or voice note, a turn a line; NULL where nothing of it is written down, or nobody knows who spoke. Free with g_free(). */
char *so_talk_dup_said (SoDb *db, const char *message_id);
/* What came in live has been understood; the rest is now, for this look alone. "Tomorrow" was long ago. */
void so_talk_understand (SoStudio *studio, const SoTalk *talk);
/* Where the customer said it, the newest time: a message's id. Borrowed; NULL: it is not there as it stands. */
const char *so_talk_find_message (const SoTalk *talk, const char *quote);

G_END_DECLS
