/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"
#include "so-json-text.h"
#include "so-share-link.h"
#include "so-share-tables.h"

G_BEGIN_DECLS

/* One thing that holds at the hub, or an entry of its log. */
typedef struct {
  gint64 seq;
  const char *dev;         /* whose it is */
  gint64 n;                /* the number that they gave it; 0 where nobody waits for it */
  const char *nonce;
  const char *tbl, *pk, *grp;
  SoJsonText *text;
  SoJsonPlace val;         /* in @text; 0 where a later entry has it */
  const char *answer;      /* of a command; or why it was refused */
  gint64 h;
  gboolean won, refused;
} SoShareOp;

/* Does what the entry says. What cannot be done here is kept (sync_quarantine) and stops nothing; FALSE only where nothing can be done, such as a
 * full disk. */
gboolean so_share_apply (SoDb *db, SoShareLink *link, const SoShareOp *op, GError **error);

/* What was kept for a newer version, which this is now. */
gboolean so_share_apply_kept (SoDb *db, GError **error);

/* Of somebody else's, also where it is ours by name: changes what holds, and what is shown where we have not changed it since. */
gboolean so_share_apply_theirs (SoDb *db, const SoShareOp *op, GError **error);
/* A row that came from others, where that is simple: nobody has it here, or it is here word for word, and nothing else is known of it. *@done:
 * FALSE where it is not. */
gboolean so_share_apply_straight (SoDb *db, const SoShareOp *op, gboolean *done, GError **error);
/* Of ours, which waits in sync_out with these words. */
gboolean so_share_apply_ours (SoDb *db, SoShareLink *link, const SoShareOp *op, GError **error);

/* What is kept of a row that was not here when it came, and is now. */
gboolean so_share_take_waiting (SoDb *db, const SoShareOp *op, const SoShareTable *table, GError **error);

/* Somebody has to be told that @theirs holds instead of @mine, if they differ. */
gboolean so_share_tell (SoDb *db, const SoShareOp *op, const char *mine, const char *theirs, GError **error);
/* Notes that something follows from it (so_share_settle()). */
/* A message of the log, not of what was there before this computer was: what follows from it may have to follow here (so-share-heard.h). */
gboolean so_share_note_heard (SoDb *db, const SoShareOp *op, GError **error);
gboolean so_share_touch (SoDb *db, const char *kind, const char *id, GError **error);

G_END_DECLS
