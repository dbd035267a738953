/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-verbs.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What others changed in place of this computer's changes, for the owner (docs/sync.md). */

/* One of them in words. Free with so_share_story_free(). */
typedef struct {
  gint64 n;
  gint64 at, seen_at;      /* ms; seen_at 0: not yet */
  char *sentence;          /* "Front Desk changed the stage of Mia Berger to Trial" */
  char *mine;              /* what was here: "Contacted"; or NULL */
  char *theirs;            /* what holds, where the sentence does not say it; or NULL */
  char *table;             /* of what it is */
  char *contact_id, *thread_id;   /* where it can be looked at; or NULL */
  gboolean refused;        /* the hub did not take ours */
  gboolean can_put_back;
} SoShareStory;
void so_share_story_free (gpointer story);

/* Short reads. SoShareStory, the newest first, at most @limit; empty where they cannot be read. */
GPtrArray *so_studio_list_stories (SoStudio *studio, guint limit);
/* How many of them nobody has seen; at most a hundred are counted. */
guint so_studio_count_stories (SoStudio *studio);

/* A change of the shared studio that could not be done here, or not be told. Free with so_share_left_free(). */
typedef struct {
  gint64 at;               /* ms */
  char *thing;             /* "the price “Salsa”": of what it is */
  char *why;               /* a sentence */
} SoShareLeft;
void so_share_left_free (gpointer left);
/* SoShareLeft, the newest first; empty where they cannot be read. */
GPtrArray *so_studio_list_left (SoStudio *studio, guint limit);

/* The verbs SO_VERB_PUT_BACK and SO_VERB_KEEP_THEIRS. */
gboolean so_notice_verb_put_back (SoVerbCall *call, GError **error);
gboolean so_notice_verb_keep (SoVerbCall *call, GError **error);

G_END_DECLS
