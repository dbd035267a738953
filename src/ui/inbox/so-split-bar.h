/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-store.h"
#include "so-thread.h"

G_BEGIN_DECLS

/* The tabs of the inbox with how much is in each. Property "split" (int, an SoSplit). */
#define SO_TYPE_SPLIT_BAR (so_split_bar_get_type ())
G_DECLARE_FINAL_TYPE (SoSplitBar, so_split_bar, SO, SPLIT_BAR, GtkWidget)

/* Starts to count, on the worker of the lists. */
void so_split_bar_count (SoSplitBar *self, SoStore *store);

SoSplit so_split_bar_get_split (SoSplitBar *self);
/* A split without a tab (starred, done…) leaves none of them chosen. */
void so_split_bar_set_split (SoSplitBar *self, SoSplit split);

/* Scrolls so that the chosen tab can be seen, however narrow the list is. */
void so_split_bar_reveal_chosen (SoSplitBar *self);
/* The same once the tabs have their new sizes, as after a count in them changed. */
void so_split_bar_queue_reveal (SoSplitBar *self);

/* "To approve", "Done"… */
const char *so_split_bar_label (SoSplit split);

G_END_DECLS
