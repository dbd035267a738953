/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-likeness.h"
#include "so-merges.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Who is who, as windows ask it. What changes it are verbs (so-people-verbs.h). */

/* SoMerge of a person that hold, the newest first. Short indexed reads. Never NULL. */
GPtrArray *so_studio_list_merges (SoStudio *studio, const char *contact_id);

/* What a merge of @other into @survivor writes where nobody chooses (so_merge_propose()); clear it with so_merge_choice_clear(). */
gboolean so_studio_propose_merge (SoStudio *studio, const char *survivor, const char *other, SoMergeChoice *choice, GError **error);

/* TRUE where these two are shown as one person. */
gboolean so_studio_is_same_person (SoStudio *studio, const char *a, const char *b);

/* Who may be one person: SoLikeness, the surest first, at most @limit. It reads all addresses, so on a thread of its own. */
void so_studio_suggest_merges_async (SoStudio *studio, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Free with g_ptr_array_unref(); NULL with an error. */
GPtrArray *so_studio_suggest_merges_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
