/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-moment.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* One moment of a timeline, in a GObject for lists. */
#define SO_TYPE_MOMENT_ITEM (so_moment_item_get_type ())
G_DECLARE_FINAL_TYPE (SoMomentItem, so_moment_item, SO, MOMENT_ITEM, GObject)

const SoMoment *so_moment_item_get (SoMomentItem *item);   /* borrowed */

/**
 * SoTimelineList: a GListModel of SoMomentItem: all that happened with a person, oldest first. The newest page comes by itself, those before it are
 * asked for, and what changes is kept true in one items-changed. It looks, and marks nothing as read.
 *
 * SoTimelineList::loaded: a page has come, or could not.
 */
#define SO_TYPE_TIMELINE_LIST (so_timeline_list_get_type ())
G_DECLARE_FINAL_TYPE (SoTimelineList, so_timeline_list, SO, TIMELINE_LIST, GObject)

SoTimelineList *so_timeline_list_new (SoStudio *studio, const char *contact_id);

/* The page before the oldest that is here; nothing while one is read, or where there is none. */
void so_timeline_list_load_more (SoTimelineList *self);
/* TRUE once the oldest moment is here. */
gboolean so_timeline_list_is_complete (SoTimelineList *self);

G_END_DECLS
