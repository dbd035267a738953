/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The rows of a group that show a list, made anew only where the list is another one. The focus stays with the row of the same widget name (the id of
 * what it shows), or at its place where that is gone. */
typedef struct {
  GPtrArray *rows;           /* borrowed */
  GPtrArray *old;            /* those that go at the end; NULL but between beginning and end */
  char *shown;               /* what they show */
  char *name;                /* of the row that had the focus, or NULL */
  int place;                 /* its place */
  char *asked;               /* of the row about which a popover asked last, or NULL: while that goes nothing has the focus */
} SoGroupRows;

void so_group_rows_init (SoGroupRows *self);
void so_group_rows_clear (SoGroupRows *self);

/* FALSE: they show @signature already. Else it is time to add what @group shows now, and to end. */
gboolean so_group_rows_begin (SoGroupRows *self, AdwPreferencesGroup *group, const char *signature);
void so_group_rows_add (SoGroupRows *self, AdwPreferencesGroup *group, GtkWidget *row);
/* @rest: a widget of the group that stays, and takes the focus where no row is left. */
void so_group_rows_end (SoGroupRows *self, AdwPreferencesGroup *group, GtkWidget *rest);

/* A popover of something in @widget's row opens: the row has the focus again once the rows are made anew. */
void so_group_rows_ask (SoGroupRows *self, GtkWidget *widget);

/* A flat button with a plus beside the title of @group: below it there would be a row that changes its height with those that come and go. */
GtkWidget *so_group_rows_add_button (AdwPreferencesGroup *group, const char *label);

/* A flat button with an icon at the end of a row; @label is its name and its tooltip. */
GtkWidget *so_group_rows_button (GtkWidget *row, const char *icon, const char *label);

G_END_DECLS
