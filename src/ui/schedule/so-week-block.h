/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-week.h"

G_BEGIN_DECLS

/**
 * SoWeekBlock: one class in the week, one place that it could have, or the one that is carried: a widget that draws its words itself, as
 * many lines as have a place. It is a list item with a name, and takes the focus where it is a class or a ghost.
 */
#define SO_TYPE_WEEK_BLOCK (so_week_block_get_type ())
G_DECLARE_FINAL_TYPE (SoWeekBlock, so_week_block, SO, WEEK_BLOCK, GtkWidget)

typedef enum {
  SO_WEEK_BLOCK_CLASS,
  SO_WEEK_BLOCK_GHOST,     /* a place that it could have */
  SO_WEEK_BLOCK_CARRIED,   /* follows the pointer or the arrow keys; not there for screen readers, who are told in words */
} SoWeekBlockKind;

GtkWidget *so_week_block_new (SoWeekBlockKind kind);

/* What it says, all copied: @name for screen readers; @lines NULL-terminated, the first one bold; @problem in words, or NULL. */
void so_week_block_set (SoWeekBlock *self, const char *name, const char *const *lines, const char *problem, const char *description);
/* What stands in the place of the second line where that is too long, or NULL. */
void so_week_block_set_brief (SoWeekBlock *self, const char *brief);
void so_week_block_set_state (SoWeekBlock *self, SoWeekState state, gboolean pinned);
/* Its place among @n, from 0, for screen readers. */
void so_week_block_number (SoWeekBlock *self, guint at, guint n);
/* It is taken up: what moves stands elsewhere meanwhile. */
void so_week_block_set_lifted (SoWeekBlock *self, gboolean lifted);

/* The id of its session. Borrowed, or NULL. */
const char *so_week_block_get_id (SoWeekBlock *self);
void so_week_block_set_id (SoWeekBlock *self, const char *id);

/* Where it is in its parent; for the parent alone. */
GtkAllocation *so_week_block_place (SoWeekBlock *self);

G_END_DECLS
