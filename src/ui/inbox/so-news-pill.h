/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-live-list.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoNewsPill: "3 new · ." over a list that stands still. It keeps the list steady while the list is seen, and lets
 * it follow when it comes into view again or the owner herself decided on something.
 */
#define SO_TYPE_NEWS_PILL (so_news_pill_get_type ())
G_DECLARE_FINAL_TYPE (SoNewsPill, so_news_pill, SO, NEWS_PILL, GtkWidget)

/* Once. Its click is the action "list.show-new" of the page. */
void so_news_pill_watch (SoNewsPill *self, SoStudio *studio, SoLiveList *list);

G_END_DECLS
