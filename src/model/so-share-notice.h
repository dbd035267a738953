/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Somebody else's change holds instead of one of this computer's (docs/sync.md). Free with so_share_notice_free(). */
typedef struct {
  gint64 n;
  char *table, *pk;        /* of which row */
  char *group;             /* which fields of it */
  char *mine;              /* JSON of the group as it was here */
  char *theirs;            /* as it is now; NULL: the row is gone, or the hub refused the change */
  char *dev;               /* as which the other computer writes; "hub" */
  char *computer;          /* its name, or NULL where that is not known */
  char *why;               /* a sentence where the hub refused the change, else NULL */
  gint64 at;               /* ms */
  gint64 seen_at;          /* 0: not yet */
} SoShareNotice;
void so_share_notice_free (gpointer notice);

/* Something that could not be done here, or not told; it holds up nothing. Free with so_share_aside_free(). */
typedef struct {
  gint64 n;
  gint64 seq;              /* of the hub's log; 0: it is ours */
  char *table, *pk, *group;
  char *why;               /* a sentence */
  gint64 at;               /* ms */
} SoShareAside;
void so_share_aside_free (gpointer aside);

G_END_DECLS
