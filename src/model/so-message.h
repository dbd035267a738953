/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-part.h"

G_BEGIN_DECLS

/* One message as it is stored. Free with so_message_free(). */
typedef struct {
  gint64 n;
  char *id;
  char *thread_id;
  char *contact_id;     /* of the sender, or NULL */
  char *remote_id;      /* or NULL */
  gboolean outbound;
  gboolean system;      /* a line that nobody wrote ("You added Ana") */
  gint64 sent_at;       /* ms UTC */
  char *sender;         /* name to show; never NULL */
  char *text;           /* all text, a part a line; never NULL */
  char *state;          /* "received", or for outbound "accepted", "delivered", "read", "failed"; "unsent" where its writer took it back */
  char *failure;        /* why it failed, as the provider says it, or NULL */
  guint segments;       /* how many SMS it was, as its provider counts; 0 where it does not say */
  gint64 edited_at;     /* ms, 0: it stands as it was written */
  GStrv reactions;      /* an emoji each, oldest first; never NULL */
  char *intent;         /* category, sub-category… as the classifier said, or NULL */
  char *sub_category;
  char *priority;
  char *sentiment;
  double confidence;    /* 0 to 1, or -1 */
  char *entities;       /* JSON object, or NULL */
  char *action;         /* what a model would do about it, one sentence, or NULL */
  GStrv tags;           /* never NULL */
  char *draft_id;       /* the draft it was sent from, or NULL */
  gboolean practice;    /* went through the practice channel: nothing left this computer */
  gboolean imported;
  GPtrArray *parts;     /* SoPart */
} SoMessage;

void so_message_free (SoMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoMessage, so_message_free)

G_END_DECLS
