/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-here.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoSharePresence: where this computer is, and the others of its studio, by way of the hub. On a thread of its own one request waits there, as long
 * as there is something to say; with no conversation before anybody's eyes nothing is asked. Without a hub, or while it cannot be reached, nobody
 * is anywhere, and everything may be changed: the rules of sharing decide then. Main thread.
 */
#define SO_TYPE_SHARE_PRESENCE (so_share_presence_get_type ())
G_DECLARE_FINAL_TYPE (SoSharePresence, so_share_presence, SO, SHARE_PRESENCE, GObject)

/* The studio's; borrowed, lives as long as it. "changed" is emitted when anybody comes, goes, begins or ends to write. */
SoSharePresence *so_share_presence_of (SoStudio *studio);

/* @thread_id is looked at, in @where (only compared); NULL: nothing is any more, unless it is looked at elsewhere by now. */
void so_share_presence_look (SoSharePresence *self, gconstpointer where, const char *thread_id);
/* The answer of that conversation is changed here: the draft @draft_id, or with the conversation's id one that is not stored yet. NULL: not any more.
 * @take: also where another computer changes it, which hears of that. */
void so_share_presence_edit (SoSharePresence *self, const char *draft_id, gboolean take);

/* The window closes: says that this computer is nowhere, waits a few seconds for that at most, and says nothing any more. */
void so_share_presence_stop (SoStudio *studio);

/* SoHubHere: who else is in that conversation. Free with g_ptr_array_unref(). */
GPtrArray *so_share_presence_list (SoSharePresence *self, const char *thread_id);
/* Who else changes that draft (NULL: one that is not stored yet); or NULL. Borrowed, until the main loop runs again. */
const SoHubHere *so_share_presence_find_editor (SoSharePresence *self, const char *thread_id, const char *draft_id);

G_END_DECLS
