/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"
#include "so-share.h"

G_BEGIN_DECLS

/* Where this copy of the studio stands with the others (the one row of sync_link): for the store's own files. */
typedef struct {
  char *dev, *epoch, *place;
  SoShareState state;
  gint64 cursor, begun, head, next_n;
  gboolean again;          /* something that is here no more holds all the same: all that holds is read once more after this page */
} SoShareLink;

/* NULL with @error where it fails or the studio is not shared. Also lets this connection's stamps follow the hub's clock. */
SoShareLink *so_share_link_load (SoDb *db, GError **error);
void so_share_link_free (SoShareLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoShareLink, so_share_link_free)

gboolean so_share_link_move (SoDb *db, SoShareLink *link, SoShareState state, const char *place, GError **error);
/* This copy writes under another name from now on: somebody else has written under the one that it had. */
gboolean so_share_link_fork (SoDb *db, SoShareLink *link, GError **error);

/* The number up to which all changes of ours were seen in the log. */
gint64 so_share_acked (SoDb *db, const SoShareLink *link);
/* How many rows a page has, which are @most as a rule. */
gint64 so_share_page (SoDb *db, guint most);
/* 12 hexadecimal digits that nobody else has. Free with g_free(). */
char *so_share_nonce (void);

G_END_DECLS
