/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/**
 * Two records of one person become one, and again two. A merge moves nothing: the merged record says who it is shown as, and all that is theirs
 * keeps its contact_id, also what comes later from their addresses. So taking it back, at any time, gives each what is theirs.
 */

/* What the one who stays has from then on; NULL: as it is. Taking the merge back gives back what was there before, where it still stands as it was set. */
typedef struct {
  const char *name, *birthday, *notes, *stage;
} SoMergeChoice;

/* One merge that holds. Free with so_merge_free(). */
typedef struct {
  char *id;
  char *survivor_id;
  char *merged_id, *merged_name;
  gint64 at;                       /* ms */
} SoMerge;
void so_merge_free (SoMerge *merge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoMerge, so_merge_free)

/* @other is shown as @survivor from now on (either may be any of those who are one person already). @choice may be NULL. Undoable. */
gboolean so_contact_merge (SoDb *db, const char *survivor, const char *other, const SoMergeChoice *choice, GError **error);
/* @id: who was merged, or whom somebody was merged into: then the newest merge. Undoable. *@whom (yours, may be NULL): who is themselves again. */
gboolean so_contact_unmerge (SoDb *db, const char *id, char **whom, GError **error);
/* What a merge of these two writes where nobody chooses: what only one of them has, the longer way on the board, the notes of both. NULL where the
 * survivor has it already. Free what it points to with so_merge_choice_clear(). */
gboolean so_merge_propose (SoDb *db, const char *survivor, const char *other, SoMergeChoice *choice, GError **error);
void so_merge_choice_clear (SoMergeChoice *choice);
/* Merges of a person that hold, newest first: SoMerge. */
GPtrArray *so_contact_merges (SoDb *db, const char *contact_id, GError **error);

/* "These two are not the same": no suggestion says so again. Undoable. */
gboolean so_contact_set_apart (SoDb *db, const char *a, const char *b, gboolean apart, GError **error);
gboolean so_contact_is_apart (SoDb *db, const char *a, const char *b);

G_END_DECLS
