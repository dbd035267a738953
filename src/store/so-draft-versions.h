/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-drafts.h"

G_BEGIN_DECLS

/* The texts that a draft has had. Only drafts that the owner still decides on have others. */

typedef struct {
  const char *text;
  const char *origin;     /* "knowledge", "template" */
  const char *sources;    /* JSON array */
  const char *hint;       /* what the owner asked to be changed, "" for another version */
} SoDraftWords;

/* Another proposal takes the place of the text, which stays as a version; one undoable change. */
gboolean so_draft_propose_anew (SoDb *db, const char *id, const SoDraftWords *words, GError **error);

/* The text of a draft that was being written (so_draft_add()): it is proposed now. */
gboolean so_draft_set_generated (SoDb *db, const char *id, const SoDraftWords *words, GError **error);
/* One more version, which nobody has asked for yet: the text stays. */
gboolean so_draft_add_version (SoDb *db, const char *id, const SoDraftWords *words, GError **error);
/* What the owner should know of a proposal: a nick, and a sentence. Another text forgets it. */
gboolean so_draft_set_note (SoDb *db, const char *id, const char *reason, const char *detail, GError **error);

/* Its texts, each once, in the order they came: char *. *@position (may be NULL) is that of the present one, which is
 * the last where it is not stored yet. */
GPtrArray *so_draft_versions (SoDb *db, const char *id, guint *position, GError **error);

/* What its texts were made from, JSON arrays: char *. */
GPtrArray *so_draft_version_sources (SoDb *db, const char *id, GError **error);

/* @step -1: the version before, 1: the one after. SO_ERROR_CHANGE where there is none. Undoable. */
gboolean so_draft_switch_version (SoDb *db, const char *id, int step, GError **error);

/* What was asked last to be changed, newest first, each once, at most @limit: for recalling. */
GPtrArray *so_draft_hints (SoDb *db, guint limit, GError **error);

/* Characters changed since it was proposed; -1 where the owner wrote it, or it was not approved yet. */
gint64 so_draft_edit_distance (SoDb *db, const char *id);
/* Computes and keeps it; for the approval. */
gboolean so_draft_keep_edit_distance (SoDb *db, const char *id, GError **error);

G_END_DECLS
